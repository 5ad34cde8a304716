import type { BrowseSort } from '../../../../electron/contract/procedures/browse.ts'

export type SortKey = BrowseSort

export interface Sort {
  readonly by: SortKey
  readonly descending: boolean
}

export interface Column {
  readonly id: string
  readonly words: string
  /** Columns without one cannot be sorted. */
  readonly sort?: SortKey
  readonly numeric?: true
  /** Left out where the window is narrow. */
  readonly wide?: true
  /** Rem; the question takes what is left. */
  readonly width: number
}

/** Every column there is, in the order in which they are offered. */
export const COLUMNS: readonly Column[] = [
  { id: 'text', words: 'Question', sort: 'text', width: 0 },
  { id: 'side', words: 'Card', wide: true, width: 6 },
  { id: 'kind', words: 'Kind', sort: 'kind', wide: true, width: 7 },
  { id: 'objective', words: 'Objective', sort: 'objective', wide: true, width: 5 },
  { id: 'due', words: 'Due', sort: 'due', width: 6 },
  { id: 'stability', words: 'Stability, d', sort: 'stability', numeric: true, wide: true, width: 5.75 },
  { id: 'recall', words: 'Recall', sort: 'recall', numeric: true, wide: true, width: 4 },
  { id: 'lapses', words: 'Lapses', sort: 'lapses', numeric: true, width: 4.25 },
  { id: 'difficulty', words: 'Difficulty', sort: 'difficulty', numeric: true, wide: true, width: 5.25 },
  { id: 'interval', words: 'Interval, d', sort: 'interval', numeric: true, wide: true, width: 5.5 },
  { id: 'reps', words: 'Reviews', sort: 'reps', numeric: true, wide: true, width: 4.75 },
  { id: 'position', words: 'Place', sort: 'position', numeric: true, wide: true, width: 4.25 },
  { id: 'deck', words: 'Deck', sort: 'deck', wide: true, width: 10 },
  { id: 'tags', words: 'Tags', sort: 'tags', wide: true, width: 9 },
  { id: 'added', words: 'Created', sort: 'added', wide: true, width: 6.75 },
  { id: 'edited', words: 'Edited', sort: 'edited', wide: true, width: 6.75 },
]

/** What stands until the person chooses. */
export const USUAL: readonly string[] = ['text', 'kind', 'objective', 'due', 'stability', 'recall', 'lapses']

/** What stands where the list shares a window of middling width with the outline and the card. */
const CRAMPED: readonly string[] = ['text', 'due', 'recall', 'lapses']

/** The columns of a choice, in its order. The question is always there; unknown ones (of a newer program) are not. */
export function columnsOf(chosen: readonly string[], cramped = false): readonly Column[] {
  const usual = cramped ? CRAMPED : USUAL
  const ids = chosen.length === 0 ? usual : chosen.includes('text') ? chosen : ['text', ...chosen]
  return [...new Set(ids)].flatMap((id) => COLUMNS.find((column) => column.id === id) ?? [])
}

/** The columns as a grid's tracks; `small` leaves out those that a narrow window has no room for. */
export function tracks(columns: readonly Column[], small: boolean): string {
  return columns
    .filter((column) => !small || column.wide !== true)
    .map((column) => (column.width === 0 ? 'minmax(0, 1fr)' : `${column.width}rem`))
    .join(' ')
}

/** Rem that the list needs at least; beyond, it scrolls sideways. */
export function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + (column.width === 0 ? 14 : column.width), 2.5)
}

/** The order of making: what stands when no header has been pressed. */
export const AS_MADE: Sort = { by: 'created', descending: false }

/** The most is looked for first in these; everything else begins at the small end. */
const FIRST_DESCENDING: readonly SortKey[] = ['lapses', 'reps', 'difficulty', 'added', 'edited']

/** The sort after a header was pressed: its first direction, the other one, then the order of making again. */
export function pressed(now: Sort, by: SortKey): Sort {
  const first = FIRST_DESCENDING.includes(by)
  if (now.by !== by) return { by, descending: first }
  return now.descending === first ? { by, descending: !first } : AS_MADE
}
