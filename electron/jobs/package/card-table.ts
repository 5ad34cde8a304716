import { text, whole, type Cell } from '../../importers/anki-package/index.ts'

const NUMBERS = [
  'id',
  'noteId',
  'deckId',
  'ordinal',
  'type',
  'queue',
  'due',
  'interval',
  'factor',
  'reps',
  'lapses',
  'left',
  'originalDue',
  'originalDeckId',
  'flags',
] as const
type NumberColumn = (typeof NUMBERS)[number]

/** What newer versions of Anki keep with a card beside its columns. */
export interface CardData {
  /** FSRS's memory; NaN where there is none. */
  readonly stability: number
  readonly difficulty: number
  /** Epoch milliseconds of the last answer; NaN where it is not said. */
  readonly lastReview: number
  /** Place among the new cards that it had before it was learned; NaN where it is not said. */
  readonly position: number
}

const NO_DATA: CardData = {
  stability: Number.NaN,
  difficulty: Number.NaN,
  lastReview: Number.NaN,
  position: Number.NaN,
}

/** The cards of a package by column, so that hundreds of thousands of them take little memory. */
export class CardTable {
  readonly size: number
  readonly #columns: Readonly<Record<NumberColumn, Float64Array>>
  readonly #data: readonly (CardData | undefined)[]
  readonly #rows: ReadonlyMap<number, number>

  constructor(
    columns: Readonly<Record<NumberColumn, Float64Array>>,
    data: readonly (CardData | undefined)[],
    size: number,
  ) {
    this.size = size
    this.#columns = columns
    this.#data = data
    const rows = new Map<number, number>()
    for (let row = 0; row < size; row += 1) rows.set(columns.id[row] ?? 0, row)
    this.#rows = rows
  }

  get(column: NumberColumn, row: number): number {
    return this.#columns[column][row] ?? 0
  }

  data(row: number): CardData {
    return this.#data[row] ?? NO_DATA
  }

  /** Where a card stands in the table, or undefined when the package does not hold it. */
  rowOf(cardId: number): number | undefined {
    return this.#rows.get(cardId)
  }

  /** The deck that a card lives in: its own, also while it is in a filtered deck. */
  homeDeck(row: number): number {
    return this.get('originalDeckId', row) || this.get('deckId', row)
  }
}

/** Fills a table with the cards of a package, a part at a time. */
export class CardReader {
  readonly #columns: Readonly<Record<NumberColumn, Float64Array>>
  readonly #inOrder: readonly Float64Array[]
  readonly #data: (CardData | undefined)[] = []
  #size = 0

  /** @param most how many cards there are */
  constructor(most: number) {
    const column = (): Float64Array => new Float64Array(most)
    this.#columns = Object.fromEntries(NUMBERS.map((name) => [name, column()])) as Record<NumberColumn, Float64Array>
    this.#inOrder = NUMBERS.map((name) => this.#columns[name])
  }

  add(cells: readonly Cell[]): void {
    const row = this.#size
    const columns = this.#inOrder
    for (let at = 0; at < columns.length; at += 1) {
      const cell = cells[at]
      const column = columns[at]
      if (column !== undefined) column[row] = Number.isSafeInteger(cell) ? (cell as number) : whole(cell)
    }
    const more = dataOf(cells[NUMBERS.length])
    if (more !== undefined) this.#data[row] = more
    this.#size += 1
  }

  table(): CardTable {
    return new CardTable(this.#columns, this.#data, this.#size)
  }
}

function dataOf(cell: Cell | undefined): CardData | undefined {
  const json = text(cell)
  if (json === '' || json === '{}') return undefined
  try {
    const data: unknown = JSON.parse(json)
    if (typeof data !== 'object' || data === null) return undefined
    const number = (key: string): number => {
      const value = (data as Record<string, unknown>)[key]
      return typeof value === 'number' ? value : Number.NaN
    }
    const lastReview = number('lrt') * 1000
    return { stability: number('s'), difficulty: number('d'), lastReview, position: number('pos') }
  } catch (error) {
    // Add-ons write into this column as they like.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
