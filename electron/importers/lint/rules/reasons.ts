import { isExamKind } from '../../../contract/content/note-content.ts'
import type { Issue } from '../../../contract/errors.ts'
import { noteIssue, type Bank, type LintNote } from '../bank.ts'
import { offeredOptions } from '../texts.ts'

/** An exam's questions say of every option why it is right or wrong, explain the idea, and state how hard they are. */
export function reasons(bank: Bank): Issue[] {
  return bank.notes.filter((note) => note.deckFile.exam !== null && isExamKind(note.content.kind)).flatMap(check)
}

function check(note: LintNote): Issue[] {
  const { content } = note
  const issues = offeredOptions(content)
    .filter((option) => option.reason === undefined)
    .map((option) => {
      const message = 'This option does not say why it is right or wrong.'
      return noteIssue(note, option.path, { code: 'no-reason', message, expected: 'a reason', found: option.text })
    })
  const missing = (['explanation', 'difficulty'] as const).filter((field) => !(field in content))
  for (const field of missing) {
    issues.push(noteIssue(note, [], { code: `no-${field}`, message: `The question has no ${field}.`, expected: field }))
  }
  return issues
}
