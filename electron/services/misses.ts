import { entersReviews, movedUp, ratingOf, type AskedOnce, type UnseenCard } from '../core/exam/memory.ts'
import { studyDay, wallHour } from '../core/scheduling/study-day.ts'
import type { Writes } from '../store/collection.ts'
import type { AttemptItemRow, CardRow } from '../store/rows.ts'
import { leechOf } from './answer-more.ts'
import { memoryOf, seedOf } from './cards.ts'
import { today, type Context } from './context.ts'
import { DeckPlan } from './deck-plan.ts'
import { objectiveNotes } from './objective-notes.ts'

/** The kind of a review that was given in an exam. */
const IN_EXAM = 6
/** A question is given longer than a card before its time counts as a pause. */
const LONGEST_ANSWER_MS = 300_000
/** Unseen cards of one objective that move up at most. */
const MOST_MOVED = 30
/** Where a plan says how many new cards a day has, no more come to the front than it begins in so many days. */
const PLANNED_DAYS = 7
const NEW = 0

/** A question of an attempt that ends, and whether it was answered right. */
export type EndedItem = Pick<
  AttemptItemRow,
  'note_id' | 'note_guid' | 'objective' | 'answer' | 'flagged' | 'guessed' | 'spent_ms'
> & { readonly right: boolean }

/** What an attempt does to the reviews when it ends. */
export interface Remembering {
  /** What undo calls it; null when nothing changes. */
  readonly name: string | null
  /** Writes it, in the transaction that ends the attempt. */
  apply(writes: Writes): void
}

const NOTHING: Remembering = { name: null, apply: () => undefined }

/**
 * Turns what was missed into memory: each question that was missed, guessed or flagged stops being held, the unseen
 * cards of its objective move to the front of their decks, and answers to questions that FSRS schedules already count
 * as reviews of them. Nothing of it happens when the setting is off.
 */
export async function rememberAttempt(context: Context, items: readonly EndedItem[]): Promise<Remembering> {
  if (!context.settings.get().missesToReviews) return NOTHING
  const notes = await objectiveNotes(context.collection)
  const { held, moved, reviews } = consequences(context, items, notes)
  const learning = held.length + moved.length > 0
  return {
    name: learning ? 'Add missed questions to reviews' : reviews.length > 0 ? 'Count exam answers as reviews' : null,
    apply: (writes) => {
      // Read again: an answer may have come in while the store was busy.
      const now = consequences(context, items, notes)
      writes.cards.release(now.held.map((card) => card.id))
      for (const { id, position } of now.moved) writes.cards.update(id, { position })
      const rate = rater(context, writes)
      for (const { card, item } of now.reviews) rate(card, item)
    },
  }
}

interface Consequences {
  /** Questions that begin to come up in the reviews. */
  readonly held: readonly CardRow[]
  /** Unseen cards with their new positions. */
  readonly moved: ReturnType<typeof movedUp>
  /** Questions that are scheduled already and were answered. */
  readonly reviews: readonly { readonly card: CardRow; readonly item: EndedItem }[]
}

function consequences(
  context: Context,
  items: readonly EndedItem[],
  notes: ReadonlyMap<string, readonly number[]>,
): Consequences {
  const asked = new Map(items.map((item) => [item.note_id, item]))
  const cards = context.collection.cards.ofNotes([...asked.keys()])
  const enters = (noteId: number): boolean => {
    const item = asked.get(noteId)
    return item !== undefined && entersReviews(onceOf(item))
  }
  const held = cards.filter((card) => card.held === 1 && enters(card.note_id))
  const scheduled = cards.filter((card) => card.held === 0 && card.suspended === 0 && card.state !== NEW)
  return {
    held,
    moved: moving(context, items, notes, roomFor(context, held.length)),
    reviews: scheduled.flatMap((card) => {
      const item = asked.get(card.note_id)
      return item && ratingOf(onceOf(item)) !== null ? [{ card, item }] : []
    }),
  }
}

function onceOf(item: EndedItem): AskedOnce {
  return {
    right: item.right,
    answered: item.answer !== null,
    guessed: item.guessed === 1,
    flagged: item.flagged === 1,
  }
}

/** How many unseen cards may move up beside the questions that come in; those of one objective always may. */
function roomFor(context: Context, questions: number): number {
  const { room } = new DeckPlan(context, today(context).day, true)
  const perDay = room?.new ?? null
  return perDay === null ? Number.POSITIVE_INFINITY : Math.max(MOST_MOVED, perDay * PLANNED_DAYS - questions)
}

/** The unseen cards of the objectives in which something is to be learned, with their new positions. */
function moving(
  { collection }: Context,
  items: readonly EndedItem[],
  notes: ReadonlyMap<string, readonly number[]>,
  most: number,
): ReturnType<typeof movedUp> {
  const misses = new Map<string, number>()
  for (const item of items) {
    if (item.objective === null || !entersReviews(onceOf(item))) continue
    misses.set(item.objective, (misses.get(item.objective) ?? 0) + 1)
  }
  const unseen = new Map<string, UnseenCard[]>()
  for (const objective of misses.keys()) {
    const cards = collection.objectives.cardsOf(notes.get(objective) ?? []).filter((card) => card.state === NEW)
    unseen.set(
      objective,
      cards.map(({ id, note_id, deck_id, position }) => ({ id, noteId: note_id, deckId: deck_id, position })),
    )
  }
  return movedUp(unseen, misses, (deckId) => collection.objectives.firstPosition(deckId), MOST_MOVED, most)
}

/** Writes an answer of the attempt as a review of its card, under the options of the card's deck. */
function rater(context: Context, writes: Writes): (card: CardRow, item: EndedItem) => void {
  const at = context.now()
  const zone = context.zone()
  const day = studyDay(at, zone, context.settings.get().rolloverHour)
  const hour = wallHour(at, zone)
  const plan = new DeckPlan(context, day)
  return (card, item) => {
    const rating = ratingOf(onceOf(item))
    if (rating === null) return
    const seed = seedOf(card, item.note_guid)
    const { next, elapsedDays } = plan.schedulerOf(card.deck_id).rate(memoryOf(card), rating, at, seed)
    const leech = leechOf(context, plan, card, next)
    if (leech) writes.notes.update(leech.noteId, { tags: JSON.stringify(leech.tags) })
    writes.cards.update(card.id, {
      ...(leech?.suspend ? { suspended: 1 } : {}),
      state: next.state,
      due: next.due,
      stability: next.stability,
      difficulty: next.difficulty,
      scheduled_days: next.scheduledDays,
      step: next.step,
      reps: next.reps,
      lapses: next.lapses,
      last_review: next.lastReview,
    })
    writes.reviews.append(
      {
        card_id: card.id,
        reviewed_at: at,
        day,
        hour,
        rating,
        kind: IN_EXAM,
        duration_ms: Math.min(item.spent_ms, LONGEST_ANSWER_MS),
        state_before: card.state,
        stability_before: card.stability,
        difficulty_before: card.difficulty,
        elapsed_days: elapsedDays,
        scheduled_days: next.scheduledDays,
        interval_before: card.scheduled_days,
        due: next.due,
        seed,
        // What was chosen is kept with the attempt, in the order of options that it had there.
        response: null,
      },
      card.deck_id,
    )
  }
}
