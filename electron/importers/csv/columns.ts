import { NOTE_KINDS } from '../../contract/content/note-content.ts'

export const ROLES = ['front', 'back', 'extra', 'hint', 'tags', 'deck', 'kind', 'guid'] as const
export type Role = (typeof ROLES)[number]

/** Which column (from 0) holds what. */
export type Columns = Partial<Record<Role, number>>

const NAMES: Readonly<Record<string, Role>> = {
  front: 'front',
  question: 'front',
  term: 'front',
  prompt: 'front',
  text: 'front',
  word: 'front',
  concept: 'front',
  q: 'front',
  back: 'back',
  answer: 'back',
  definition: 'back',
  meaning: 'back',
  translation: 'back',
  solution: 'back',
  a: 'back',
  tags: 'tags',
  tag: 'tags',
  deck: 'deck',
  kind: 'kind',
  type: 'kind',
  extra: 'extra',
  notes: 'extra',
  note: 'extra',
  explanation: 'extra',
  comment: 'extra',
  hint: 'hint',
  guid: 'guid',
}

/** The columns that a header row names, in any order. */
export interface Header {
  readonly columns: Columns
  /** Names that mean nothing here. */
  readonly unknown: readonly string[]
  /** Names that mean the same as an earlier one. */
  readonly repeated: readonly string[]
}

/** Reads a record as a header row: it is one when it names at least the front and the back. */
export function readHeader(cells: readonly string[]): Header | null {
  const columns: Columns = {}
  const unknown: string[] = []
  const repeated: string[] = []
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim()
    const role = roleOf(name)
    if (role === null) {
      if (name !== '') unknown.push(name)
    } else if (columns[role] === undefined) columns[role] = index
    else repeated.push(name)
  }
  return columns.front !== undefined && columns.back !== undefined ? { columns, unknown, repeated } : null
}

/** Names as programs write them: a word in small letters, with marks inside but no blanks. */
const FIELD_NAME = /^[a-z][a-z\d]*(?:[_:.-][a-z\d]+)*$/
const LONGEST_FIELD_NAME = 40
/** Rows that are looked at for a second one of that kind. */
const COMPARED = 50

/**
 * Whether the first row of a table names columns that mean nothing here: all of them as programs write names, each
 * another, and no further row alike.
 */
export function namesColumns([first, ...rest]: readonly { readonly cells: readonly string[] }[]): boolean {
  if (!first || first.cells.length < 3 || rest.length < 3) return false
  const named = ({ cells }: { readonly cells: readonly string[] }) =>
    new Set(cells).size === cells.length &&
    cells.every((cell) => cell.length <= LONGEST_FIELD_NAME && FIELD_NAME.test(cell))
  return named(first) && !rest.slice(0, COMPARED).some(named)
}

function roleOf(name: string): Role | null {
  const key = name.toLowerCase()
  return Object.hasOwn(NAMES, key) ? (NAMES[key] ?? null) : null
}

/**
 * The columns of a table without header row: front, back, and a third column that is the tags when all of its
 * cells look so and otherwise background after the answer.
 */
export function guessColumns(records: readonly { readonly cells: readonly string[] }[], width: number): Columns {
  if (width < 3) return { front: 0, back: 1 }
  const third = records.map((record) => (record.cells[2] ?? '').trim()).filter((cell) => cell !== '')
  if (looksLikeTags(third)) return { front: 0, back: 1, tags: 2 }
  return width === 3 ? { front: 0, back: 1, extra: 2 } : { front: 0, back: 1 }
}

const TAG_LIST = /^[\p{L}\p{N}_:./-]+(?:[\s,;]+[\p{L}\p{N}_:./-]+){0,4}$/u

/** Short lists of words of which many come again, as tags do and texts don't. */
function looksLikeTags(cells: readonly string[]): boolean {
  if (cells.length === 0 || !cells.every((cell) => cell.length <= 80 && TAG_LIST.test(cell))) return false
  const words = cells.flatMap(splitTags)
  return new Set(words).size <= Math.max(3, words.length * 0.6)
}

/** Splits a cell of tags: at commas or semicolons where there are any, else at blanks. */
export function splitTags(cell: string): string[] {
  if (cell === '') return []
  const parts = /[,;]/.test(cell) ? cell.split(/[,;]/) : cell.split(/\s+/)
  const tags = parts.map((part) => part.trim()).filter((part) => part !== '')
  return tags.length > 1 ? [...new Set(tags)] : tags
}

/** Kinds that a table can hold: those of two texts. */
export const TABLE_KINDS = NOTE_KINDS.filter((kind) => ['basic', 'basic-reversed', 'cloze', 'typed'].includes(kind))
export type TableKind = 'basic' | 'basic-reversed' | 'cloze' | 'typed'

/** The kind that a cell names, `null` when it names none that a table can hold. */
export function tableKind(cell: string): TableKind | null {
  const name = cell
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
  if (name === '' || name === 'basic') return 'basic'
  if (name === 'basic-reversed' || name === 'reversed') return 'basic-reversed'
  return name === 'cloze' || name === 'typed' ? name : null
}
