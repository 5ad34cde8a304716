import type { AttemptMode } from '../contract/procedures/exam.ts'
import type { Statements } from './statements.ts'

/** What became of one question of an attempt that is over, without its text. */
export interface AttemptFact {
  readonly attempt_id: number
  readonly ordinal: number
  readonly note_guid: string
  readonly domain: string
  readonly objective: string | null
  readonly scored: number
  readonly correct: number
  readonly seen: number
  readonly answered: number
  readonly guessed: number
  readonly spent_ms: number
}

/** An attempt that is over; `removed` ones count as seen all the same. */
export interface EndedAttempt {
  readonly id: number
  readonly mode: AttemptMode
  readonly blueprint_id: string
  readonly title: string
  readonly limit_ms: number
  readonly started_at: number
  readonly submitted_at: number
  readonly timed_out: number
  readonly removed: number
}

/** A question that was answered wrong, as it was asked; `answer` and `snapshot` are JSON. */
export interface WrongItem {
  readonly ordinal: number
  readonly objective: string | null
  readonly answer: string
  readonly snapshot: string
}

const queries = (sql: Statements) => ({
  ended: sql.all<[], EndedAttempt>(`
    SELECT id, mode, blueprint_id, title, limit_ms, started_at, submitted_at, timed_out, removed_at IS NOT NULL AS removed
    FROM attempt WHERE submitted_at IS NOT NULL ORDER BY submitted_at, id`),
  facts: sql.all<[number], AttemptFact>(`
    SELECT attempt_id, ordinal, note_guid, domain, objective, scored, ifnull(correct, 0) AS correct, seen,
      answer IS NOT NULL AS answered, guessed, spent_ms
    FROM attempt_item WHERE attempt_id = ? ORDER BY ordinal`),
  wrong: sql.all<[number], WrongItem>(`
    SELECT ordinal, objective, answer, snapshot FROM attempt_item
    WHERE attempt_id = ? AND correct = 0 AND answer IS NOT NULL ORDER BY ordinal`),
  seenBefore: sql.values<[number, number], string>(`
    SELECT DISTINCT other.note_guid FROM attempt AS own
    JOIN attempt_item AS mine ON mine.attempt_id = own.id
    JOIN attempt_item AS other ON other.note_guid = mine.note_guid AND other.attempt_id <> own.id
    JOIN attempt AS earlier ON earlier.id = other.attempt_id
    WHERE own.id = ? AND earlier.started_at < own.started_at AND other.seen = 1 AND earlier.id <> ?`),
  reviewed: sql.all<[string], { guid: string; at: number }>(`
    SELECT n.guid, min(r.reviewed_at) AS at
    FROM note AS n JOIN card AS c ON c.note_id = n.id JOIN review AS r ON r.card_id = c.id
    WHERE n.guid IN (SELECT value FROM json_each(?)) AND r.undone_at IS NULL AND r.kind <> 6 GROUP BY n.guid`),
})

/** Reads what attempts that are over say, for history and readiness. */
export class AttemptFacts {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The attempts that are over, oldest first, removed ones included. */
  ended(): EndedAttempt[] {
    return this.#q.ended()
  }

  /** The questions of an attempt in order. They no longer change once it is over. */
  factsOf(attemptId: number): AttemptFact[] {
    return this.#q.facts(attemptId)
  }

  /** The questions of an attempt that were answered wrong. */
  wrongOf(attemptId: number): WrongItem[] {
    return this.#q.wrong(attemptId)
  }

  /** The questions (by guid) of an attempt that had been on screen in an earlier one, removed ones included. */
  seenBefore(attemptId: number): Set<string> {
    return new Set(this.#q.seenBefore(attemptId, attemptId))
  }

  /** When each of these questions (by guid) was first answered in the reviews; those that never were are left out. */
  firstReviewed(guids: readonly string[]): Map<string, number> {
    return new Map(this.#q.reviewed(JSON.stringify(guids)).map((row) => [row.guid, row.at]))
  }
}
