import { fail, ok } from '../core/result.ts'
import type { Result } from '../core/result.ts'
import type { AttemptMode } from '../contract/procedures/exam.ts'
import type { Attempts } from './attempts.ts'
import type { RowWriter } from './row-writer.ts'
import type { AttemptItemRow, AttemptRow } from './rows.ts'
import type { Statements } from './statements.ts'

export type NewAttempt = Pick<AttemptRow, 'blueprint_id' | 'blueprint' | 'title' | 'seed' | 'limit_ms'> & {
  guid?: string
  mode?: AttemptMode
  /** JSON of what the person chose at the start. */
  options?: string
  /** The questions in their order; ordinals count from 0. */
  items: readonly Pick<AttemptItemRow, 'note_id' | 'note_guid' | 'domain' | 'objective' | 'scored' | 'snapshot'>[]
}

/** A response as it is saved; `answer`, `struck` and `highlights` are JSON. What is left out stays as it is. */
export type SavedResponse = Pick<AttemptItemRow, 'answer' | 'struck'> & {
  flagged: boolean
  guessed?: boolean
  highlights?: string
  /** The answer that this one replaces is worth remembering, when it is another one. */
  keepReplaced?: boolean
}

/** Replaced answers that are kept of one question; the oldest go first. */
const HISTORY_LIMIT = 50

/** An entry of an item's `history`: an answer that was given up, and the time spent on the question by then. */
export interface ReplacedAnswer {
  answer: unknown
  spentMs: number
}

export interface AttemptPulse {
  /** The question on screen. */
  position: number
  /** Milliseconds to add to the attempt's clock, and to the question `onOrdinal`. */
  addMs: number
  onOrdinal: number
  /** A pause that was found, to be kept with the attempt. */
  interruption?: { at: number; gapMs: number }
}

export type AttemptProblem =
  | { readonly code: 'already-running'; readonly message: string; readonly attemptId: number }
  | { readonly code: 'no-such-attempt'; readonly message: string }
  | { readonly code: 'not-running'; readonly message: string }

const queries = (sql: Statements) => ({
  insertItem: sql.run<[number, number, number, string, string, string | null, number, number, string]>(`
    INSERT INTO attempt_item
      (attempt_id, ordinal, note_id, note_guid, domain, objective, scored, modified_at, snapshot)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
  respond: sql.run<
    [number, number | null, number, number, string, string, string, string | null, number, number, number]
  >(`
    UPDATE attempt_item SET changes = ?, answered_at = ?, flagged = ?, guessed = ?, struck = ?, highlights = ?,
      history = ?, answer = ?, seen = 1, modified_at = ?
    WHERE attempt_id = ? AND ordinal = ?`),
  scratch: sql.run<[string, number]>('UPDATE attempt SET scratch = ? WHERE id = ?'),
  pause: sql.run<[number, number]>('UPDATE attempt SET paused = ? WHERE id = ?'),
  reveal: sql.run<[number, number, number, number]>(`
    UPDATE attempt_item SET revealed_at = ?, seen = 1, modified_at = ?
    WHERE attempt_id = ? AND ordinal = ? AND revealed_at IS NULL`),
  dropUnseen: sql.run<[number]>('DELETE FROM attempt_item WHERE attempt_id = ? AND seen = 0 AND answer IS NULL'),
  renumber: sql.run<[number, number, number]>(
    'UPDATE attempt_item SET ordinal = ? WHERE attempt_id = ? AND ordinal = ?',
  ),
  place: sql.run<[number, number]>('UPDATE attempt SET position = ? WHERE id = ?'),
  addTime: sql.run<[number, number, number, number]>(
    'UPDATE attempt SET spent_ms = spent_ms + ?, position = ?, modified_at = ? WHERE id = ?',
  ),
  addItemTime: sql.run<[number, number, number, number]>(
    'UPDATE attempt_item SET spent_ms = spent_ms + ?, modified_at = ? WHERE attempt_id = ? AND ordinal = ?',
  ),
  see: sql.run<[number, number, number]>(
    'UPDATE attempt_item SET seen = 1, modified_at = ? WHERE attempt_id = ? AND ordinal = ? AND seen = 0',
  ),
  interrupt: sql.run<[string, number]>(
    `UPDATE attempt SET interruptions = json_insert(interruptions, '$[#]', json(?)) WHERE id = ?`,
  ),
  mark: sql.run<[number, number, number, number]>(
    'UPDATE attempt_item SET correct = ?, modified_at = ? WHERE attempt_id = ? AND ordinal = ?',
  ),
  submit: sql.run<[number, number, number, number]>(
    'UPDATE attempt SET submitted_at = ?, timed_out = ?, modified_at = ? WHERE id = ?',
  ),
})

/** Changes attempts; usable inside a transaction only. Only `remove` can be taken back. */
export class AttemptWrites {
  readonly #q: ReturnType<typeof queries>
  readonly #attempts: Attempts
  readonly #rows: RowWriter
  readonly #newGuid: () => string

  constructor(sql: Statements, attempts: Attempts, rows: RowWriter, newGuid: () => string) {
    this.#q = queries(sql)
    this.#attempts = attempts
    this.#rows = rows
    this.#newGuid = newGuid
  }

  /** Starts an attempt with its items and gives its id; there can be one running at a time. */
  insert(attempt: NewAttempt): Result<number, AttemptProblem> {
    const running = this.#attempts.runningId()
    if (running !== null) {
      return fail({ code: 'already-running', message: 'Another exam is still running.', attemptId: running })
    }
    const { items, guid, mode = 'exam', options = '{}', ...row } = attempt
    const id = this.#rows.insert('attempt', {
      ...row,
      guid: guid ?? this.#newGuid(),
      spent_ms: 0,
      position: 0,
      started_at: this.#rows.at,
      submitted_at: null,
      timed_out: 0,
      removed_at: null,
      interruptions: '[]',
      mode,
      options,
      scratch: '',
      paused: 0,
    })
    items.forEach((item, ordinal) => {
      const { note_id, note_guid, domain, objective, scored, snapshot } = item
      this.#q.insertItem(id, ordinal, note_id, note_guid, domain, objective, scored, this.#rows.at, snapshot)
    })
    return ok(id)
  }

  /** Saves a response of a running attempt. */
  saveResponse(id: number, ordinal: number, response: SavedResponse): Result<void, AttemptProblem> {
    const running = this.#running(id)
    if (!running.ok) return running
    const item = this.#attempts.item(id, ordinal)
    if (item === undefined) return noSuchAttempt
    const changed = item.answer !== response.answer
    const guessed = response.guessed ?? item.guessed === 1
    this.#q.respond(
      changed ? item.changes + 1 : item.changes,
      changed ? this.#rows.at : item.answered_at,
      response.flagged ? 1 : 0,
      guessed ? 1 : 0,
      response.struck,
      response.highlights ?? item.highlights,
      changed && response.keepReplaced === true ? withReplaced(item) : item.history,
      response.answer,
      this.#rows.at,
      id,
      ordinal,
    )
    return ok(undefined)
  }

  /** Keeps the notes of a running attempt. */
  scratch(id: number, text: string): Result<void, AttemptProblem> {
    const running = this.#running(id)
    if (running.ok) this.#q.scratch(text, id)
    return running
  }

  /** Stops the clock of a running attempt, or lets it go on. */
  pause(id: number, paused: boolean): Result<void, AttemptProblem> {
    const running = this.#running(id)
    if (running.ok) this.#q.pause(paused ? 1 : 0, id)
    return running
  }

  /** Notes that the key of an item was shown; only the first time counts. */
  reveal(id: number, ordinal: number): Result<void, AttemptProblem> {
    const running = this.#running(id)
    if (!running.ok) return running
    if (this.#attempts.item(id, ordinal) === undefined) return noSuchAttempt
    this.#q.reveal(this.#rows.at, this.#rows.at, id, ordinal)
    return ok(undefined)
  }

  /** Takes the questions that never came on screen out of a running attempt, as if they had not been drawn. */
  dropUnseen(id: number): Result<void, AttemptProblem> {
    const running = this.#running(id)
    if (!running.ok) return running
    const { position = 0 } = this.#attempts.get(id) ?? {}
    this.#q.dropUnseen(id)
    this.#attempts.items(id).forEach(({ ordinal }, place) => {
      // Each moves to a lower number, which is free by then.
      if (ordinal !== place) this.#q.renumber(place, id, ordinal)
      if (ordinal === position) this.#q.place(place, id)
    })
    return ok(undefined)
  }

  /** Moves a running attempt's clock and notes which question is on screen. */
  pulse(id: number, pulse: AttemptPulse): Result<void, AttemptProblem> {
    const running = this.#running(id)
    if (!running.ok) return running
    const { at } = this.#rows
    this.#q.addTime(pulse.addMs, pulse.position, at, id)
    if (pulse.addMs !== 0) this.#q.addItemTime(pulse.addMs, at, id, pulse.onOrdinal)
    this.#q.see(at, id, pulse.position)
    if (pulse.interruption !== undefined) this.#q.interrupt(JSON.stringify(pulse.interruption), id)
    return ok(undefined)
  }

  /**
   * Ends a running attempt.
   *
   * @param correct for each item by ordinal, whether it was answered right
   */
  submit(id: number, correct: readonly boolean[], timedOut: boolean): Result<void, AttemptProblem> {
    const running = this.#running(id)
    if (!running.ok) return running
    const { at } = this.#rows
    correct.forEach((right, ordinal) => this.#q.mark(right ? 1 : 0, at, id, ordinal))
    this.#q.submit(at, timedOut ? 1 : 0, at, id)
    return ok(undefined)
  }

  /** Takes an attempt out of the list; a mark, so that it can be taken back. */
  remove(id: number): Result<void, AttemptProblem> {
    if (this.#attempts.get(id) === undefined) return noSuchAttempt
    this.#rows.update('attempt', id, { removed_at: this.#rows.at })
    return ok(undefined)
  }

  #running(id: number): Result<void, AttemptProblem> {
    const attempt = this.#attempts.get(id)
    if (attempt === undefined) return noSuchAttempt
    return attempt.submitted_at === null ? ok(undefined) : notRunning
  }
}

/** The history of an item with its present answer at the end; no answer is nothing to remember. */
function withReplaced(item: AttemptItemRow): string {
  if (item.answer === null) return item.history
  const history = JSON.parse(item.history) as ReplacedAnswer[]
  const replaced = { answer: JSON.parse(item.answer) as unknown, spentMs: item.spent_ms }
  return JSON.stringify([...history, replaced].slice(-HISTORY_LIMIT))
}

const noSuchAttempt = fail({ code: 'no-such-attempt', message: 'This exam no longer exists.' } as const)
const notRunning = fail({ code: 'not-running', message: 'This exam has been submitted already.' } as const)
