import { plainText } from '../../../core/cards/plain-text.ts'
import type { Issue } from '../../../contract/errors.ts'
import { noteIssue, type Bank, type LintNote } from '../bank.ts'

/** What a diagram says before the answer, its description and a label's clue, does not hold the label's answer. */
export function givenAway(bank: Bank): Issue[] {
  return bank.notes.filter((note) => note.deckFile.exam !== null).flatMap(check)
}

function check(note: LintNote): Issue[] {
  const { content } = note
  if (content.kind !== 'diagram') return []
  return content.labels.flatMap(({ answer, clue }, index) => {
    const told = (text: string | undefined, path: (string | number)[]): Issue[] => {
      if (text === undefined || !holds(plainText(text), plainText(answer))) return []
      const message = 'This names the answer before the card is turned.'
      return [noteIssue(note, path, { code: 'given-away', message, found: answer })]
    }
    return [...told(content.alt, ['alt']), ...told(clue, ['labels', index, 'clue'])]
  })
}

/** Whether a text holds these words, as whole words. */
function holds(text: string, words: string): boolean {
  const among = (all: string) => ` ${(all.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `
  return among(words).trim() !== '' && among(text).includes(among(words))
}
