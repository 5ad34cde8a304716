import type { AttemptMode } from '../contract/procedures/exam.ts'
import type { AttemptItemRow, AttemptRow } from './rows.ts'
import type { Statements } from './statements.ts'

/** An attempt in a list; `right` counts scored items and is null until it is submitted. */
export interface AttemptSummaryRow extends Omit<
  AttemptRow,
  'blueprint' | 'interruptions' | 'removed_at' | 'options' | 'scratch' | 'paused'
> {
  questions: number
  answered: number
  scored: number
  right: number | null
}

const SUMMARY = `
  SELECT a.id, a.guid, a.blueprint_id, a.title, a.seed, a.limit_ms, a.spent_ms, a.position, a.started_at,
    a.submitted_at, a.timed_out, a.modified_at, a.mode,
    count(*) AS questions, count(i.answer) AS answered, sum(i.scored) AS scored,
    iif(a.submitted_at IS NULL, NULL, sum(i.scored = 1 AND i.correct = 1)) AS right
  FROM attempt AS a JOIN attempt_item AS i ON i.attempt_id = a.id
  WHERE a.removed_at IS NULL`

const queries = (sql: Statements) => ({
  get: sql.one<[number], AttemptRow>('SELECT * FROM attempt WHERE id = ? AND removed_at IS NULL'),
  running: sql.value<[], number>(
    'SELECT id FROM attempt INDEXED BY attempt_running WHERE submitted_at IS NULL AND removed_at IS NULL',
  ),
  list: sql.all<[], AttemptSummaryRow>(`${SUMMARY} GROUP BY a.id ORDER BY a.started_at DESC, a.id DESC`),
  summary: sql.one<[number], AttemptSummaryRow>(`${SUMMARY} AND a.id = ? GROUP BY a.id`),
  items: sql.all<[number], AttemptItemRow>('SELECT * FROM attempt_item WHERE attempt_id = ? ORDER BY ordinal'),
  item: sql.one<[number, number], AttemptItemRow>('SELECT * FROM attempt_item WHERE attempt_id = ? AND ordinal = ?'),
  asked: sql.all<[], { guid: string; at: number }>(`
    SELECT i.note_guid AS guid, max(a.started_at) AS at
    FROM attempt_item AS i JOIN attempt AS a ON a.id = i.attempt_id GROUP BY i.note_guid`),
  records: sql.all<[], { guid: string; asked: number; right: number }>(`
    SELECT i.note_guid AS guid, count(*) AS asked, sum(i.correct) AS right
    FROM attempt_item AS i JOIN attempt AS a ON a.id = i.attempt_id
    WHERE a.submitted_at IS NOT NULL AND i.correct IS NOT NULL
    GROUP BY i.note_guid`),
  countMode: sql.value<[string, string | null], number>(
    'SELECT count(*) FROM attempt WHERE mode = ? AND blueprint_id = ifnull(?, blueprint_id)',
  ),
  count: sql.value<[], number>('SELECT count(*) FROM attempt WHERE removed_at IS NULL'),
})

/** Reads attempts at mock exams; removed ones are not among them. */
export class Attempts {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The row of an attempt, or undefined when there is none or it was removed. */
  get(id: number): AttemptRow | undefined {
    return this.#q.get(id)
  }

  /** The attempt that is being sat, if there is one. */
  runningId(): number | null {
    return this.#q.running() ?? null
  }

  /** All attempts, newest first. */
  list(): AttemptSummaryRow[] {
    return this.#q.list()
  }

  /** One line of `list`. */
  summary(id: number): AttemptSummaryRow | undefined {
    return this.#q.summary(id)
  }

  /** An attempt's items as asked, with responses, in order. */
  items(id: number): AttemptItemRow[] {
    return this.#q.items(id)
  }

  /** One item as asked, with its response. */
  item(id: number, ordinal: number): AttemptItemRow | undefined {
    return this.#q.item(id, ordinal)
  }

  /** When each question (by guid) was last asked in an exam, removed attempts included: it was seen all the same. */
  askedAt(): Map<string, number> {
    return new Map(this.#q.asked().map((row) => [row.guid, row.at]))
  }

  /** How often each question (by guid) was asked in an attempt that is over, and how often it was answered right. */
  records(): Map<string, { asked: number; right: number }> {
    return new Map(this.#q.records().map(({ guid, asked, right }) => [guid, { asked, right }]))
  }

  /** How many attempts of a mode were ever begun (of one exam, or of all), removed ones included. */
  countMode(mode: AttemptMode, blueprintId: string | null): number {
    return this.#q.countMode(mode, blueprintId) ?? 0
  }

  /** How many attempts there are. */
  count(): number {
    return this.#q.count() ?? 0
  }
}
