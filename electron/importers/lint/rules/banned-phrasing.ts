import { isExamKind } from '../../../contract/content/note-content.ts'
import type { Issue } from '../../../contract/errors.ts'
import { quoted } from '../../source-text.ts'
import { noteIssue, type Bank, type LintNote } from '../bank.ts'
import { allTexts, offeredOptions, questionText } from '../texts.ts'

/** Options that refer to other options cannot be shuffled, and test wit more than knowledge. */
const OPTIONS = /\b(?:all|none|both|any|neither) of the (?:above|below|options)\b|\bboth a and b\b/i
/** Negatives that a hurried reader misses. */
const STEMS = /\b(?:NOT|EXCEPT|LEAST)\b/
/** Signs that screen readers and fonts handle badly; words or formulas say the same. */
const SIGNS = /[≈≤≥→]/

/** Wording that exam questions and cards avoid. */
export function bannedPhrasing(bank: Bank): Issue[] {
  return bank.notes.filter((note) => note.deckFile.exam !== null).flatMap(check)
}

function check(note: LintNote): Issue[] {
  const issues: Issue[] = []
  const test = (pattern: RegExp, text: string, path: readonly (string | number)[], message: string) => {
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) issues.push(noteIssue(note, path, { code: 'phrasing', message, found: quoted(found) }))
  }
  for (const { path, text } of allTexts(note.content)) {
    test(SIGNS, text, path, 'Use words or a formula instead of this sign.')
  }
  if (!isExamKind(note.content.kind)) return issues
  const { path, text } = questionText(note.content)
  test(STEMS, text, path, 'A question does not turn on a negative.')
  for (const option of offeredOptions(note.content)) {
    test(OPTIONS, option.text, option.path, 'An option does not refer to other options.')
  }
  return issues
}
