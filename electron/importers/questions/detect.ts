import type { Issue } from '../../contract/errors.ts'
import type { Result } from '../../core/result.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import type { Watch } from '../watch.ts'
import { looksLikeAiken } from './aiken/blocks.ts'
import { importAiken } from './aiken/index.ts'
import { importBrightspace, looksLikeBrightspace } from './csv/brightspace.ts'
import { importQuestionTable, looksLikeQuestionTable } from './csv/index.ts'
import { importGift, looksLikeGift } from './gift/index.ts'

const QUESTION_TEXTS = ['gift', 'aiken', 'question-csv', 'brightspace-csv'] as const
/** Formats of question banks that are plain text. */
export type QuestionText = (typeof QUESTION_TEXTS)[number]

/** Endings of files that may hold GIFT or Aiken. */
const TEXT_ENDINGS = new Set(['', 'txt', 'text', 'gift', 'aiken'])
const TABLE_ENDINGS = new Set(['', 'txt', 'text', 'csv', 'tsv', 'tab', 'dat'])

/** The question format that a text is in by its content; the ending decides only what is looked for. */
export function questionFormat(text: string, ending: string): QuestionText | null {
  const head = text.slice(0, 64 * 1024)
  if (TABLE_ENDINGS.has(ending)) {
    if (looksLikeBrightspace(head)) return 'brightspace-csv'
    if (looksLikeQuestionTable(head)) return 'question-csv'
  }
  if (ending === 'gift' || ending === 'aiken') return ending
  if (!TEXT_ENDINGS.has(ending) || isTabbed(head)) return null
  if (looksLikeAiken(head)) return 'aiken'
  return looksLikeGift(head) ? 'gift' : null
}

/** Texts with a tab in most lines are tables. */
function isTabbed(head: string): boolean {
  const lines = head.split('\n').filter((line) => line.trim() !== '')
  return lines.filter((line) => line.trim().includes('\t')).length > lines.length / 2
}

export function isQuestionText(format: string): format is QuestionText {
  return (QUESTION_TEXTS as readonly string[]).includes(format)
}

/** Imports a question bank that is plain text. */
export function importQuestionText(
  format: QuestionText,
  file: string,
  text: string,
  options: ImportOptions,
  watch: Watch,
): Result<ImportedDeck, Issue[]> {
  switch (format) {
    case 'gift':
      return importGift(file, text, options, watch)
    case 'aiken':
      return importAiken(file, text, options, watch)
    case 'question-csv':
      return importQuestionTable(file, text, options, watch)
    case 'brightspace-csv':
      return importBrightspace(file, text, options, watch)
  }
}
