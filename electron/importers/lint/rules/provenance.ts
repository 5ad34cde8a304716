import type { Issue } from '../../../contract/errors.ts'
import { noteIssue, type Bank, type LintNote } from '../bank.ts'

/** Each note of an exam's decks says what it is for, where its facts come from, and when they were checked. */
export function provenance(bank: Bank): Issue[] {
  return bank.notes.filter((note) => note.deckFile.exam !== null).flatMap(check)
}

function check(note: LintNote): Issue[] {
  const issues: Issue[] = []
  const add = (path: string[], code: string, message: string, expected: string) =>
    issues.push(noteIssue(note, path, { code, message, expected, found: 'nothing' }))
  if (note.objective === null && note.beyond === null) {
    add([], 'no-objective', 'The note has no objective.', 'an objective, or in “beyond” why it is worth knowing')
  }
  if (note.objective !== null && note.beyond !== null) {
    const message = 'The note has an objective and goes beyond the exam. Keep one of the two.'
    issues.push(noteIssue(note, ['beyond'], { code: 'objective-and-beyond', message, found: 'both' }))
  }
  if (note.references.length === 0) add([], 'no-reference', 'The note has no reference.', 'at least one reference')
  if (note.verifiedOn === null) {
    add([], 'no-date', 'Nothing says when the facts were checked.', 'verifiedOn for the file or the note')
  }
  return issues
}
