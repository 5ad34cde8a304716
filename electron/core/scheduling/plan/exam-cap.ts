import type { ChooseDays, DayRange } from '../balance.ts'
import { drawOf } from '../balance.ts'
import type { RatingOutcome } from '../memory-card.ts'

const DAY_MS = 86_400_000
/** A review makes a memory last at least this much longer, so it may come this much earlier than the exam. */
const GROWTH = 1.5

/**
 * The days on which a card should come back once more, when it would otherwise not be asked before the exam and have
 * fallen under the target by then.
 * @param days the interval that was meant
 * @param daysToExam from today to the exam
 * @param hold days until recall falls to the target
 * @returns days from today, before the exam day; null when the interval is fine
 */
export function examRange(days: number, daysToExam: number, hold: number): DayRange | null {
  if (days < daysToExam || hold >= daysToExam || daysToExam < 2) return null
  const to = daysToExam - 1
  return { from: Math.min(to, Math.max(1, daysToExam - Math.max(1, Math.floor(hold * GROWTH)))), to }
}

/** What a schedule has to know of the exam day. */
export interface ExamCap {
  readonly daysToExam: number
  /** Days until recall falls to the target, for a stability. */
  readonly holdFor: (stability: number) => number
}

/**
 * Outcomes of which none passes over the exam day where the card would be under the target by then. After the day
 * there is nothing to cap, so intervals are again what FSRS gives.
 * @param seed as for the preview, so that showing and saving agree
 * @param choose picks the day within the range
 */
export function cappedByExam(
  outcomes: readonly RatingOutcome[],
  cap: ExamCap,
  seed: number,
  choose: ChooseDays,
): RatingOutcome[] {
  return outcomes.map((outcome) => {
    const { stability, state } = outcome.next
    if (state !== 2 || stability === null) return outcome
    const range = examRange(outcome.scheduledDays, cap.daysToExam, cap.holdFor(stability))
    if (range === null) return outcome
    const scheduledDays = choose(range, drawOf(seed))
    const due = outcome.due + (scheduledDays - outcome.scheduledDays) * DAY_MS
    return { ...outcome, due, scheduledDays, next: { ...outcome.next, due, scheduledDays } }
  })
}
