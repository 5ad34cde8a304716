import type { z } from 'zod'
import type { CardFace, ReviewCard, ReviewStep } from '../contract/procedures/review.ts'
import type { Answer, Rating } from '../contract/shapes.ts'
import { typedCounts } from '../core/cards/typed.ts'
import { ok } from '../core/result.ts'
import type { RatingOutcome } from '../core/scheduling/memory-card.ts'
import type { QueuedCard } from '../core/scheduling/queue.ts'
import { dayToDate, studyDay, wallHour } from '../core/scheduling/study-day.ts'
import type { CardRow, NoteRow } from '../store/rows.ts'
import { contentOf, marksOf, memoryOf, scheduleOf, seedOf, stateName } from './cards.ts'
import { checkCard, typedOptionsOf } from './checks.ts'
import { storeError, today, whenFree, write, type Context } from './context.ts'
import { shownFace } from './faces.ts'
import { conflict, notFound, type Served } from './service-error.ts'
import { moreFor } from './answer-more.ts'
import { minutesOf } from './plan/day-room.ts'
import { hardNoteAfter } from './plan/hard-note.ts'
import { StudyQueue } from './study-queue.ts'
import { fail } from '../core/result.ts'

type Step = z.infer<typeof ReviewStep>

export interface GivenAnswer {
  readonly deckId: number | null
  readonly cardId: number
  readonly rating: Rating
  readonly seed: number
  readonly durationMs: number
  readonly response: string | z.infer<typeof Answer> | null
}

const RATING_NAMES = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' } as const
const ANSWERED = 'This card was answered already.'

/** What undo calls an answer. */
export function answerName(rating: Rating): string {
  return `Answer ${RATING_NAMES[rating]}`
}

/** The day's reviews: the next card, answers, and what is done to a card on the way. */
export class ReviewService {
  readonly #context: Context
  #queue: StudyQueue
  #savedAt: number | null
  /** The card on screen, so that its answer need not read it again; a change since is noticed when it is saved. */
  #lastShown: CardRow | null = null
  #lastSeed = 0
  /** What its ratings would do, as shown, and when that was. */
  #lastPreview: { readonly at: number; readonly outcomes: readonly RatingOutcome[] } = { at: 0, outcomes: [] }

  constructor(context: Context) {
    this.#context = context
    this.#queue = new StudyQueue(context, null)
    this.#savedAt = context.collection.reviews.latestAt()
  }

  get savedAt(): number | null {
    return this.#savedAt
  }

  /** The card to ask now in a deck with its subdecks, or in all decks for null. */
  next(deckId: number | null): Step {
    return this.#step(deckId, this.#context.collection.history.undoName())
  }

  /** @param undo name of what undo would take back, where the caller knows it already */
  #step(deckId: number | null, undo: string | null): Step {
    if (this.#queue.deckId !== deckId) this.#queue = new StudyQueue(this.#context, deckId)
    const queued = this.#queue.next()
    return {
      card: queued ? this.#shown(queued) : null,
      day: dayToDate(today(this.#context).day),
      counts: this.#queue.counts(),
      doneToday: this.#queue.answersToday(),
      nextLearningAt: this.#queue.nextLearningAt(),
      undo,
      savedAt: this.#savedAt,
      ...this.#budget(),
    }
  }

  /** Where minutes bound the day: how many, and how many were spent. */
  #budget(): { budget?: NonNullable<Step['budget']> } {
    if (this.#context.settings.get().paceBy !== 'minutes') return {}
    const { day } = today(this.#context)
    const minutes = minutesOf(this.#context, day)
    const spent = this.#context.collection.dayCounts.total(day).duration_ms / 60_000
    return minutes === null ? {} : { budget: { minutes, spent } }
  }

  /**
   * Saves an answer durably and gives the next card. The seed tells whether the card is still as it was shown:
   * a second answer to the same showing is refused.
   */
  async answer(given: GivenAnswer): Promise<Served<Step>> {
    const { collection } = this.#context
    const saved = await whenFree(this.#context, () => {
      if (this.#lastShown?.id === given.cardId && this.#lastSeed === given.seed) {
        const recorded = this.#record(this.#lastShown, given)
        if (recorded.ok || recorded.error.code !== 'stale') return recorded
      }
      const card = collection.cards.get(given.cardId)
      const note = card && collection.notes.get(card.note_id)
      if (!card || !note) return fail({ code: 'gone', message: 'This card no longer exists.' })
      if (seedOf(card, note.guid) !== given.seed) return fail({ code: 'answered', message: ANSWERED })
      return this.#record(card, given)
    })
    if (!saved.ok) return fail(storeError(saved.error))
    this.#lastShown = null
    const { card, next, more } = saved.value
    const leech = more?.leech ?? null
    this.#queue.afterAnswer(card, next, more && { bury: more.bury, suspended: leech?.suspend === true })
    this.#savedAt = this.#context.now()
    const hardNote = await hardNoteAfter(this.#context, given)
    const step = { ...this.#step(given.deckId, answerName(given.rating)), ...(hardNote ? { hardNote } : {}) }
    return ok(leech === null ? step : { ...step, leech: { lapses: next.lapses, suspended: leech.suspend } })
  }

  #record(card: CardRow, given: GivenAnswer) {
    const { collection, settings } = this.#context
    const at = this.#context.now()
    const { answerCapSeconds } = this.#queue.optionsOf(card.deck_id)
    const outcome = this.#outcome(card, given, at)
    const day = studyDay(at, this.#context.zone(), settings.get().rolloverHour)
    const more = moreFor(this.#context, this.#queue, card, outcome, day)
    const answer = {
      name: answerName(given.rating),
      cardId: card.id,
      seenModifiedAt: card.modified_at,
      at,
      day,
      hour: wallHour(at, this.#context.zone()),
      rating: given.rating,
      durationMs: Math.min(given.durationMs, answerCapSeconds * 1000),
      elapsedDays: outcome.elapsedDays,
      seed: given.seed,
      response: given.response === null ? null : JSON.stringify(given.response),
      next: scheduleOf(outcome.next),
    }
    const recorded = collection.answers.record(answer, more)
    if (!recorded.ok) return recorded
    return ok({ card: { cardId: card.id, noteId: card.note_id }, next: outcome.next, more })
  }

  /** What a rating does: as it was shown with the card, on the same study day, else reckoned anew. */
  #outcome(card: CardRow, { rating, seed }: GivenAnswer, at: number): RatingOutcome {
    const scheduler = this.#queue.schedulerOf(card.deck_id)
    const memory = memoryOf(card)
    const shown = card === this.#lastShown ? this.#lastPreview.outcomes[rating - 1] : undefined
    if (shown === undefined || shown.elapsedDays !== scheduler.elapsedDays(memory, at)) {
      const outcome = this.#queue.preview(card, memory, at, seed)[rating - 1]
      if (outcome === undefined) throw new RangeError(`no rating ${rating}`)
      return outcome
    }
    const due = shown.due + at - this.#lastPreview.at
    return { ...shown, due, next: { ...shown.next, due, lastReview: at } }
  }

  /** Compares a typed answer, a number or a question's answer with the card as it was shown. */
  check(cardId: number, seed: number, response: string | z.infer<typeof Answer>) {
    const { collection } = this.#context
    const card = collection.cards.get(cardId)
    const note = card && collection.notes.get(card.note_id)
    if (!card || !note) return notFound('card')
    const checked = checkCard(collection, { card, note }, seed, response)
    return checked.ok ? checked : conflict(checked.error.message)
  }

  async suspend(deckId: number | null, cardId: number): Promise<Served<Step>> {
    return this.#set('Suspend card', deckId, cardId, { suspended: 1 })
  }

  /** Lets a card rest until tomorrow. */
  async bury(deckId: number | null, cardId: number): Promise<Served<Step>> {
    return this.#set('Bury card', deckId, cardId, { buried_until: today(this.#context).day + 1, buried_by: 0 })
  }

  async flag(cardId: number, flag: number): Promise<Served<{ flag: number; undo: string }>> {
    const undo = flag === 0 ? 'Remove flag' : 'Flag card'
    return write(this.#context, undo, (writes) =>
      writes.cards.update(cardId, { flag })
        ? ok({ flag, undo })
        : fail({ code: 'gone', message: 'This card no longer exists.' }),
    )
  }

  async #set(
    name: string,
    deckId: number | null,
    cardId: number,
    values: { suspended?: number; buried_until?: number; buried_by?: number },
  ) {
    const done = await write(this.#context, name, (writes) =>
      writes.cards.update(cardId, values)
        ? ok(undefined)
        : fail({ code: 'gone', message: 'This card no longer exists.' }),
    )
    return done.ok ? ok(this.next(deckId)) : done
  }

  /** After an undo gave cards back: asks the first of them next, where this session asks it today at all. */
  showAgain({ cardIds, answered }: { readonly cardIds: readonly number[]; readonly answered: boolean }): void {
    const [card] = this.#context.collection.cards.many(cardIds.slice(0, 1))
    if (card) this.#queue.putFirst(card, answered)
  }

  /** A card outside the day's order; with another seed than its own, its answer is not one of the day's reviews. */
  show(card: CardRow, note: NoteRow, seed: number | null): z.infer<typeof ReviewCard> {
    // What the day's queue was made from may have changed.
    this.#queue.next()
    const view = this.#view(card, note, marksOf(note, this.#context.catalogue), seed ?? undefined)
    if (seed !== null) this.#lastShown = null
    return view
  }

  /** An answer was saved that left the schedule as it is. */
  answeredElsewhere(): void {
    this.#savedAt = this.#context.now()
  }

  #shown(queued: QueuedCard): z.infer<typeof ReviewCard> {
    const { collection, catalogue } = this.#context
    const card = collection.cards.get(queued.cardId)
    const note = card && collection.notes.get(card.note_id)
    if (!card || !note) throw new Error(`the queue holds card ${queued.cardId}, which is gone`)
    return this.#view(card, note, marksOf(note, catalogue))
  }

  #face(card: CardRow, note: NoteRow, seed: number): z.infer<typeof CardFace> {
    const { collection } = this.#context
    const face = shownFace(collection, card, note, seed)
    const content = contentOf(note)
    if (face.type !== 'typed' || content.kind !== 'typed') return face
    return { ...face, counts: typedCounts(content, typedOptionsOf(collection, card.deck_id)) }
  }

  #view(
    card: CardRow,
    note: NoteRow,
    marks: ReturnType<typeof marksOf>,
    seed = seedOf(card, note.guid),
  ): z.infer<typeof ReviewCard> {
    const now = this.#context.now()
    this.#lastShown = card
    this.#lastSeed = seed
    const memory = memoryOf(card)
    const scheduler = this.#queue.schedulerOf(card.deck_id)
    const outcomes = this.#queue.preview(card, memory, now, seed)
    this.#lastPreview = { at: now, outcomes }
    const content = contentOf(note)
    const recall = scheduler.retrievability(memory, now)
    const known =
      memory.stability !== null && memory.difficulty !== null && memory.lastReview !== null && recall !== null
    return {
      cardId: card.id,
      noteId: note.id,
      guid: note.guid,
      kind: content.kind,
      deckId: card.deck_id,
      deck: this.#queue.deckPath(card.deck_id),
      state: stateName(card.state),
      flag: card.flag,
      ...(content.kind === 'basic-reversed' && card.ordinal === 1 ? { reversed: true } : {}),
      seed,
      face: this.#face(card, note, seed),
      previews: this.#lastPreview.outcomes.map((outcome) => ({
        rating: outcome.rating,
        due: outcome.due,
        scheduledDays: outcome.scheduledDays,
        stability: outcome.next.stability ?? 0,
        difficulty: outcome.next.difficulty ?? 0,
      })),
      memory: known
        ? {
            stability: memory.stability ?? 0,
            difficulty: memory.difficulty ?? 0,
            retrievability: recall ?? 0,
            lastReview: memory.lastReview ?? 0,
          }
        : null,
      desiredRetention: this.#queue.optionsOf(card.deck_id).desiredRetention,
      decay: scheduler.weights[20] ?? 0,
      ...marks,
    }
  }
}
