import type { AttemptSitting, AttemptSummary, Feedback, Pulse, Stretch } from '../../contract/procedures/exam.ts'
import type { Answer } from '../../contract/shapes.ts'
import { fitsQuestion, isComplete } from '../../core/cards/question-answer.ts'
import { beat, isTimedOut, openClock, remainingMs, type AttemptClock, type Beat } from '../../core/exam/clock.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { AttemptProblem } from '../../store/attempt-writes.ts'
import type { Writes } from '../../store/collection.ts'
import type { AttemptRow } from '../../store/rows.ts'
import { storeError, whenFree, type Context } from '../context.ts'
import { asked } from '../exam-snapshot.ts'
import { conflict, notFound, type Served } from '../service-error.ts'
import { endAttempt } from './end.ts'
import { Hold, type Caller } from './hold.ts'
import { feedbackOf, responseOf, sittingOf, summaryOf } from './views.ts'

/** A response as the interface sends it; what is undefined stays as it is. */
export interface SavedResponse {
  readonly ordinal: number
  readonly answer: Answer | null
  readonly flagged: boolean
  readonly guessed?: boolean | undefined
  readonly struck: readonly number[]
  readonly highlights?: readonly Stretch[] | undefined
}

/** What is changed together with a beat, in its transaction; left undone once time is up. */
type Change = (writes: Writes) => Result<void, AttemptProblem>

/** The attempt that is being sat: its clock, and everything that is saved while it runs. */
export class Sitting {
  readonly #context: Context
  /** The store holds what has passed; this holds the last beat. */
  #clock: { readonly attemptId: number; readonly clock: AttemptClock } | null = null
  #lastBeat: Promise<unknown> = Promise.resolve()
  readonly #hold: Hold

  constructor(context: Context) {
    this.#context = context
    this.#hold = new Hold(context.monotonic)
  }

  /**
   * An attempt to go on with: questions without keys, responses, the clock. Where another window holds it, the clock
   * is only read.
   * @param window the window that asks, which holds it from then on
   * @param take takes it from the window that holds it
   */
  async open(attemptId: number, window?: string, take = false): Promise<Served<AttemptSitting>> {
    const { attempts } = this.#context.collection
    const row = attempts.get(attemptId)
    if (!row) return notFound('mock exam')
    if (row.submitted_at !== null) return conflict('This exam has been submitted.', attemptId)
    const elsewhere = !this.#hold.open(attemptId, window, take)
    const pulse = elsewhere ? this.#look(attemptId) : await this.#beat(attemptId, row.position, null)
    if (!pulse.ok) return pulse
    if (pulse.value.state === 'submitted') return conflict('Time is up: this exam has been submitted.', attemptId)
    const now = attempts.get(attemptId) ?? row
    return ok(sittingOf(now, attempts.items(attemptId), { ...pulse.value, elsewhere }, this.#context.catalogue))
  }

  /**
   * A window lets an attempt go.
   * @param position the question that was on its screen, where the attempt opens the next time if this window held it
   */
  async leave(attemptId: number, window: string, position?: number): Promise<Served<Record<string, never>>> {
    const { attempts } = this.#context.collection
    const runs = attempts.get(attemptId)?.submitted_at === null
    const kept =
      runs && position !== undefined && this.#hold.isHeldBy(attemptId, window)
        ? await this.pulse(attemptId, position, { window })
        : ok({})
    this.#hold.release(attemptId, window)
    return kept.ok ? ok({}) : kept
  }

  /** Saves a response durably; counts as a pulse. After time is up it is refused and the attempt submitted. */
  async respond(attemptId: number, response: SavedResponse, window?: string): Promise<Served<Pulse>> {
    const { ordinal, answer, highlights } = response
    const item = this.#context.collection.attempts.item(attemptId, ordinal)
    if (!item) return notFound('question')
    const { view } = asked(item)
    const before = responseOf(item).answer
    const text = answer === null ? null : JSON.stringify(answer)
    if (answer !== null && !fitsQuestion(view, answer)) return conflict('This answer does not belong to this question.')
    if (item.revealed_at !== null && text !== item.answer) {
      return conflict('The answer to this question was shown, so it takes no other one.')
    }
    return this.#from(attemptId, { window }, ordinal, (writes) =>
      writes.attempts.saveResponse(attemptId, ordinal, {
        answer: text,
        struck: JSON.stringify(response.struck),
        flagged: response.flagged,
        keepReplaced: isComplete(view, before),
        ...(response.guessed === undefined ? {} : { guessed: response.guessed }),
        ...(highlights === undefined ? {} : { highlights: JSON.stringify(highlights) }),
      }),
    )
  }

  /** Keeps the notes on the scratch pad. */
  async scratch(attemptId: number, text: string, window?: string): Promise<Served<Pulse>> {
    const row = this.#context.collection.attempts.get(attemptId)
    if (!row) return notFound('mock exam')
    return this.#from(attemptId, { window }, row.position, (writes) => writes.attempts.scratch(attemptId, text))
  }

  /** Moves the clock by what has passed since the last beat, as long as that was not an interruption. */
  async pulse(attemptId: number, position: number, caller: Caller = {}): Promise<Served<Pulse>> {
    if (!this.#context.collection.attempts.item(attemptId, position)) return notFound('question')
    if (!this.#hold.isHolder(attemptId, caller)) return this.#look(attemptId)
    const told = await this.#beat(attemptId, position, null)
    return told.ok && this.#hold.takeDisturbed() ? ok({ ...told.value, stale: true }) : told
  }

  /** Stops the clock of a practice or a quiz, or lets it go on. */
  async pause(attemptId: number, paused: boolean, window?: string): Promise<Served<Pulse>> {
    const row = this.#lesson(attemptId, 'The clock of a mock exam cannot be stopped.')
    if (!row.ok) return row
    const { position } = row.value
    return this.#from(attemptId, { window }, position, (writes) => writes.attempts.pause(attemptId, paused))
  }

  /** Shows the key of a question of a practice or a quiz; its answer stays as it is from then on. */
  async reveal(attemptId: number, ordinal: number, window?: string): Promise<Served<Feedback>> {
    const row = this.#lesson(attemptId, 'Nothing is told before the end of a mock exam.')
    if (!row.ok) return row
    const { attempts } = this.#context.collection
    if (!attempts.item(attemptId, ordinal)) return notFound('question')
    const shown = await this.#from(attemptId, { window }, ordinal, (writes) =>
      writes.attempts.reveal(attemptId, ordinal),
    )
    if (!shown.ok) return shown
    const item = attempts.item(attemptId, ordinal)
    return item ? ok(feedbackOf(item, this.#context.catalogue)) : notFound('question')
  }

  /** Ends an attempt. The time since the last beat counts, and may be the time in which the limit was reached. */
  async submit(attemptId: number): Promise<Served<AttemptSummary>> {
    const { attempts } = this.#context.collection
    const row = attempts.get(attemptId)
    if (!row) return notFound('mock exam')
    const last = await this.#beat(attemptId, row.position, null)
    if (!last.ok) return last
    const summary = last.value.state === 'submitted' ? attempts.summary(attemptId) : undefined
    return summary ? ok(summaryOf(summary)) : this.#end(attemptId, false)
  }

  /** Ends the attempt whose time ran out when the program stopped before it could say so. */
  async settle(): Promise<void> {
    const { attempts } = this.#context.collection
    const id = attempts.runningId()
    const row = id === null ? undefined : attempts.get(id)
    if (row && isTimedOut(stored(row))) await this.#end(row.id, true)
  }

  #lesson(attemptId: number, refusal: string): Served<AttemptRow> {
    const row = this.#context.collection.attempts.get(attemptId)
    if (!row) return notFound('mock exam')
    return row.mode === 'exam' ? conflict(refusal, attemptId) : ok(row)
  }

  async #end(attemptId: number, timedOut: boolean): Promise<Served<AttemptSummary>> {
    const ended = await endAttempt(this.#context, attemptId, timedOut)
    if (ended.ok) this.#clock = null
    return ended
  }

  /**
   * A change from a window. What comes from one that holds the attempt no longer was made before it was taken over:
   * it is kept, leaves the place where it is, and the holder is told to look again.
   */
  async #from(attemptId: number, caller: Caller, position: number, change: Change): Promise<Served<Pulse>> {
    if (this.#hold.isHolder(attemptId, caller)) return this.#beat(attemptId, position, change)
    const place = this.#context.collection.attempts.get(attemptId)?.position ?? position
    const told = await this.#beat(attemptId, place, change)
    if (!told.ok || told.value.state !== 'running') return told
    this.#hold.disturb()
    return ok({ ...told.value, state: 'elsewhere' })
  }

  /** The clock as it is read by a window that does not hold the attempt. */
  #look(attemptId: number): Served<Pulse> {
    const row = this.#context.collection.attempts.get(attemptId)
    if (!row) return notFound('mock exam')
    if (row.submitted_at !== null) return conflict('This exam has been submitted.', attemptId)
    const clock = this.#clockOf(row)
    return ok({ state: 'elsewhere', remainingMs: left(clock), spentMs: row.spent_ms, savedAt: this.#context.now() })
  }

  /** One beat after the other, each at the time it came in: it reckons from the one before, which may wait for the store. */
  #beat(attemptId: number, position: number, change: Change | null): Promise<Served<Pulse>> {
    const time = { monotonicMs: this.#context.monotonic(), at: this.#context.now() }
    const done = this.#lastBeat.then(() => this.#save(attemptId, position, change, time))
    this.#lastBeat = done.catch(() => undefined)
    return done
  }

  async #save(attemptId: number, position: number, change: Change | null, time: Beat): Promise<Served<Pulse>> {
    const { collection } = this.#context
    const row = collection.attempts.get(attemptId)
    if (!row) return notFound('mock exam')
    if (row.submitted_at !== null) return conflict('This exam has been submitted.', attemptId)
    const before = this.#clockOf(row)
    const after = row.paused === 1 ? stand(before, time) : beat(before, time)
    const addMs = Math.round(after.spentMs - before.spentMs)
    const interruption = row.mode === 'exam' ? after.interruptions.at(-1) : undefined
    const inTime = !isTimedOut(before)
    const saved = await whenFree(this.#context, () =>
      collection.transact(null, (writes) => {
        const moved = writes.attempts.pulse(attemptId, {
          position,
          addMs,
          onOrdinal: row.position,
          ...(interruption ? { interruption } : {}),
        })
        return moved.ok && change && inTime ? change(writes) : moved
      }),
    )
    if (!saved.ok) return fail(storeError(saved.error))
    const spentMs = before.spentMs + addMs
    this.#clock = { attemptId, clock: { ...after, spentMs, interruptions: [] } }
    if (!isTimedOut(after)) return ok({ state: 'running', remainingMs: left(after), spentMs, savedAt: time.at })
    const submitted = await this.#end(attemptId, true)
    return submitted.ok ? ok({ state: 'submitted', remainingMs: 0, spentMs, savedAt: time.at }) : submitted
  }

  #clockOf(row: AttemptRow): AttemptClock {
    if (this.#clock?.attemptId === row.id) return this.#clock.clock
    const fresh = row.spent_ms === 0 && row.modified_at === row.started_at
    // A practice may be left at any time; only an exam is interrupted.
    return openClock({ ...stored(row), interruptions: [] }, fresh || row.mode !== 'exam' ? null : row.modified_at)
  }
}

/** The clock of an attempt as it is kept; a limit of 0 is none. */
function stored(row: Pick<AttemptRow, 'limit_ms' | 'spent_ms'>): { limitMs: number; spentMs: number } {
  return { limitMs: row.limit_ms === 0 ? Infinity : row.limit_ms, spentMs: row.spent_ms }
}

/** A beat while the clock stands. */
function stand(clock: AttemptClock, { monotonicMs, at }: Beat): AttemptClock {
  return { ...clock, last: { monotonicMs, at } }
}

/** Milliseconds left; 0 without a limit. */
function left(clock: AttemptClock): number {
  const ms = remainingMs(clock)
  return ms === Infinity ? 0 : Math.round(ms)
}
