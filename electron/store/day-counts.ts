import type { Database } from 'better-sqlite3'
import { COUNT_COLUMNS, COUNTS_NOTHING, RATING_COLUMNS, recountSql } from './day-count-columns.ts'
import type { CountColumn } from './day-count-columns.ts'
import type { Statements } from './statements.ts'

/** Answers of a study day. Crammed answers and changes by hand are not among them: they are no part of the pass. */
export interface DayTotal {
  readonly day: number
  readonly new_cards: number
  /** Answers to cards in review, young and mature. */
  readonly review_cards: number
  readonly answers: number
  readonly wrong: number
  readonly duration_ms: number
}

/** A day's answers of one deck. */
export interface DeckDay extends DayTotal {
  readonly deck_id: number
}

const ASKED = ['learning', 'young', 'mature', 'relearning'] as const

const LIST = COUNT_COLUMNS.join(', ')
const plus = (columns: readonly CountColumn[]): string => columns.join(' + ')
const ANSWERS = plus(ASKED.flatMap((phase) => RATING_COLUMNS.map((rating) => `${phase}_${rating}` as const)))
const WRONG = plus(ASKED.map((phase) => `${phase}_again` as const))
const REVIEWS = plus(
  (['young', 'mature'] as const).flatMap((phase) => RATING_COLUMNS.map((rating) => `${phase}_${rating}` as const)),
)
const MS = plus(ASKED.map((phase) => `${phase}_ms` as const))
const SUMS = `sum(new_cards) AS new_cards, sum(${REVIEWS}) AS review_cards, sum(${ANSWERS}) AS answers,
  sum(${WRONG}) AS wrong, sum(${MS}) AS duration_ms`
const ANSWERED = `${ANSWERS} > 0`

const queries = (sql: Statements) => ({
  ofDay: sql.all<[number], DeckDay>(
    `SELECT day, deck_id, ${SUMS} FROM day_count WHERE day = ? GROUP BY deck_id HAVING sum(${ANSWERS}) > 0`,
  ),
  total: sql.one<[number], DayTotal>(`SELECT day, ${SUMS} FROM day_count WHERE day = ? GROUP BY day`),
  between: sql.all<[number, number], DayTotal>(`
    SELECT day, ${SUMS} FROM day_count WHERE day BETWEEN ? AND ? GROUP BY day HAVING sum(${ANSWERS}) > 0 ORDER BY day`),
  firstDay: sql.value<[], number>(`SELECT day FROM day_count WHERE ${ANSWERED} ORDER BY day LIMIT 1`),
  daysWithAnswers: sql.value<[number], number>(
    `SELECT count(DISTINCT day) FROM day_count WHERE ${ANSWERED} AND day <= ?`,
  ),
})

/** Reads the figures of study days; undone answers are not in them. */
export class DayCounts {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** A day's figures by deck (the deck the card was in when it was answered). */
  ofDay(day: number): DeckDay[] {
    return this.#q.ofDay(day)
  }

  /** A day's figures over all decks; zeros when nothing was answered. */
  total(day: number): DayTotal {
    return this.#q.total(day) ?? { day, new_cards: 0, review_cards: 0, answers: 0, wrong: 0, duration_ms: 0 }
  }

  /** Days from `from` to `to`, both included, on which something was answered, oldest first. */
  between(from: number, to: number): DayTotal[] {
    return this.#q.between(from, to)
  }

  /** The first study day with an answer, or null. */
  firstDay(): number | null {
    return this.#q.firstDay() ?? null
  }

  /** How many study days up to `day` have an answer. */
  daysWithAnswers(day: number): number {
    return this.#q.daysWithAnswers(day) ?? 0
  }
}

/** Days of a log that is counted anew; both ends included. */
export interface DayRange {
  readonly from: number
  readonly to: number
}

/**
 * The study days whose figures differ from the log, as SQL.
 * @param where a condition on the column `day`, which both sides have; twice in the statement
 */
export function wrongDaysSql(where: string): string {
  return `
    WITH counted AS (${recountSql(where)}),
      kept AS (SELECT day, deck_id, hour, ${LIST} FROM day_count WHERE ${where} AND NOT (${COUNTS_NOTHING}))
    SELECT DISTINCT day FROM (
      SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
      UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
    )`
}

/** The first and the last study day that the log or the figures know, or null when there is neither. */
export function loggedDays(db: Database): DayRange | null {
  const row = db
    .prepare<[], [number | null, number | null]>(
      'SELECT min(day), max(day) FROM (SELECT day FROM day_count UNION SELECT day FROM review)',
    )
    .raw()
    .get()
  const [from, to] = row ?? []
  return typeof from === 'number' && typeof to === 'number' ? { from, to } : null
}

/** How many study days of a range have figures that differ from the log. */
export function wrongDays(db: Database, { from, to }: DayRange): number {
  const sql = wrongDaysSql(`day BETWEEN ${Math.trunc(from)} AND ${Math.trunc(to)}`)
  return db.prepare(sql).all().length
}

/**
 * Makes the figures of study days anew from the log of reviews, in the transaction of the caller. A review says
 * itself what it counts for (day, deck, hour, kind), so the result is the same wherever and whenever it is done.
 *
 * @param range only these study days; all of them when it is left out
 */
export function rebuildDayCounts(db: Database, range?: DayRange): void {
  const insert = `INSERT INTO day_count (day, deck_id, hour, ${LIST})`
  if (range === undefined) {
    db.exec(`DELETE FROM day_count; ${insert} ${recountSql('true')};`)
    return
  }
  db.prepare('DELETE FROM day_count WHERE day BETWEEN ? AND ?').run(range.from, range.to)
  db.prepare(`${insert} ${recountSql('day BETWEEN ? AND ?')}`).run(range.from, range.to)
}
