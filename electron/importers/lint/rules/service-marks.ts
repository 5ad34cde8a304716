import type { Service } from '../../../contract/content/catalogue.ts'
import type { Issue } from '../../../contract/errors.ts'
import { noteIssue, type Bank, type LintCatalogue, type LintNote } from '../bank.ts'
import { answerTexts } from '../texts.ts'

/** States in which a new customer cannot count on a service. */
const CLOSED = new Set<Service['state']>(['maintenance', 'sunset', 'shutdown'])

/** An answer that names a closed service lists it in `services`, so that the card shows its mark. */
export function serviceMarks(bank: Bank): Issue[] {
  return bank.catalogues.flatMap((catalogue) => {
    const closed = closedNames(catalogue)
    if (closed === null) return []
    return bank.notes
      .filter((note) => note.deckFile.catalogue === catalogue && note.deckFile.exam !== null)
      .flatMap((note) => check(note, closed))
  })
}

interface ClosedNames {
  readonly pattern: RegExp
  readonly byName: ReadonlyMap<string, Service>
}

function closedNames({ services }: LintCatalogue): ClosedNames | null {
  const all = [...services.values()]
  const byName = new Map(all.filter((service) => CLOSED.has(service.state)).map((service) => [service.name, service]))
  if (byName.size === 0) return null
  // Longer names first, and open services among them: SageMaker Canvas is not SageMaker.
  const names = all.map((service) => service.name).sort((a, b) => b.length - a.length)
  return { pattern: new RegExp(`(?<![\\w-])(?:${names.map(escaped).join('|')})(?![\\w-])`, 'g'), byName }
}

function check(note: LintNote, { pattern, byName }: ClosedNames): Issue[] {
  return answerTexts(note.content).flatMap(({ path, text }) =>
    (text.match(pattern) ?? []).flatMap((name) => {
      const service = byName.get(name)
      if (!service || note.services.includes(service.id)) return []
      const message = `${name} is closed or closing (${service.state}), and the note does not list it in “services”.`
      return [
        noteIssue(note, path, {
          code: 'unmarked-service',
          message,
          expected: `services: [${service.id}]`,
          found: name,
        }),
      ]
    }),
  )
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
