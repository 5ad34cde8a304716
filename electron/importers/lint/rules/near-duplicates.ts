import type { Issue } from '../../../contract/errors.ts'
import { noteIssue, type Bank, type LintNote } from '../bank.ts'
import { questionText } from '../texts.ts'

/** Words in a row that are compared. */
const SHINGLE = 3
/** Share of equal shingles (Jaccard) from which two texts count as the same. */
const SAME = 0.6

/** No two notes of an exam ask the same in nearly the same words. */
export function nearDuplicates(bank: Bank): Issue[] {
  const issues: Issue[] = []
  const notes = bank.notes.filter((note) => note.deckFile.exam !== null)
  const shingles = notes.map((note) => shinglesOf(questionText(note.content).text))
  const holders = new Map<string, number[]>()
  for (const [index, note] of notes.entries()) {
    const own = shingles[index] ?? new Set<string>()
    const shared = new Map<number, number>()
    for (const shingle of own) {
      const others = holders.get(shingle) ?? []
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1)
      holders.set(shingle, [...others, index])
    }
    for (const [other, count] of shared) {
      const union = own.size + (shingles[other]?.size ?? 0) - count
      const twin = notes[other]
      if (twin && count / union >= SAME && sameTask(note, twin)) issues.push(duplicate(note, twin))
    }
  }
  return issues
}

/** Computed notes may share their wording, as long as they compute different things. */
function sameTask({ content: a }: LintNote, { content: b }: LintNote): boolean {
  return a.kind !== 'computed' || b.kind !== 'computed' || a.answer === b.answer
}

function duplicate(note: LintNote, twin: LintNote): Issue {
  const { file = '', line = 0 } = twin.where
  const message = `This asks nearly the same as the note at ${file}:${line}.`
  return noteIssue(note, questionText(note.content).path, { code: 'near-duplicate', message, found: twin.guid })
}

/** Sets of words in a row; a text shorter than that is one shingle. */
export function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length <= SHINGLE) return new Set([words.join(' ')])
  return new Set(Array.from({ length: words.length - SHINGLE + 1 }, (_, at) => words.slice(at, at + SHINGLE).join(' ')))
}
