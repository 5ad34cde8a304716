import { fail, ok, type Result } from '../../core/result.ts'
import type { HandAct } from '../../core/scheduling/by-hand.ts'
import type { MemoryCard } from '../../core/scheduling/memory-card.ts'
import { dayStart, wallHour } from '../../core/scheduling/study-day.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import type { CardRow } from '../../store/rows.ts'
import { memoryOf, scheduleOf } from '../../store/schedule.ts'
import type { JobPulse } from '../protocol.ts'
import { Planner, type CardPlan, type Plan, type ScheduleMoment, type WeightChange } from './plan.ts'

const BY_HAND = 4
const TOLD_EVERY = 200

export interface RescheduleOrder {
  readonly changes: readonly WeightChange[]
  /** Due dates change as well. */
  readonly moving: boolean
  /** What undo calls it. */
  readonly undo: string
  readonly moment: ScheduleMoment
}

export interface RescheduleProblem {
  readonly code: string
  readonly message: string
}

interface Planned {
  readonly planner: Planner
  readonly plan: Plan
}

/**
 * Gives presets other weights, their cards the memory that these speak for, and if so asked due dates by them. It is
 * reckoned before the transaction begins, so that answers need not wait for it; a card that was answered meanwhile
 * gets its memory anew and keeps the due date of that answer.
 * @returns how many cards changed; `cancelled` or `gone` with nothing changed
 */
export function reschedule(
  collection: Collection,
  order: RescheduleOrder,
  pulse: JobPulse,
): Result<{ undo: string; cards: number }, RescheduleProblem> {
  const planned = planAll(collection, order, pulse)
  if (!planned.ok) return planned
  let changed = 0
  const done = collection.transact(order.undo, (writes): Result<void, RescheduleProblem> => {
    changed = 0
    for (const { planner, plan } of planned.value) {
      const { preset, weights } = plan
      writes.presets.update(preset.id, { options: { ...preset.options, weights: weights && [...weights] } })
      for (const [at, cardPlan] of plan.cards.entries()) {
        if (at % TOLD_EVERY === 0) {
          if (pulse.cancelled()) return fail({ code: 'cancelled', message: 'Cancelled.' })
          pulse.progress(order.undo, at, plan.cards.length)
        }
        if (new CardChange(collection, writes, planner, order.moment).make(cardPlan)) changed += 1
      }
    }
    return ok(undefined)
  })
  return done.ok ? ok({ undo: order.undo, cards: changed }) : done
}

/** What `reschedule` would do to one preset. */
export function previewReschedule(
  collection: Collection,
  change: WeightChange,
  moment: ScheduleMoment,
  pulse: JobPulse,
): Result<Plan['preview'], RescheduleProblem> {
  const planned = planAll(collection, { changes: [change], moving: true, moment }, pulse)
  if (!planned.ok) return planned
  const [first] = planned.value
  return first === undefined ? fail({ code: 'gone', message: 'This preset no longer exists.' }) : ok(first.plan.preview)
}

function planAll(
  collection: Collection,
  { changes, moving, moment }: Omit<RescheduleOrder, 'undo'>,
  pulse: JobPulse,
): Result<Planned[], RescheduleProblem> {
  const all: Planned[] = []
  for (const change of changes) {
    const preset = collection.presets.get(change.presetId)
    if (preset === undefined) return fail({ code: 'gone', message: 'This preset no longer exists.' })
    const planner = new Planner(collection, preset, change, moment)
    const plan = planner.plan(moving, pulse)
    if (!plan.ok) return fail({ code: 'cancelled', message: 'Cancelled.' })
    all.push({ planner, plan: plan.value })
  }
  return ok(all)
}

/** Whether a card was answered, or changed otherwise, since it was read. */
function changedSince(before: CardRow, now: CardRow): boolean {
  return (['modified_at', 'reps', 'due', 'state', 'last_review'] as const).some(
    (column) => before[column] !== now[column],
  )
}

/** Writes what becomes of a card. */
class CardChange {
  readonly #collection: Collection
  readonly #writes: Writes
  readonly #planner: Planner
  readonly #moment: ScheduleMoment

  constructor(collection: Collection, writes: Writes, planner: Planner, moment: ScheduleMoment) {
    this.#collection = collection
    this.#writes = writes
    this.#planner = planner
    this.#moment = moment
  }

  /** @returns whether anything of the card changed */
  make({ card: planned, memory, dueDay }: CardPlan): boolean {
    const card = this.#collection.cards.get(planned.id)
    if (card === undefined) return false
    if (changedSince(planned, card)) {
      const log = this.#collection.training.reviews([card.id])
      return this.#write(card, { ...memoryOf(card), ...this.#planner.remember(card, log) })
    }
    const next = { ...memoryOf(card), ...memory }
    if (dueDay === null) return this.#write(card, next)
    const moved = this.#moved(next, dueDay)
    this.#write(card, moved)
    this.#log(card, moved)
    return true
  }

  #write(card: CardRow, next: MemoryCard): boolean {
    const same = card.stability === next.stability && card.difficulty === next.difficulty && card.due === next.due
    if (!same) this.#writes.cards.update(card.id, scheduleOf(next))
    return !same
  }

  #moved(card: MemoryCard, dueDay: number): MemoryCard {
    const { now, zone, rolloverHour } = this.#moment
    const { dayOf } = this.#planner
    const today = dayOf(now)
    const sinceStart = now - dayStart(today, zone, rolloverHour)
    const start = dayStart(today + dueDay, zone, rolloverHour)
    const end = dayStart(today + dueDay + 1, zone, rolloverHour)
    const since = card.lastReview === null ? 0 : Math.max(0, today - dayOf(card.lastReview))
    const due = dueDay === 0 ? now : Math.min(start + sinceStart, end - 1)
    return { ...card, due, scheduledDays: Math.max(1, since + dueDay) }
  }

  #log(card: CardRow, next: MemoryCard): void {
    const { now, zone } = this.#moment
    const scheduler = this.#planner.schedulerOf(card.deck_id)
    const act: HandAct = { act: 'due', difficulty: scheduler.nextMemory(null, 0, 3).difficulty, by: 'reschedule' }
    this.#writes.reviews.append(
      {
        card_id: card.id,
        reviewed_at: now,
        day: this.#planner.dayOf(now),
        hour: wallHour(now, zone),
        rating: 0,
        kind: BY_HAND,
        duration_ms: 0,
        state_before: card.state,
        stability_before: card.stability,
        difficulty_before: card.difficulty,
        interval_before: card.scheduled_days,
        elapsed_days: scheduler.elapsedDays(memoryOf(card), now),
        scheduled_days: next.scheduledDays,
        due: next.due,
        seed: 0,
        response: JSON.stringify(act),
      },
      card.deck_id,
    )
  }
}
