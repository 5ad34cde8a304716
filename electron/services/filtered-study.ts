import { z } from 'zod'
import type { SearchProblem } from '../contract/procedures/browse.ts'
import { StudyChoice, type StudySession } from '../contract/procedures/study.ts'
import type { ReviewStep } from '../contract/procedures/review.ts'
import type { DueCounts } from '../contract/shapes.ts'
import { hashSeed } from '../core/random.ts'
import { fail, ok } from '../core/result.ts'
import { sessionState, type SessionState } from '../core/scheduling/filtered.ts'
import { dayToDate, studyDay, wallHour } from '../core/scheduling/study-day.ts'
import type { CardRow, NoteRow } from '../store/rows.ts'
import { memoryOf } from './cards.ts'
import { storeError, today, whenFree, write, type Context } from './context.ts'
import { schedulerFor } from './deck-plan.ts'
import { answerName, type GivenAnswer, type ReviewService } from './review.ts'
import { issueOf, searchCondition, type SearchService } from './search.ts'
import { conflict, invalid, type Served } from './service-error.ts'

type Step = z.infer<typeof ReviewStep>
type Session = z.infer<typeof StudySession>

/** Where the session is kept: it outlives the process. */
const KEY = 'study'
/** No answer is counted longer than this while cramming, as for a preset that says nothing else. */
const LONGEST_MS = 60_000
/** A session has an order of its own. */
const IN_ANY_ORDER = { mode: 'cards', sort: 'created', descending: false } as const
const ANSWERED = 'This card was answered already.'

/** A session as it is kept. Where it stands follows from the log, so an answer is one write and nothing can differ. */
const Kept = z.object({
  choice: StudyChoice,
  ids: z.array(z.int()),
  startedAt: z.int(),
  /** The newest row of the log when it began. */
  afterReview: z.int(),
})
type Kept = z.infer<typeof Kept>

interface Standing {
  readonly kept: Kept
  readonly state: SessionState
}

/** Study of chosen cards beside the day's queue: cramming, studying ahead, what was forgotten, any search. */
export class FilteredStudy {
  readonly #context: Context
  readonly #review: ReviewService
  readonly #searches: SearchService

  constructor(context: Context, review: ReviewService, searches: SearchService) {
    this.#context = context
    this.#review = review
    this.#searches = searches
  }

  /** How many cards a search comes to that could be asked now; problem `regex` where it has to be done first. */
  count(text: string, deckId: number | null): { cards: number; problem: SearchProblem | null } {
    const found = this.#condition(text, deckId)
    if (!found.ok) return { cards: 0, problem: found.error }
    return { cards: this.#context.collection.search.studyCount(found.value.where, found.value.env), problem: null }
  }

  /**
   * Begins a session in place of the one before.
   * @param signal gives up looking for a regular expression
   */
  async start(choice: StudyChoice, signal = new AbortController().signal): Promise<Served<Session>> {
    const { collection } = this.#context
    const { text, deckId } = choice
    let found = this.#condition(text, deckId)
    if (!found.ok && found.error.code === 'regex') {
      const done = await this.#searches.run({ ...IN_ANY_ORDER, text, deckId }, signal, () => undefined)
      if (!done.ok) return done
      found = this.#condition(text, deckId)
    }
    if (!found.ok) return invalid([issueOf(found.error, choice.text)])
    const startedAt = this.#context.now()
    const seed = hashSeed(KEY, startedAt)
    const { order, limit } = choice
    const ids = collection.search.studyIds(found.value.where, { order, seed, limit }, found.value.env)
    if (ids.length === 0) return conflict('There are no cards to study here.')
    const kept: Kept = { choice, ids, startedAt, afterReview: collection.study.lastReviewId() }
    const done = await write(this.#context, null, (writes) => ok(writes.settings.set(KEY, kept)))
    return done.ok ? ok(sessionOf(this.#standing(kept))) : done
  }

  /** The session under way, as long as it has cards left. */
  current(): Session | null {
    const kept = this.#kept()
    const session = kept && sessionOf(this.#standing(kept))
    return session !== null && session.left > 0 ? session : null
  }

  /** Gives the session up. */
  async end(): Promise<Served<Record<string, never>>> {
    const done = await write(this.#context, null, (writes) => ok(writes.settings.remove(KEY)))
    return done.ok ? ok({}) : done
  }

  /** The card to ask now, or why there is none. */
  next(): Step {
    const { collection } = this.#context
    const kept = this.#kept()
    const { day } = today(this.#context)
    const about = {
      day: dayToDate(day),
      doneToday: collection.dayCounts.total(day).answers,
      undo: collection.history.undoName(),
      savedAt: this.#review.savedAt,
    }
    if (kept === null) return { card: null, counts: { new: 0, learning: 0, review: 0 }, nextLearningAt: null, ...about }
    const standing = this.#standing(kept)
    const { state } = standing
    return {
      card: this.#card(standing),
      counts: countsOf(state),
      nextLearningAt: kept.choice.reschedule ? state.nextAt : null,
      study: {
        title: kept.choice.title,
        reschedule: kept.choice.reschedule,
        cards: kept.ids.length,
        done: state.done,
      },
      ...about,
    }
  }

  /** Saves an answer durably and gives the next card. A second answer to the same showing is refused. */
  async answer(given: Omit<GivenAnswer, 'deckId'>): Promise<Served<Step>> {
    const kept = this.#kept()
    if (kept === null) return conflict('This session is over.')
    if (!kept.choice.reschedule) {
      const saved = await whenFree(this.#context, () => this.#cram(given))
      if (!saved.ok) return fail(storeError(saved.error))
      this.#review.answeredElsewhere()
      return ok(this.next())
    }
    const saved = await this.#review.answer({ ...given, deckId: null })
    if (!saved.ok) return saved
    const { leech, hardNote } = saved.value
    return ok({ ...this.next(), ...(leech ? { leech } : {}), ...(hardNote ? { hardNote } : {}) })
  }

  async suspend(cardId: number): Promise<Served<Step>> {
    const done = await this.#review.suspend(null, cardId)
    return done.ok ? ok(this.next()) : done
  }

  async bury(cardId: number): Promise<Served<Step>> {
    const done = await this.#review.bury(null, cardId)
    return done.ok ? ok(this.next()) : done
  }

  /** The ids of reviews that belong to the session: those after this one, of these cards. */
  span(): { readonly after: number; readonly cardIds: ReadonlySet<number>; readonly cram: boolean } | null {
    const kept = this.#kept()
    return kept && { after: kept.afterReview, cardIds: new Set(kept.ids), cram: !kept.choice.reschedule }
  }

  #cram({ cardId, rating, seed, durationMs, response }: Omit<GivenAnswer, 'deckId'>) {
    const { collection, settings } = this.#context
    const kept = this.#kept()
    const card = collection.cards.get(cardId)
    const note = card && collection.notes.get(card.note_id)
    if (!card || !note) return fail({ code: 'gone', message: 'This card no longer exists.' })
    if (kept === null) return fail({ code: 'over', message: 'This session is over.' })
    if (this.#seedOf(this.#standing(kept), card, note) !== seed) return fail({ code: 'answered', message: ANSWERED })
    const at = this.#context.now()
    return collection.study.cram({
      name: answerName(rating),
      cardId,
      at,
      day: studyDay(at, this.#context.zone(), settings.get().rolloverHour),
      hour: wallHour(at, this.#context.zone()),
      rating,
      durationMs: Math.min(durationMs, LONGEST_MS),
      elapsedDays: schedulerFor(this.#context).elapsedDays(memoryOf(card), at),
      seed,
      response: response === null ? null : JSON.stringify(response),
    })
  }

  #card(standing: Standing) {
    const { cards, notes } = this.#context.collection
    const id = standing.state.next
    const card = id === null ? undefined : cards.get(id)
    const note = card && notes.get(card.note_id)
    if (!card || !note) return null
    return this.#review.show(card, note, standing.kept.choice.reschedule ? null : this.#seedOf(standing, card, note))
  }

  /** A card that keeps its schedule gets other numbers with each showing all the same. */
  #seedOf({ kept, state }: Standing, card: CardRow, note: NoteRow): number {
    return hashSeed(note.guid, card.ordinal, kept.startedAt, state.times.get(card.id) ?? 0)
  }

  /** The condition of a search; with a regular expression it is there once that was looked for in the worker. */
  #condition(text: string, deckId: number | null): ReturnType<typeof searchCondition> {
    const found = searchCondition(this.#context, text, deckId)
    if (found.ok || found.error.code !== 'regex') return found
    const done = this.#searches.condition(text, deckId)
    if (!done.ok) return done
    return done.value === 'slow' ? found : ok(done.value)
  }

  #standing(kept: Kept): Standing {
    const { settings } = this.#context
    const { study } = this.#context.collection
    const { day, end } = today(this.#context)
    const state = sessionState({
      ids: kept.ids,
      cards: study.askable(kept.ids, day),
      answers: study.answersSince(kept.afterReview),
      reschedule: kept.choice.reschedule,
      now: this.#context.now(),
      dayEnd: end,
      learnAheadMs: settings.get().learnAhead * 60_000,
    })
    return { kept, state }
  }

  #kept(): Kept | null {
    const kept = Kept.safeParse(this.#context.collection.settings.get(KEY))
    return kept.success ? kept.data : null
  }
}

function sessionOf({ kept, state }: Standing): Session {
  return {
    title: kept.choice.title,
    reschedule: kept.choice.reschedule,
    startedAt: kept.startedAt,
    cards: kept.ids.length,
    done: state.done,
    left: state.fresh.length + state.repeating,
  }
}

function countsOf({ fresh, repeating }: SessionState): DueCounts {
  const counts = { new: 0, learning: repeating, review: 0 }
  for (const { state } of fresh) counts[state === 0 ? 'new' : state === 2 ? 'review' : 'learning'] += 1
  return counts
}
