import type { Place } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { splitTags } from '../../csv/columns.ts'
import { BARE_DRAFT, type DraftBody, type DraftQuestion } from '../draft.ts'
import { createTextReader } from '../rich-text.ts'
import { cellReader, type CellReader } from './cell-text.ts'
import type { OtherRole, QuestionColumns } from './header.ts'
import { readFlag, readKey } from './key.ts'

export interface RowProblem {
  readonly code: string
  readonly message: string
  readonly expected: string
  readonly found: string
}

/** A row of a table of questions as a draft. */
export function readRow(
  cells: readonly string[],
  columns: QuestionColumns,
  where: Place,
  fromZero: boolean,
): Result<DraftQuestion, RowProblem> {
  const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? '').trim())
  const other = (role: OtherRole) => cell(columns.other[role])
  const reader = createTextReader(() => null)
  const read = cellReader(reader)
  const body = readBody(cell, columns, read, other('type'), fromZero)
  if (!body.ok) return body
  const difficulty = difficultyOf(other('difficulty'))
  return ok({
    ...BARE_DRAFT,
    where,
    title: other('title'),
    id: other('id'),
    category: other('category').split('::'),
    tags: [
      ...splitTags(other('tags')),
      ...(other('objective') === '' ? [] : [`objective:${other('objective')}`]),
      ...(difficulty === null ? [] : [`difficulty:${difficulty}`]),
    ],
    stem: read.block(cell(columns.stem)),
    explanation: read.block(other('explanation')),
    body: body.value,
    lost: [...reader.dropped].map((name) => `its <${name}>`),
  })
}

function readBody(
  cell: (at: number | undefined) => string,
  columns: QuestionColumns,
  read: CellReader,
  type: string,
  fromZero: boolean,
): Result<DraftBody, RowProblem> {
  const options = columns.options
    .map((option) => ({ ...option, cell: cell(option.text) }))
    .filter((one) => one.cell !== '')
  const named = cell(columns.key ?? undefined)
  if (/essay|open|written|numeric|fill|short/i.test(type) && options.length < 2) {
    return ok({ type: 'unsupported', what: `a question of the type ${type.slice(0, 40)}` })
  }
  if (options.length === 0 && /^(?:true|false|t|f)$/i.test(named)) return ok(trueFalse(/^t/i.test(named)))
  const rows = options.map((option) => ({ key: option.key, text: option.cell }))
  const right = columns.key === null ? flagged(options, cell) : readKey(named, rows, fromZero)
  if (right === null) {
    const message = 'The right answer is none of the options.'
    const expected = `one or more of ${rows.map(({ key }) => key.toUpperCase()).join(', ')}, or the text of an option`
    return fail({ code: 'no-key', message, expected, found: named === '' ? 'another mark' : named })
  }
  const several = /multi.?(?:select|response|ans)|select all|checkbox|^ms$|^ma$|^mr$/i.test(type) ? true : null
  return ok({
    type: 'choice',
    several: several === null && /single|^mc$|^sc$/i.test(type) ? false : several,
    options: options.map((option, index) => ({
      text: read.line(option.cell),
      reason: read.block(cell(option.reason)),
      correct: right.includes(index),
    })),
  })
}

function flagged(
  options: readonly { readonly correct?: number }[],
  cell: (at: number | undefined) => string,
): number[] | null {
  const flags = options.map(({ correct }) => readFlag(cell(correct)))
  if (flags.some((flag) => flag === null)) return null
  return flags.flatMap((flag, index) => (flag === true ? [index] : []))
}

function trueFalse(isTrue: boolean): DraftBody {
  const option = (text: string, correct: boolean) => ({ text, reason: '', correct })
  return { type: 'choice', several: false, options: [option('True', isTrue), option('False', !isTrue)] }
}

function difficultyOf(cell: string): number | null {
  if (/^[123]$/.test(cell)) return Number(cell)
  const words = ['easy', 'medium', 'hard']
  const at = words.findIndex((word) => cell.toLowerCase().startsWith(word))
  return at < 0 ? null : at + 1
}
