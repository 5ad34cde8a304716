import type { DueCounts } from '../../contract/shapes.ts'
import { MinHeap } from './heap.ts'
import type { MemoryCard } from './memory-card.ts'
import type { Mix } from '../../contract/procedures/presets.ts'
import { orderReviews } from './mix.ts'
import { mixed } from './order.ts'

const MINUTE = 60_000

interface Candidate {
  readonly cardId: number
  readonly noteId: number
}

export type QueueKind = keyof DueCounts

/** A card that waits in the day's queue. `due` counts for learning cards only. */
export interface QueuedCard extends Candidate {
  readonly kind: QueueKind
  /** Epoch milliseconds. */
  readonly due: number
}

export interface QueueInput {
  /** Cards on a step within the day that come back before its end. */
  readonly learning: readonly (Candidate & { readonly due: number })[]
  /** Cards on a step of a day or longer that are due today; they stand among the reviews. */
  readonly interday?: readonly Candidate[]
  /** Review cards due today or earlier; `dueDay` a study day. */
  readonly reviews: readonly (Candidate & { readonly dueDay: number })[]
  /** True: the reviews are in order already. Otherwise by due day, at random within a day. */
  readonly sorted?: boolean
  /** Where new cards, and those of `interday`, stand among the reviews; spread through them unless given. */
  readonly mix?: { readonly new: Mix; readonly interday: Mix }
  /** New cards in the order in which they are to be learned. */
  readonly fresh: readonly Candidate[]
  /** How many new and review cards today still has room for. */
  readonly limits: { readonly new: number; readonly review: number }
  /** Fixes the order of reviews that are due on the same day. */
  readonly seed: number
  /** The instant at which the study day ends. */
  readonly dayEnd: number
  /** A learning card may come this much early when nothing else is left; 20 minutes unless given. */
  readonly learnAheadMs?: number
}

/** Reviews, cards on long steps and new cards in the order of the day, cut by its limits. */
function mainOf(input: QueueInput): QueuedCard[] {
  const { limits, mix = { new: 'mix', interday: 'mix' } } = input
  const ordered = input.sorted === true ? input.reviews : orderReviews(input.reviews, input.seed)
  const as = (kind: QueueKind) => (card: Candidate) => ({ cardId: card.cardId, noteId: card.noteId, kind, due: 0 })
  const reviews = ordered.slice(0, Math.max(0, limits.review)).map(as('review'))
  const interday = (input.interday ?? []).map(as('learning'))
  const fresh = input.fresh.slice(0, Math.max(0, limits.new)).map(as('new'))
  return mixed(mixed(reviews, interday, mix.interday), fresh, mix.new)
}

/**
 * One study day's queue, held in memory. Learning cards that are due come first, then reviews and new cards in
 * proportion, then learning cards that are nearly due. Cards of the same note do not follow one another where there
 * is a choice. Making it takes O(n log n), each step O(log n).
 */
export class DayQueue {
  readonly #waiting = new Map<number, QueuedCard>()
  readonly #main: readonly QueuedCard[]
  readonly #learning = new MinHeap<QueuedCard>((a, b) => a.due - b.due || a.cardId - b.cardId)
  readonly #counts: DueCounts = { new: 0, learning: 0, review: 0 }
  readonly #dayEnd: number
  readonly #learnAheadMs: number
  /** Everything in `#main` before this has left the queue. */
  #head = 0
  /** Cards that undone answers gave back, the latest last. */
  readonly #first: QueuedCard[] = []
  #lastNoteId: number | null = null

  constructor(input: QueueInput) {
    this.#dayEnd = input.dayEnd
    this.#learnAheadMs = input.learnAheadMs ?? 20 * MINUTE
    this.#main = mainOf(input)
    for (const card of this.#main) this.#add(card)
    for (const { cardId, noteId, due } of input.learning) this.#addLearning({ cardId, noteId, kind: 'learning', due })
  }

  /** The card to ask at `now` (epoch milliseconds), or null when none is left for now. Changes nothing. */
  next(now: number): QueuedCard | null {
    const first = this.#first.at(-1)
    if (first !== undefined) return first
    const soon = now + this.#learnAheadMs
    const avoided = this.#lastNoteId
    return (
      this.#dueLearning(now, avoided) ??
      this.#frontOfMain(avoided) ??
      this.#dueLearning(soon, avoided) ??
      this.#dueLearning(now, null) ??
      this.#frontOfMain(null) ??
      this.#dueLearning(soon, null)
    )
  }

  /** Takes an answered card out, and puts it back when its next step comes before the day's end. */
  afterAnswer(card: Candidate, next: Pick<MemoryCard, 'state' | 'due'>): void {
    this.remove(card.cardId)
    this.#lastNoteId = card.noteId
    if (next.state !== 1 && next.state !== 3) return
    this.#addLearning({ cardId: card.cardId, noteId: card.noteId, kind: 'learning', due: next.due })
  }

  /** After an answer was undone: the card is asked next, whatever its time. */
  putFirst(card: QueuedCard): void {
    this.#lastNoteId = null
    this.#add(card)
    this.#first.push(card)
  }

  /** Takes a card out, e.g. because it was suspended; true when it was in the queue. */
  remove(cardId: number): boolean {
    const card = this.#waiting.get(cardId)
    if (card === undefined) return false
    this.#waiting.delete(cardId)
    this.#counts[card.kind]--
    const first = this.#first.indexOf(card)
    if (first >= 0) this.#first.splice(first, 1)
    return true
  }

  /** Takes out the card of a kind that would be asked last, so that another one has its place under the limit. */
  dropLast(kind: 'new' | 'review'): void {
    const last = this.#main.findLast((card) => card.kind === kind && this.#isWaiting(card))
    if (last !== undefined) this.remove(last.cardId)
  }

  /** What is left of the day; learning cards that come back later today included. */
  counts(): DueCounts {
    return { ...this.#counts }
  }

  /** When the earliest learning card is due, in epoch milliseconds; null when there is none today. */
  nextLearningAt(): number | null {
    this.#dropGoneLearning()
    return this.#learning.peek()?.due ?? null
  }

  #add(card: QueuedCard): void {
    this.remove(card.cardId)
    this.#waiting.set(card.cardId, card)
    this.#counts[card.kind]++
  }

  #addLearning(card: QueuedCard): void {
    if (card.due >= this.#dayEnd) return
    this.#add(card)
    this.#learning.push(card)
  }

  /** Cards leave the lists only when they come to the front; until then the map tells. */
  #isWaiting(card: QueuedCard): boolean {
    return this.#waiting.get(card.cardId) === card
  }

  #dropGoneLearning(): void {
    for (let top = this.#learning.peek(); top !== undefined && !this.#isWaiting(top); top = this.#learning.peek()) {
      this.#learning.pop()
    }
  }

  /** The earliest learning card due by the given instant whose note is not the avoided one. */
  #dueLearning(by: number, avoidedNoteId: number | null): QueuedCard | null {
    const passed: QueuedCard[] = []
    let found: QueuedCard | null = null
    for (;;) {
      this.#dropGoneLearning()
      const top = this.#learning.peek()
      if (top === undefined || top.due > by) break
      if (top.noteId !== avoidedNoteId) {
        found = top
        break
      }
      passed.push(top)
      this.#learning.pop()
    }
    for (const card of passed) this.#learning.push(card)
    return found
  }

  #frontOfMain(avoidedNoteId: number | null): QueuedCard | null {
    for (let at = this.#head; at < this.#main.length; at++) {
      const card = this.#main[at]
      if (card === undefined) break
      if (!this.#isWaiting(card)) {
        if (at === this.#head) this.#head++
      } else if (card.noteId !== avoidedNoteId) return card
    }
    return null
  }
}
