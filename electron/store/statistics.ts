import type { Database, Statement } from 'better-sqlite3'
import { PHASES } from '../core/insight/answer-phase.ts'
import type { CardPoint } from '../core/insight/card-point.ts'
import type { HourFigures } from '../core/insight/figures.ts'
import { COUNT_COLUMNS, phaseSql } from './day-count-columns.ts'
import type { Scalar } from './rows.ts'
import type { Sql } from './search/sql.ts'
import { idList } from './statements.ts'

/** Answers of one kind in one hour of a study day; the phase by its index in PHASES, -1 for changes by hand. */
export interface AnswerCell {
  readonly day: number
  readonly hour: number
  readonly phase: number
  readonly rating: number
  readonly answers: number
  readonly ms: number
  readonly begun: number
}

/** An exam that was sat to its end. */
export interface ExamRow {
  readonly title: string
  readonly submitted_at: number
  readonly right: number
  readonly scored: number
}

const SUMS = COUNT_COLUMNS.map((column) => `sum(${column})`).join(', ')
const COUNTS_FROM = 4
const MS_FROM = COUNTS_FROM + PHASES.length * 4

/** A CardPoint. */
const CARD = `
  SELECT card.id, deck_id, state + 4 * suspended + 8 * held, buried_until, due, scheduled_days, stability, difficulty,
    last_review, created_at
  FROM card JOIN note ON note.id = card.note_id`

/** The phase by its place in PHASES, counted from 1; 0 for a change by hand. */
const PHASE_PLACE = phaseSql((phase) => String(phase === 'by_hand' ? 0 : PHASES.indexOf(phase) + 1))

/** A review as the statistics read it: card, then day, hour, phase and rating in one number, then what it adds. */
const ANSWER = `
  SELECT card_id, ((day * 32 + hour) * 8 + ${PHASE_PLACE}) * 8 + rating, duration_ms,
    state_before = 0 AND kind < 2 AND rating > 0
  FROM review`

/**
 * Reads what statistics are made of, a piece at a time: no call takes longer than a few milliseconds on a collection
 * of any size, so that they can be made on the thread that answers the interface, with breathing space between.
 */
export class Statistics {
  readonly #db: Database
  readonly #prepared = new Map<string, Statement<Scalar[], unknown>>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Changes with every review, undo and change of cards, so that figures need not be counted again while it stays. */
  version(): string {
    const [[revision = 0, review = 0] = []] = this.#rows(
      'SELECT revision, (SELECT max(id) FROM review) FROM collection',
    )
    return `${String(revision)}/${String(review)}`
  }

  /** The first and the last study day with answers, or null. */
  span(): { from: number; to: number } | null {
    const [[from, to] = []] = this.#rows('SELECT (SELECT min(day) FROM day_count), (SELECT max(day) FROM day_count)')
    return typeof from === 'number' && typeof to === 'number' ? { from, to } : null
  }

  /**
   * The hours of study days from the daily figures.
   * @param deckIds only answers that were given in these decks; null for all
   */
  hours(from: number, to: number, deckIds: readonly number[] | null): HourFigures[] {
    const inDecks = deckIds === null ? '' : 'AND deck_id IN (SELECT value FROM json_each(?))'
    const sql = `SELECT day, hour, ${SUMS} FROM day_count WHERE day BETWEEN ? AND ? ${inDecks} GROUP BY day, hour`
    return this.#rows(sql, from, to, ...(deckIds === null ? [] : [idList(deckIds)])).map((row) => ({
      day: Number(row[0]),
      hour: Number(row[1]),
      newCards: Number(row[2]),
      counts: row.slice(COUNTS_FROM, MS_FROM).map(Number),
      ms: row.slice(MS_FROM).map(Number),
    }))
  }

  /** Cards with ids above `after`, by id; of one deck, or of all for null. */
  cards(after: number, limit: number, deckId: number | null): CardPoint[] {
    const where = deckId === null ? 'WHERE card.id > ?' : 'WHERE deck_id = ? AND card.id > ?'
    const params = deckId === null ? [after, limit] : [deckId, after, limit]
    return this.#prepare<CardPoint>(`${CARD} ${where} ORDER BY card.id LIMIT ?`).all(...params)
  }

  /** The exams that were sat to their end, oldest first; practice and quizzes are none. */
  exams(): ExamRow[] {
    return this.#exams('', [])
  }

  /** As `exams`, counting only the items of these objectives; exams without any are left out. */
  examsOf(objectives: readonly string[]): ExamRow[] {
    return this.#exams('AND i.objective IN (SELECT value FROM json_each(?))', [JSON.stringify(objectives)])
  }

  #exams(condition: string, params: Scalar[]): ExamRow[] {
    const sql = `
      SELECT a.title, a.submitted_at, sum(i.correct = 1), count(*)
      FROM attempt AS a JOIN attempt_item AS i ON i.attempt_id = a.id
      WHERE a.submitted_at IS NOT NULL AND a.removed_at IS NULL AND a.mode = 'exam' AND i.scored = 1 ${condition}
      GROUP BY a.id ORDER BY a.submitted_at, a.id`
    return this.#rows(sql, ...params).map(([title, at, right, scored]) => ({
      title: String(title),
      submitted_at: Number(at),
      right: Number(right),
      scored: Number(scored),
    }))
  }

  #rows(sql: string, ...params: Scalar[]): Scalar[][] {
    return this.#prepare<Scalar[]>(sql).all(...params)
  }

  #prepare<R>(sql: string): Statement<Scalar[], R> {
    let statement = this.#prepared.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare<Scalar[], unknown>(sql).raw()
      this.#prepared.set(sql, statement)
    }
    return statement as Statement<Scalar[], R>
  }
}

/** A condition on cards as SQL: a query for the ids of those that are meant, with its parameters in order. */
export interface CardChoice {
  readonly sql: string
  readonly params: readonly Scalar[]
}

/** The cards under a condition on card AS c and note AS n. */
export function cardsUnder({ text, params }: Sql): CardChoice {
  return { sql: `SELECT c.id FROM card AS c JOIN note AS n ON n.id = c.note_id WHERE ${text}`, params }
}

/** Reviews of a study day and hour that say the same; the phase by its index in PHASES, -1 for changes by hand. */
export class AnswerCells {
  readonly #cells = new Map<number, { answers: number; ms: number; begun: number }>()

  /** Adds rows of `ANSWER`. */
  add(rows: readonly number[][], wanted: Uint8Array): void {
    // By index: taking a million rows apart by pattern costs as much again as reading them.
    for (const row of rows) {
      if (wanted[row[0] ?? 0] !== 1) continue
      const key = row[1] ?? 0
      const ms = row[2] ?? 0
      const begun = row[3] ?? 0
      const cell = this.#cells.get(key)
      if (cell === undefined) this.#cells.set(key, { answers: 1, ms, begun })
      else {
        cell.answers += 1
        cell.ms += ms
        cell.begun += begun
      }
    }
  }

  *[Symbol.iterator](): Generator<AnswerCell> {
    for (const [key, cell] of this.#cells) {
      const slot = Math.floor(key / 64)
      yield { day: Math.floor(slot / 32), hour: slot & 31, phase: ((key >> 3) & 7) - 1, rating: key & 7, ...cell }
    }
  }
}

/** Below this share of the log it is quicker to look up each card's reviews than to read the log from end to end. */
const LOOKUP_SHARE = 1 / 12
const REVIEWS_A_STEP = 20_000
const CARDS_A_STEP = 400

/** The cards that a condition chose, and the answers to them. Reads a lot at once, so it belongs in a worker. */
export class ChosenCards {
  readonly #db: Database
  /** In order. */
  readonly #ids: readonly number[]
  readonly #wanted: Uint8Array

  constructor(db: Database, choice: CardChoice) {
    this.#db = db
    this.#ids = db
      .prepare<Scalar[], number>(choice.sql)
      .pluck()
      .all(...choice.params)
      .sort((a, b) => a - b)
    this.#wanted = new Uint8Array((this.#ids.at(-1) ?? 0) + 1)
    for (const id of this.#ids) this.#wanted[id] = 1
  }

  get count(): number {
    return this.#ids.length
  }

  /** The chosen cards, some hundred at a time. */
  *pages(): Generator<CardPoint[]> {
    const page = this.#db
      .prepare<Scalar[], CardPoint>(`${CARD} WHERE card.id IN (SELECT value FROM json_each(?)) ORDER BY card.id`)
      .raw()
    for (let at = 0; at < this.#ids.length; at += CARDS_A_STEP) {
      yield page.all(idList(this.#ids.slice(at, at + CARDS_A_STEP)))
    }
  }

  /** Counts the answers to the chosen cards in steps, telling how much of the work is done; 0 to 1. */
  *answers(cells: AnswerCells): Generator<number> {
    const [cards = 0, first = 0, last = 0] =
      this.#db
        .prepare<[], number[]>(
          'SELECT (SELECT count(*) FROM card), (SELECT min(id) FROM review), (SELECT max(id) FROM review)',
        )
        .raw()
        .get() ?? []
    if (this.#ids.length < cards * LOOKUP_SHARE) yield* this.#byCard(cells)
    else yield* this.#throughLog(cells, first, last)
  }

  *#byCard(cells: AnswerCells): Generator<number> {
    const ofCard = this.#db.prepare<[number], number[]>(`${ANSWER} WHERE card_id = ? AND undone_at IS NULL`).raw()
    for (const [at, id] of this.#ids.entries()) {
      cells.add(ofCard.all(id), this.#wanted)
      if (at % CARDS_A_STEP === 0) yield at / this.#ids.length
    }
  }

  *#throughLog(cells: AnswerCells, first: number, last: number): Generator<number> {
    const between = this.#db
      .prepare<[number, number], number[]>(`${ANSWER} WHERE id BETWEEN ? AND ? AND undone_at IS NULL`)
      .raw()
    for (let from = first; from <= last; from += REVIEWS_A_STEP) {
      cells.add(between.all(from, from + REVIEWS_A_STEP - 1), this.#wanted)
      yield (from - first) / Math.max(1, last - first)
    }
  }
}
