import { sortSteps, type Steps } from '../../steps.ts'
import type { BegunCard, PlanModel, Timing } from './model.ts'
import { simulate, type Simulation, type SimulationInput } from './simulate.ts'

/** What a plan to the exam day is made from. */
export interface PlanInput {
  readonly begun: readonly BegunCard[]
  /** The models of the new cards in the order in which they are begun. */
  readonly fresh: readonly number[]
  /** The models under a desired retention. */
  readonly modelsAt: (retention: number) => readonly PlanModel[]
  readonly timing: Timing
  /** Days from today to the exam. */
  readonly daysToExam: number
  /** Recall to reach on the day, 0 to 1. */
  readonly target: number
  /** Minutes a day at most, or null. */
  readonly minutesPerDay: number | null
  /** The first days, on which a backlog is worked off: reviews and new cards at most; or null. */
  readonly catchUp: { readonly days: number; readonly reviewsPerDay: number; readonly newPerDay: number } | null
  /** New cards begun today already. */
  readonly begunToday: number
  /** The retention of the present plan, kept unless another saves a good deal. */
  readonly retention: number | null
  /** Weekdays without study, 0 for Monday, and the weekday of today. */
  readonly freeWeekdays: readonly number[]
  readonly weekday: number
  readonly seed: number
}

/** New cards a day and desired retention, with what they come to. */
export interface Pace {
  readonly newPerDay: number
  readonly retention: number
  /** Minutes on a usual day of the heaviest week. */
  readonly minutes: number
  readonly recall: number
  /** New cards that are not begun in time. */
  readonly notBegun: number
  /** The last day, from today, on which new cards are begun. */
  readonly lastNewDay: number
}

/** From low to high; below this, too much is forgotten on the way. */
export const RETENTIONS = [0.8, 0.83, 0.86, 0.88, 0.9, 0.92, 0.94, 0.96] as const
/** Another retention has to save this part of the minutes before it replaces the present one. */
const WORTH_A_CHANGE = 0.08
/** Above this many cards, each one that is simulated stands for several. */
const MOST_SIMULATED = 1500
const WEEK = 7

/** Days before the exam on which no new card is begun any more: 15 % of them, 1 to 14. */
export function settlingDays(daysToExam: number): number {
  return Math.min(Math.max(1, daysToExam - 1), 14, Math.max(1, Math.round(daysToExam * 0.15)))
}

/** Whether nothing is done on a day, by the weekdays that are kept free and days skipped from today on. */
export function restsOn(
  { freeWeekdays, weekday }: Pick<PlanInput, 'freeWeekdays' | 'weekday'>,
  skip = 0,
): (day: number) => boolean {
  const free = new Set(freeWeekdays.length >= WEEK ? [] : freeWeekdays)
  return (day) => day < skip || free.has((weekday + day) % WEEK)
}

/** The fewest new cards a day that begin all of them in time, and the days they are begun on. */
export function newPerDayFor(input: PlanInput, skip = 0): { newPerDay: number; lastNewDay: number } {
  const rests = restsOn(input, skip)
  const until = Math.max(1, input.daysToExam - settlingDays(input.daysToExam))
  const { catchUp } = input
  let days = 0
  let begunBefore = 0
  for (let day = 0; day < until; day++) {
    if (rests(day)) continue
    if (catchUp !== null && day < catchUp.days) begunBefore += catchUp.newPerDay
    else days++
  }
  const all = Math.max(0, input.fresh.length + input.begunToday - begunBefore)
  const newPerDay = input.fresh.length === 0 ? 0 : Math.max(catchUp?.newPerDay ?? 0, Math.ceil(all / Math.max(1, days)))
  return { newPerDay, lastNewDay: until - 1 }
}

/**
 * New cards a day while a backlog is worked off: half of what it takes to begin all of them in time, or all of it
 * where the days after the backlog are fewer than its own.
 * @param catchUpDays days until the backlog is gone
 * @param skip days without study from today on
 */
export function newMeanwhile(
  input: Pick<PlanInput, 'fresh' | 'begunToday' | 'daysToExam' | 'freeWeekdays' | 'weekday'>,
  catchUpDays: number,
  skip = 0,
): number {
  const rests = restsOn(input, skip)
  const until = Math.max(1, input.daysToExam - settlingDays(input.daysToExam))
  const studied = Array.from({ length: until }, (_, day) => day).filter((day) => !rests(day))
  const during = studied.filter((day) => day < catchUpDays).length
  const needed = (input.fresh.length + input.begunToday) / Math.max(1, studied.length)
  return Math.ceil(studied.length - during >= during ? needed / 2 : needed)
}

function every<T>(items: readonly T[], step: number): T[] {
  return step === 1 ? [...items] : items.filter((_, at) => at % step === 0)
}

const inOrder = new WeakMap<readonly BegunCard[], readonly BegunCard[]>()

/** The begun cards from the weakest to the strongest memory; sorted once, however many paces are tried. */
function* byStrength(begun: readonly BegunCard[]): Steps<readonly BegunCard[]> {
  const known = inOrder.get(begun)
  if (known !== undefined) return known
  const sorted = yield* sortSteps(begun, (a, b) => a.stability - b.stability || a.dueDay - b.dueDay)
  inOrder.set(begun, sorted)
  return sorted
}

/** The simulation of a pace; large collections by a part of their cards. */
export function* simulationOf(
  input: PlanInput,
  { newPerDay, retention, lastNewDay }: Pick<Pace, 'newPerDay' | 'retention' | 'lastNewDay'>,
  more: { readonly skip?: number; readonly curve?: boolean } = {},
): Steps<Simulation> {
  const step = Math.max(1, Math.ceil((input.begun.length + input.fresh.length) / MOST_SIMULATED))
  const begun = every(step === 1 ? input.begun : yield* byStrength(input.begun), step)
  const fresh = every(input.fresh, step)
  const { catchUp } = input
  const whole: SimulationInput = {
    begun,
    fresh,
    models: input.modelsAt(retention),
    weight: step,
    timing: input.timing,
    days: Math.max(0, input.daysToExam),
    newOn: (day) => {
      if (day > lastNewDay) return 0
      const allowed = catchUp !== null && day < catchUp.days ? catchUp.newPerDay : newPerDay
      return day === 0 ? Math.max(0, allowed - input.begunToday) : allowed
    },
    reviewsOn: (day) => (catchUp !== null && day < catchUp.days ? catchUp.reviewsPerDay : Number.POSITIVE_INFINITY),
    rests: restsOn(input, more.skip ?? 0),
    exam: { day: input.daysToExam, target: input.target },
    seed: input.seed,
    curve: more.curve ?? false,
  }
  return yield* simulate(whole)
}

/** Minutes on a usual day of the heaviest seven days in a row; days without study do not count. */
export function heaviestWeek(days: readonly { readonly minutes: number }[], rests: (day: number) => boolean): number {
  const studied = days.filter((_, day) => !rests(day)).map((day) => day.minutes)
  const width = Math.min(WEEK, studied.length)
  let most = 0
  let sum = 0
  for (const [at, minutes] of studied.entries()) {
    sum += minutes - (at >= width ? (studied[at - width] ?? 0) : 0)
    if (at >= width - 1) most = Math.max(most, sum / width)
  }
  return most
}

/** A pace at a retention, with the least new cards a day that suffice. */
export function* paceAt(input: PlanInput, retention: number, skip = 0): Steps<Pace> {
  const { newPerDay, lastNewDay } = newPerDayFor(input, skip)
  const { days, recall, notBegun } = yield* simulationOf(input, { newPerDay, retention, lastNewDay }, { skip })
  return {
    newPerDay,
    retention,
    minutes: heaviestWeek(days, restsOn(input, skip)),
    recall: recall ?? 1,
    notBegun,
    lastNewDay,
  }
}

/**
 * The pace with the fewest minutes a day that begins every card with enough time before the exam and reaches the
 * target on the day. Where none reaches it, the one that comes closest.
 */
export function* bestPace(input: PlanInput): Steps<Pace> {
  const tried: Pace[] = []
  for (const retention of RETENTIONS) tried.push(yield* paceAt(input, retention))
  const reach = tried.filter((pace) => pace.recall >= input.target)
  const from = reach.length > 0 ? reach : [tried.toSorted((a, b) => b.recall - a.recall)[0] as Pace]
  const best = from.reduce((least, pace) => (pace.minutes < least.minutes ? pace : least))
  const present = from.find((pace) => pace.retention === input.retention)
  return present && present.minutes * (1 - WORTH_A_CHANGE) <= best.minutes ? present : best
}
