import type { DueCounts } from '../contract/shapes.ts'
import { balancing, BALANCED_DAYS, type ChooseDays } from '../core/scheduling/balance.ts'
import type { Scheduler } from '../core/scheduling/fsrs.ts'
import type { MemoryCard, RatingOutcome } from '../core/scheduling/memory-card.ts'
import { cappedByExam } from '../core/scheduling/plan/exam-cap.ts'
import { DayQueue, type QueuedCard } from '../core/scheduling/queue.ts'
import { restsFor } from '../core/scheduling/siblings.ts'
import type { PresetOptions } from '../contract/procedures/presets.ts'
import type { SiblingRow } from '../store/cards.ts'
import type { CardRow } from '../store/rows.ts'
import { calendarOf, today, type Context } from './context.ts'
import { DayLoads } from '../jobs/cards/day-loads.ts'
import { DeckPlan, holidaysOf } from './deck-plan.ts'
import { dueIn } from './due.ts'
import { gatherDay, type Gathered } from './gather.ts'

const COUNT_CAP = 10_000

/** Everything that a queue is made from, read at one moment. */
interface Held {
  readonly queue: DayQueue
  readonly day: number
  readonly end: number
  readonly plan: DeckPlan
  readonly siblings: Map<number, SiblingRow[]>
  readonly loads: DayLoads
  readonly holidays: ReadonlySet<number>
  readonly paths: ReadonlyMap<number, string>
  /** Allowed today, and not in memory. */
  readonly beyond: { readonly new: number; readonly review: number }
}

/** Today's queue for one scope, with what did not fit into memory. */
export class StudyQueue {
  readonly deckId: number | null
  readonly #context: Context
  #held: Held | null = null
  #revision = -1
  #answersToday = 0

  constructor(context: Context, deckId: number | null) {
    this.#context = context
    this.deckId = deckId
  }

  /** The card to ask now, or null. */
  next(): QueuedCard | null {
    const now = this.#context.now()
    const { queue, beyond } = this.#current()
    const card = queue.next(now)
    if (card && (card.kind !== 'learning' || card.due <= now)) return card
    // Answers may have taken less time than was thought, which leaves room for more of them.
    const room = this.#held?.plan.room?.byMinutes === true && card === null
    if (beyond.review + beyond.new === 0 && !room) return card
    return this.#gather().queue.next(now)
  }

  /** What is left of the day, as of the last `next`. */
  counts(): DueCounts {
    const { queue, beyond } = this.#last()
    const counts = queue.counts()
    return { ...counts, new: counts.new + beyond.new, review: counts.review + beyond.review }
  }

  nextLearningAt(): number | null {
    return this.#last().queue.nextLearningAt()
  }

  /** Answers given today, undone ones apart; right after `next` or `counts`. */
  answersToday(): number {
    return this.#answersToday
  }

  /** The path of a deck. */
  deckPath(deckId: number): string {
    return this.#last().paths.get(deckId) ?? ''
  }

  /** The options in force for the cards of a deck. */
  optionsOf(deckId: number): PresetOptions {
    return this.#last().plan.optionsOf(deckId)
  }

  /** The scheduler of a deck, under the options in force. */
  schedulerOf(deckId: number): Scheduler {
    return this.#last().plan.schedulerOf(deckId)
  }

  /** What each rating would do to a card, by the options of its deck and the exam ahead; see `Scheduler.preview`. */
  preview(card: Pick<CardRow, 'id' | 'note_id' | 'deck_id'>, memory: MemoryCard, now: number, seed: number) {
    const choose = this.choiceFor(card)
    const outcomes: RatingOutcome[] = this.schedulerOf(card.deck_id).preview(memory, now, seed, choose)
    const cap = this.#last().plan.examCapOf(card.deck_id)
    return cap === null ? outcomes : cappedByExam(outcomes, cap, seed, choose)
  }

  /** How a day is chosen for a card within its fuzz range: by load, easy days and the other cards of its note. */
  choiceFor(card: Pick<CardRow, 'id' | 'note_id' | 'deck_id'>): ChooseDays {
    const held = this.#last()
    const { loadBalance } = held.plan.optionsOf(card.deck_id)
    return balancing({
      load: (days) => (loadBalance ? held.loads.load(days) : 0),
      ease: held.plan.easeOf(card.deck_id, held.holidays),
      siblings: loadBalance ? this.#siblingDays(held, card) : [],
    })
  }

  /** The other cards of a note that may have to rest when this one is answered. */
  toRest(card: Pick<CardRow, 'id' | 'note_id' | 'deck_id'>): number[] {
    const held = this.#last()
    const others = held.siblings.get(card.note_id)
    const options = held.plan.optionsOf(card.deck_id)
    if (others === undefined || !(options.buryNew || options.buryReview || options.buryInterday)) return []
    const { dayOf } = calendarOf(this.#context)
    return this.#context.collection.cards
      .ofNote(card.note_id)
      .filter((other) => other.id !== card.id && !other.suspended && !other.held && other.buried_until <= held.day)
      .filter(({ state, due, last_review }) =>
        restsFor(options, { state, interday: last_review !== null && dayOf(due) > dayOf(last_review) }),
      )
      .map((other) => other.id)
  }

  /**
   * @param more what else the answer did: cards that rest now, and whether the card itself was suspended; its write
   *   raised the collection's revision by one, which is no reason to gather again
   */
  afterAnswer(
    card: { readonly cardId: number; readonly noteId: number },
    next: MemoryCard,
    more: { readonly bury: readonly number[]; readonly suspended: boolean } | null = null,
  ): void {
    this.#answersToday += 1
    if (more !== null) this.#revision += 1
    const held = this.#held
    if (held === null) return
    held.queue.afterAnswer(card, next)
    if (more?.suspended === true) held.queue.remove(card.cardId)
    for (const id of more?.bury ?? []) held.queue.remove(id)
    if (next.state === 2) held.loads.add(Math.min(next.scheduledDays, BALANCED_DAYS + 1))
    const row = held.siblings.get(card.noteId)?.find((one) => one.id === card.cardId)
    if (row !== undefined) Object.assign(row, { state: next.state, due: next.due, last_review: next.lastReview })
  }

  /**
   * Asks a card next, after an undo gave it back; not when today does not ask it in this scope.
   * @param answered its answer was taken back, so it is asked even where others have the day's last places by now
   */
  putFirst(card: CardRow, answered: boolean): void {
    let { queue } = this.#current()
    let found = queue.remove(card.id)
    if (!found && answered) {
      queue = this.#gather(card).queue
      found = queue.remove(card.id)
    }
    if (!found) return
    const kind = card.state === 0 ? 'new' : card.state === 2 ? 'review' : 'learning'
    queue.putFirst({ cardId: card.id, noteId: card.note_id, kind, due: card.due })
  }

  #siblingDays(held: Held, card: Pick<CardRow, 'id' | 'note_id'>): number[] {
    const others = held.siblings.get(card.note_id)
    if (others === undefined) return []
    const { dayOf } = calendarOf(this.#context)
    return others.filter((one) => one.id !== card.id && one.state === 2).map((one) => dayOf(one.due) - held.day)
  }

  /** The queue as `next` left it; one look at the database a step is enough. */
  #last(): Held {
    return this.#held ?? this.#gather()
  }

  /** The queue of this study day; made again when the day or anything it is made from has changed. */
  #current(): Held {
    const held = this.#held
    if (held === null || this.#context.collection.revision() !== this.#revision) return this.#gather()
    const now = this.#context.now()
    if (now >= held.end || calendarOf(this.#context).dayOf(now) !== held.day) return this.#gather()
    return held
  }

  #gather(preferred: CardRow | null = null): Held {
    const { collection } = this.#context
    const { day, end } = today(this.#context)
    const revision = collection.revision()
    // Loads were kept right with each answer, if nothing else has happened meanwhile.
    const known = this.#held?.end === end && revision === this.#revision ? this.#held.loads : null
    this.#revision = revision
    const plan = new DeckPlan(this.#context, day)
    const gathered = gatherDay(this.#context, { plan, scope: this.deckId, day, end, preferred })
    this.#answersToday = collection.dayCounts.total(day).answers
    this.#held = {
      queue: new DayQueue(gathered.input),
      day,
      end,
      plan,
      siblings: gathered.siblings,
      loads: known ?? new DayLoads(this.#context.collection.cards, end),
      holidays: holidaysOf(this.#context),
      paths: new Map(plan.nodes.map((deck) => [deck.id, deck.path])),
      beyond: this.#countBeyond(plan, day, end, gathered),
    }
    return this.#held
  }

  /** How many more the limits allow than memory holds. */
  #countBeyond(plan: DeckPlan, day: number, end: number, { input, full }: Gathered) {
    if (!full.review && !full.new) return { new: 0, review: 0 }
    const query = { day, learningUntil: 0, reviewUntil: end - 1, cap: COUNT_CAP }
    const due = this.#context.collection.cards.dueCounts(query)
    const allowed = dueIn(plan, due, this.deckId)
    return {
      review: full.review ? Math.max(0, allowed.review - input.reviews.length) : 0,
      new: full.new ? Math.max(0, allowed.new - input.fresh.length) : 0,
    }
  }
}
