import type { Issue } from '../../../contract/errors.ts'
import { noteIssue, type Bank, type LintCatalogue, type LintNote } from '../bank.ts'
import { answerTexts } from '../texts.ts'

/** What looks like a service of AWS: one or more capitalised words after Amazon or AWS. */
const NAME = /(?<![\w-])(?:Amazon|AWS) [A-Z][\w-]*(?: [A-Z][\w-]*)*/g
/** Capitalised words after AWS that name no service, and names of an operating system and a family of models. */
const PLAIN =
  /^(?:AWS (?:Regions?|APIs?|AI|Accounts?|Cloud|Partners?|Certified|Well-Architected|Availability|Global)|Amazon (?:Linux|Titan))\b/

/** An answer names only services that the list of services has, so that its life cycle can be shown. */
export function unknownServiceNames(bank: Bank): Issue[] {
  return bank.catalogues.flatMap((catalogue) => {
    const known = knownNames(catalogue)
    if (known.length === 0) return []
    return bank.notes
      .filter((note) => note.deckFile.catalogue === catalogue && note.deckFile.exam !== null)
      .flatMap((note) => check(note, known))
  })
}

function knownNames({ services }: LintCatalogue): string[] {
  return [...services.values()].flatMap(({ name, earlierNames, aliases }) => [
    name,
    ...(earlierNames ?? []),
    ...(aliases ?? []),
  ])
}

function check(note: LintNote, known: readonly string[]): Issue[] {
  return answerTexts(note.content).flatMap(({ path, text }) =>
    (text.match(NAME) ?? []).flatMap((found) => {
      // A known name may be followed by the name of a part, or be the beginning of a sentence's capitals.
      if (PLAIN.test(found) || known.some((name) => found === name || found.startsWith(`${name} `))) return []
      const message = `${found} is not in the list of services. Add it there with its life cycle, or correct the name.`
      return [
        noteIssue(note, path, { code: 'unknown-service-name', message, expected: 'the name of a service', found }),
      ]
    }),
  )
}
