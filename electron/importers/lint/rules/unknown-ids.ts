import type { Issue } from '../../../contract/errors.ts'
import { nearest } from '../../deck-file/schema-problems.ts'
import { noteIssue, type Bank, type LintNote } from '../bank.ts'

/** `covers` and `services` must name facts and services that exist, where there is a list of them. */
export function unknownIds(bank: Bank): Issue[] {
  return bank.files.flatMap(({ notes, catalogue }) => {
    const facts = new Set(catalogue.facts.map((fact) => fact.id))
    const services = new Set(catalogue.services.keys())
    return notes.flatMap((note) => [
      ...check(note, 'covers', note.covers, facts, 'fact'),
      ...check(note, 'services', note.services, services, 'service'),
    ])
  })
}

function check(
  note: LintNote,
  field: string,
  ids: readonly string[],
  known: ReadonlySet<string>,
  what: string,
): Issue[] {
  if (known.size === 0) return []
  return ids.flatMap((id, index) => {
    if (known.has(id)) return []
    const near = nearest(id, [...known])
    const message = `There is no ${what} with this id.${near === null ? '' : ` Did you mean “${near}”?`}`
    const expected = `the id of a ${what}`
    return [noteIssue(note, [field, index], { code: `unknown-${what}`, message, expected, found: id })]
  })
}
