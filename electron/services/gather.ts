import type { PresetOptions, ReviewSort } from '../contract/procedures/presets.ts'
import { hashSeed } from '../core/random.ts'
import { gatherNew, NEW_LISTS } from '../core/scheduling/gather-new.ts'
import type { LimitedKind, LimitTree } from '../core/scheduling/limits.ts'
import { SORTS_BY_FIGURES, sortNew, sortReviews, type ReviewFigures } from '../core/scheduling/order.ts'
import { RISK_DAYS, riskOf } from '../core/scheduling/plan/risk.ts'
import type { QueueInput } from '../core/scheduling/queue.ts'
import { buries, restsFor } from '../core/scheduling/siblings.ts'
import type { Candidate, QueueRow, SiblingRow } from '../store/cards.ts'
import type { CardRow } from '../store/rows.ts'
import { calendarOf, type Context } from './context.ts'
import type { DeckPlan } from './deck-plan.ts'

/** Reviews held in memory at a time; the rest of a large backlog is fetched when these are done. */
export const MOST_REVIEWS = 300
export const MOST_NEW = 200
/** Where the order goes by more than the due day, no more than this many of the longest due are looked at. */
const MOST_SORTED = 10_000
/** At random means: among this many of each deck. */
const MOST_RANDOM = 10_000
/** Cards whose rows are read at a time, while siblings are left out. */
const CHUNK = 400
const DAY_MS = 86_400_000

/** What a day's queue is made from. */
export interface Gathered {
  readonly input: QueueInput
  /** All cards of the notes that are in the queue, for those that have more than one. */
  readonly siblings: Map<number, SiblingRow[]>
  /** Whether there was more than memory holds. */
  readonly full: { readonly new: boolean; readonly review: boolean }
}

export interface GatherFrom {
  readonly plan: DeckPlan
  readonly scope: number | null
  readonly day: number
  /** The instant at which the study day ends. */
  readonly end: number
  /** A card that has its place before all others, if today asks it at all. */
  readonly preferred: CardRow | null
}

/** Reads what a scope asks today, in order, under the limits of its decks. */
export function gatherDay(context: Context, from: GatherFrom): Gathered {
  return new Gathering(context, from).all()
}

interface Taken extends Candidate {
  readonly row: QueueRow
}

class Gathering {
  readonly #context: Context
  readonly #from: GatherFrom
  readonly #deckIds: readonly number[]
  readonly #options: PresetOptions
  readonly #limits: LimitTree
  readonly #seed: number
  readonly #dayOf: (instant: number) => number
  /** Notes that have a card in the queue. */
  readonly #notes = new Set<number>()

  constructor(context: Context, from: GatherFrom) {
    this.#context = context
    this.#from = from
    this.#deckIds = from.plan.idsIn(from.scope)
    this.#options = from.plan.optionsOf(from.scope)
    this.#limits = from.plan.limits(from.scope)
    this.#seed = hashSeed('queue', from.day)
    this.#dayOf = calendarOf(context).dayOf
  }

  all(): Gathered {
    const { cards } = this.#context.collection
    const { day, end } = this.#from
    const learning = this.#rowsOf(cards.learningCandidates(this.#deckIds, end - 1, day))
    const steps = learning.filter((card) => !this.#isInterday(card.row))
    for (const card of steps) this.#notes.add(card.row.note_id)
    const interday = learning.filter((card) => this.#isInterday(card.row) && this.#mayCome(card))
    const reviews = this.#reviews()
    const gathered = this.#take(this.#newInOrder(), 'new', MOST_NEW)
    const fresh = sortNew(
      gathered.map(({ row }) => ({ cardId: row.id, noteId: row.note_id, ordinal: row.ordinal })),
      this.#options.newSort,
      this.#seed,
    )
    return {
      input: {
        learning: steps.map((card) => ({ ...named(card), due: card.due })),
        interday: interday.map(named),
        reviews: reviews.map((card) => ({ ...named(card), dueDay: this.#dayOf(card.due) })),
        sorted: true,
        mix: { new: this.#options.newMix, interday: this.#options.interdayMix },
        fresh,
        limits: { new: fresh.length, review: reviews.length },
        seed: this.#seed,
        dayEnd: end,
        learnAheadMs: this.#context.settings.get().learnAhead * 60_000,
      },
      siblings: this.#siblings([...learning, ...reviews, ...gathered]),
      full: { new: gathered.length === MOST_NEW, review: reviews.length === MOST_REVIEWS },
    }
  }

  /** Cards that have a place under the limits, and no sibling before them where siblings rest; the first come first. */
  #take(candidates: readonly Candidate[], kind: LimitedKind, most: number): Taken[] {
    const taken: Candidate[] = []
    const rest = this.#deckIds.some((id) => buries(this.#from.plan.optionsOf(id)))
    if (!rest) {
      for (const card of candidates) {
        if (taken.length === most) break
        if (this.#limits.take(card.deck_id, kind)) taken.push(card)
      }
      return this.#rowsOf(taken)
    }
    const kept: Taken[] = []
    for (let at = 0; at < candidates.length && kept.length < most; at += CHUNK) {
      for (const card of this.#rowsOf(candidates.slice(at, at + CHUNK))) {
        if (kept.length < most && this.#mayCome(card) && this.#limits.take(card.deck_id, kind)) {
          this.#notes.add(card.row.note_id)
          kept.push(card)
        }
      }
    }
    return kept
  }

  /** Whether no card of the same note has a place already, or siblings do not rest in its deck. */
  #mayCome({ deck_id, row }: Taken): boolean {
    if (!this.#notes.has(row.note_id)) return true
    return !restsFor(this.#from.plan.optionsOf(deck_id), { state: row.state, interday: this.#isInterday(row) })
  }

  /**
   * The reviews of the day in order. Where they go by their due day, those that have been due longest have the places
   * under the limits; in the other orders, those that come first.
   */
  #reviews(): Taken[] {
    const sort = this.#options.reviewSort
    const byRisk = this.#from.plan.room?.byRisk === true
    const byDue = !byRisk && (sort === 'due' || sort === 'due-then-deck')
    const found = this.#reviewCandidates(byDue)
    const isDue = (card: CardRow): boolean => card.state === 2 && card.due < this.#from.end
    if (byDue) {
      found.sort((a, b) => a.due - b.due || a.id - b.id)
      return this.#sorted(this.#take(this.#preferring(found, isDue), 'review', MOST_REVIEWS), sort)
    }
    const inOrder = byRisk ? this.#byRisk(found) : this.#sorted(found, sort)
    return this.#take(this.#preferring(inOrder, isDue), 'review', MOST_REVIEWS)
  }

  /** Those that would lose most by waiting first: a backlog is being spread. */
  #byRisk(found: readonly Candidate[]): Candidate[] {
    const { plan, day } = this.#from
    const rows = this.#context.collection.cards.queued(found.map((card) => card.id))
    const ranked = found.map((card) => {
      const row = rows.get(card.id)
      const elapsed = row?.last_review == null ? 0 : Math.max(0, day - this.#dayOf(row.last_review))
      const scheduler = plan.schedulerOf(card.deck_id)
      const recallAfter = (days: number, stability: number): number => scheduler.recallAfter(days, stability)
      return { card, risk: riskOf(recallAfter, elapsed, row?.stability ?? 0, RISK_DAYS) }
    })
    return ranked.sort((a, b) => b.risk - a.risk || a.card.id - b.card.id).map(({ card }) => card)
  }

  #reviewCandidates(byDue: boolean): Candidate[] {
    const { plan, day, end } = this.#from
    const slack = this.#deckIds.some((id) => buries(plan.optionsOf(id))) ? CHUNK : 0
    return this.#deckIds.flatMap((deckId) => {
      const room = this.#limits.room(deckId, 'review')
      if (room === 0) return []
      const limit = byDue ? Math.min(room, MOST_REVIEWS) + slack : MOST_SORTED
      return this.#context.collection.cards.reviewsIn(deckId, end - 1, limit, day)
    })
  }

  #sorted<T extends Candidate>(cards: readonly T[], sort: ReviewSort): T[] {
    const deckAt = new Map(this.#deckIds.map((id, at) => [id, at]))
    const waiting = cards.map((card) => ({
      card,
      cardId: card.id,
      deckId: card.deck_id,
      deckAt: deckAt.get(card.deck_id) ?? 0,
      dueDay: this.#dayOf(card.due),
    }))
    const figures = SORTS_BY_FIGURES.has(sort) ? this.#figures(cards) : null
    const sorted = sortReviews(waiting, sort, this.#seed, figures === null ? undefined : (one) => figures(one.card))
    return sorted.map(({ card }) => card)
  }

  #newInOrder(): Candidate[] {
    const { cards } = this.#context.collection
    const { day } = this.#from
    const gather = this.#options.newGather
    const { random, fromLast } = NEW_LISTS[gather]
    const slack = this.#deckIds.some((id) => buries(this.#from.plan.optionsOf(id))) ? CHUNK : 0
    const lists = this.#deckIds.map((deckId) => {
      const room = this.#limits.room(deckId, 'new')
      if (room === 0) return []
      return cards.newIn(deckId, random ? MOST_RANDOM : Math.min(room, MOST_NEW) + slack, day, fromLast)
    })
    return this.#preferring(gatherNew(lists, gather, this.#seed), (card) => card.state === 0)
  }

  /** The preferred card before the others, if it is one of this kind and may be asked. */
  #preferring(candidates: Candidate[], isOfKind: (card: CardRow) => boolean): Candidate[] {
    const { preferred, day } = this.#from
    if (preferred === null || preferred.suspended || preferred.held || preferred.buried_until > day) return candidates
    if (!isOfKind(preferred)) return candidates
    const { id, deck_id } = preferred
    const due = preferred.state === 0 ? preferred.position : preferred.due
    return [{ id, deck_id, due }, ...candidates.filter((card) => card.id !== id)]
  }

  #figures(candidates: readonly Candidate[]): (card: Candidate) => ReviewFigures {
    const rows = this.#context.collection.cards.queued(candidates.map((card) => card.id))
    const today = this.#from.day
    return ({ id, deck_id, due }) => {
      const row = rows.get(id)
      const stability = row?.stability ?? 0
      const elapsed = row?.last_review == null ? 0 : Math.max(0, today - this.#dayOf(row.last_review))
      const interval = row?.scheduled_days ?? 0
      const scheduler = this.#from.plan.schedulerOf(deck_id)
      return {
        interval,
        difficulty: row?.difficulty ?? 0,
        retrievability: stability > 0 ? scheduler.recallAfter(elapsed, stability) : 0,
        overdue: Math.max(0, today - this.#dayOf(due)) / Math.max(1, interval),
      }
    }
  }

  /** A step of a day or longer: the card is due on another day than it was answered on. */
  #isInterday({ state, due, last_review }: QueueRow): boolean {
    if (state !== 1 && state !== 3) return false
    return last_review !== null && due - last_review >= DAY_MS / 2 && this.#dayOf(due) > this.#dayOf(last_review)
  }

  #rowsOf(candidates: readonly Candidate[]): Taken[] {
    const rows = this.#context.collection.cards.queued(candidates.map((card) => card.id))
    return candidates.flatMap((card) => {
      const row = rows.get(card.id)
      return row === undefined ? [] : [{ ...card, row }]
    })
  }

  #siblings(taken: readonly Taken[]): Map<number, SiblingRow[]> {
    const all = this.#context.collection.cards.siblings([...new Set(taken.map(({ row }) => row.note_id))])
    for (const [noteId, rows] of all) if (rows.length < 2) all.delete(noteId)
    return all
  }
}

function named({ row }: Taken): { cardId: number; noteId: number } {
  return { cardId: row.id, noteId: row.note_id }
}
