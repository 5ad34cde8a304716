import { PHASES } from '../../core/insight/answer-phase.ts'
import type { HourFigures } from '../../core/insight/figures.ts'
import { cardSeconds, type CardSeconds, type TimedAnswers } from '../../core/scheduling/plan/timing.ts'
import type { Steps } from '../../core/steps.ts'
import { Statistics } from '../../store/statistics.ts'
import type { PresetOptions } from '../../contract/procedures/presets.ts'
import type { Context } from '../context.ts'

/** Answers of the last weeks say how long answers take. */
const MEASURED_DAYS = 60

/** Days read at a time. */
const DAYS_A_STEP = 5

type Phase = (typeof PHASES)[number]

interface Known {
  readonly day: number
  readonly timed: TimedAnswers
}

const known = new WeakMap<object, Known>()

/** The answers of the last weeks by kind, up to yesterday; counted once a day. */
export function timedAnswers({ collection }: Context, day: number): TimedAnswers {
  const before = known.get(collection)
  if (before?.day === day) return before.timed
  const hours = new Statistics(collection.db).hours(day - MEASURED_DAYS, day - 1, null)
  const timed = sumOf(hours)
  known.set(collection, { day, timed })
  return timed
}

/** Counts the answers for `timedAnswers` in steps, so that nothing waits while it does. */
export function* timeAnswers({ collection }: Context, day: number): Steps<void> {
  if (known.get(collection)?.day === day) return
  const statistics = new Statistics(collection.db)
  const hours: HourFigures[] = []
  for (let from = day - MEASURED_DAYS; from < day; from += DAYS_A_STEP) {
    hours.push(...statistics.hours(from, Math.min(from + DAYS_A_STEP, day) - 1, null))
    yield
  }
  known.set(collection, { day, timed: sumOf(hours) })
}

function sumOf(hours: readonly HourFigures[]): TimedAnswers {
  const place = (phase: Phase): number => PHASES.indexOf(phase)
  const of = (phase: Phase) => {
    const at = place(phase)
    let [answers, again, ms] = [0, 0, 0]
    for (const hour of hours) {
      for (let rating = 0; rating < 4; rating++) answers += hour.counts[at * 4 + rating] ?? 0
      again += hour.counts[at * 4] ?? 0
      ms += hour.ms[at] ?? 0
    }
    return { answers, again, ms }
  }
  const [learning, young, mature, relearning] = [of('learning'), of('young'), of('mature'), of('relearning')]
  return {
    newCards: hours.reduce((sum, hour) => sum + hour.newCards, 0),
    learningAgain: learning.again,
    learning,
    review: {
      answers: young.answers + mature.answers,
      again: young.again + mature.again,
      ms: young.ms + mature.ms,
    },
    relearning,
  }
}

/** Seconds that a card takes today, under the steps of a preset. */
export function secondsOf(context: Context, day: number, options: PresetOptions): CardSeconds {
  const { learningSteps, relearningSteps } = options
  return cardSeconds(timedAnswers(context, day), { learning: learningSteps.length, relearning: relearningSteps.length })
}
