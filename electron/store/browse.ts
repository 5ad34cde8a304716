import type { Scalar } from './rows.ts'
import { idList } from './statements.ts'
import type { Statements } from './statements.ts'
import { matchQuery } from './words.ts'

/** A card in a list, with what the list shows of its note. */
export interface BrowseRow {
  id: number
  note_id: number
  deck_id: number
  ordinal: number
  kind: string
  summary: string
  objective: string | null
  state: number
  due: number
  stability: number | null
  last_review: number | null
  lapses: number
  flag: number
  suspended: number
  held: number
}

export interface BrowseQuery {
  /** Words that the note must have; empty for any. */
  text: string
  /** Decks meant, subdecks included; null for all. */
  deckIds: readonly number[] | null
  sort: BrowseSort
  descending: boolean
  offset: number
  limit: number
}

const SORTS = {
  text: 'n.summary',
  due: 'c.due',
  stability: 'c.stability',
  lapses: 'c.lapses',
  objective: 'n.objective',
  created: 'c.id',
} as const
export type BrowseSort = keyof typeof SORTS

const COLUMNS = `c.id, c.note_id, c.deck_id, c.ordinal, n.kind, n.summary, n.objective, c.state, c.due, c.stability,
  c.last_review, c.lapses, c.flag, c.suspended, c.held`

/** Lists of cards for looking through. */
export class Browse {
  readonly #sql: Statements
  readonly #rows = new Map<string, (...params: Scalar[]) => BrowseRow[]>()
  readonly #counts = new Map<string, (...params: Scalar[]) => number | undefined>()
  readonly #row

  constructor(sql: Statements) {
    this.#sql = sql
    this.#row = sql.one<[number], BrowseRow>(
      `SELECT ${COLUMNS} FROM card AS c JOIN note AS n ON n.id = c.note_id WHERE c.id = ?`,
    )
  }

  /** One card as lists show it. */
  row(cardId: number): BrowseRow | undefined {
    return this.#row(cardId)
  }

  /** A page of the cards that match. */
  rows(query: BrowseQuery): BrowseRow[] {
    const { where, params } = conditions(query)
    const direction = query.descending ? 'DESC' : 'ASC'
    const source = `SELECT ${COLUMNS} FROM card AS c JOIN note AS n ON n.id = c.note_id ${where}
      ORDER BY ${SORTS[query.sort]} ${direction}, c.id ${direction} LIMIT ? OFFSET ?`
    let rows = this.#rows.get(source)
    if (rows === undefined) {
      rows = this.#sql.all(source)
      this.#rows.set(source, rows)
    }
    return rows(...params, query.limit, query.offset)
  }

  /** How many cards match. */
  count(query: Pick<BrowseQuery, 'text' | 'deckIds'>): number {
    const { where, params } = conditions(query)
    if (where === '') return this.#counted('SELECT ifnull(sum(cards), 0) FROM deck_total', [])
    return this.#counted(`SELECT count(*) FROM card AS c ${where}`, params)
  }

  #counted(source: string, params: Scalar[]): number {
    let count = this.#counts.get(source)
    if (count === undefined) {
      count = this.#sql.value(source)
      this.#counts.set(source, count)
    }
    return count(...params) ?? 0
  }
}

/** A search of signs alone finds nothing; an empty one finds everything. */
function conditions(query: Pick<BrowseQuery, 'text' | 'deckIds'>): { where: string; params: Scalar[] } {
  const parts: string[] = []
  const params: Scalar[] = []
  if (query.text.trim() !== '') {
    const match = matchQuery(query.text)
    if (match === null) parts.push('0')
    else {
      parts.push('c.note_id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?)')
      params.push(match)
    }
  }
  if (query.deckIds !== null) {
    parts.push('c.deck_id IN (SELECT value FROM json_each(?))')
    params.push(idList(query.deckIds))
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, params }
}
