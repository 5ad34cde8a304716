import { memoryFromSm2 } from '../core/scheduling/sm2.ts'
import { DEFAULT_WEIGHTS } from '../core/scheduling/weights.ts'
import type { ImportedSchedule } from '../importers/imported-deck.ts'
import type { CardValues } from '../store/card-writes.ts'
import type { PackageMoment } from './package/choice.ts'
import { DayClock } from './package/day-clock.ts'
import { DueDays } from './package/due-days.ts'

const MINUTE = 60_000
const LONGEST_DAYS = 36_500
const SHORTEST_DAYS = 0.001
/** The recall that SM-2's intervals led to, as Anki assumes. */
const SM2_RETENTION = 0.9
const IN_REVIEW = 2

/**
 * The columns of a card that another program had scheduled: due on the same day as there, with the memory that its
 * interval and ease speak for.
 * @param moment when and where the import happens
 */
export function scheduledCard(schedule: ImportedSchedule, moment: PackageMoment): CardValues {
  const { begunAt, dueDay, lastDay, ease, reps, lapses } = schedule
  const timing = { createdAt: begunAt, createdOffset: null, rolloverHour: moment.rolloverHour, scheduler: 1 } as const
  const days = new DueDays(new DayClock(moment), timing, moment)
  const interval = Math.min(LONGEST_DAYS, Math.max(1, dueDay - lastDay))
  const memory = memoryFromSm2(DEFAULT_WEIGHTS, ease, interval, SM2_RETENTION)
  const answered = days.isPlausible(lastDay) ? lastDay : dueDay - interval
  const lastReview = Math.min(moment.now, days.instant(days.day(answered)))
  return {
    state: IN_REVIEW,
    due: Math.max(days.instant(days.day(dueDay)), lastReview + MINUTE),
    stability: Math.min(LONGEST_DAYS, Math.max(SHORTEST_DAYS, memory.stability)),
    difficulty: memory.difficulty,
    scheduled_days: interval,
    reps,
    lapses,
    last_review: lastReview,
  }
}
