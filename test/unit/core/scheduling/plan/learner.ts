import { createScheduler, DEFAULT_SCHEDULING } from '../../../../../electron/core/scheduling/fsrs.ts'
import type { PlanInput } from '../../../../../electron/core/scheduling/plan/find.ts'
import type { BegunCard, PlanModel } from '../../../../../electron/core/scheduling/plan/model.ts'
import { NO_ANSWERS, timingOf } from '../../../../../electron/core/scheduling/plan/timing.ts'

const DAY = 86_400_000
const dayOf = (instant: number): number => Math.floor(instant / DAY)

export function schedulerAt(desiredRetention: number) {
  return createScheduler({ ...DEFAULT_SCHEDULING, desiredRetention }, dayOf)
}

export function modelsAt(retention: number, target = 0.9): PlanModel[] {
  const memory = schedulerAt(retention)
  const hold = schedulerAt(target)
  return [
    {
      memory,
      holdFor: (stability) => hold.intervalFor(stability),
      learningSteps: 2,
      relearningSteps: 1,
      maximumInterval: 36_500,
    },
  ]
}

/** Someone with so many new cards and an exam in so many days. */
export function planFor(cards: number, daysToExam: number, more: Partial<PlanInput> = {}): PlanInput {
  return {
    begun: [],
    fresh: Array.from({ length: cards }, () => 0),
    modelsAt: (retention) => modelsAt(retention, more.target ?? 0.9),
    timing: timingOf(NO_ANSWERS),
    daysToExam,
    target: 0.9,
    minutesPerDay: null,
    catchUp: null,
    begunToday: 0,
    retention: null,
    freeWeekdays: [],
    weekday: 0,
    seed: 7,
    ...more,
  }
}

/** Cards that were left alone for a while: stabilities from days to months, all of them due. */
export function overdue(count: number, away = 20): BegunCard[] {
  return Array.from({ length: count }, (_, at) => {
    const stability = 2 + ((at * 7919) % 90)
    const dueDay = -1 - ((at * 31) % away)
    return { model: 0, stability, difficulty: 3 + (at % 6), lastDay: dueDay - Math.round(stability), dueDay }
  })
}
