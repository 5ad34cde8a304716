import { PHASES, type Phase } from './answer-phase.ts'

/** Answers of one hour of one study day. */
export interface HourFigures {
  /** Days since 1970-01-01. */
  readonly day: number
  /** 0 to 23. */
  readonly hour: number
  readonly newCards: number
  /** Answers by phase and rating: `counts[4 * phase + rating - 1]`, phases in the order of `PHASES`. */
  readonly counts: readonly number[]
  /** Milliseconds by phase. */
  readonly ms: readonly number[]
}

/** The four ratings' answers: Again, Hard, Good, Easy. */
export type Ratings = [number, number, number, number]

/** Sums over several hours. */
export interface Tally {
  newCards: number
  readonly counts: number[]
  readonly ms: number[]
}

export const RATINGS = 4

/** A tally of nothing. */
export function noAnswers(): Tally {
  return { newCards: 0, counts: Array<number>(PHASES.length * RATINGS).fill(0), ms: PHASES.map(() => 0) }
}

/** Adds an hour to a tally. */
export function add(tally: Tally, hour: HourFigures): void {
  tally.newCards += hour.newCards
  hour.counts.forEach((count, at) => (tally.counts[at] = (tally.counts[at] ?? 0) + count))
  hour.ms.forEach((ms, at) => (tally.ms[at] = (tally.ms[at] ?? 0) + ms))
}

/** The sum of hours. */
export function tallyOf(hours: Iterable<HourFigures>): Tally {
  const tally = noAnswers()
  for (const hour of hours) add(tally, hour)
  return tally
}

/** Answers of a phase by rating. */
export function ratingsOf(tally: Pick<Tally, 'counts'>, phase: Phase): Ratings {
  const from = PHASES.indexOf(phase) * RATINGS
  const [again = 0, hard = 0, good = 0, easy = 0] = tally.counts.slice(from, from + RATINGS)
  return [again, hard, good, easy]
}

/** How many answers of a phase were given, and how many were not Again. */
export function rightOf(tally: Pick<Tally, 'counts'>, phase: Phase): { right: number; total: number } {
  const [again, hard, good, easy] = ratingsOf(tally, phase)
  return { right: hard + good + easy, total: again + hard + good + easy }
}

/** A value by phase. */
export function byPhase(value: (phase: Phase, at: number) => number): Record<Phase, number> {
  return {
    learning: value('learning', 0),
    young: value('young', 1),
    mature: value('mature', 2),
    relearning: value('relearning', 3),
    cram: value('cram', 4),
  }
}

/** Answers by phase. */
export function answersByPhase(tally: Pick<Tally, 'counts'>): Record<Phase, number> {
  return byPhase((phase) => rightOf(tally, phase).total)
}

/** Minutes by phase. */
export function minutesByPhase(tally: Pick<Tally, 'ms'>): Record<Phase, number> {
  return byPhase((_, at) => (tally.ms[at] ?? 0) / 60_000)
}

/** Answers of the pass (crammed ones are none), and how many of them were wrong. */
export function passOf(tally: Pick<Tally, 'counts'>): { answers: number; wrong: number } {
  let [answers, wrong] = [0, 0]
  for (const phase of PHASES) {
    if (phase === 'cram') continue
    const { right, total } = rightOf(tally, phase)
    answers += total
    wrong += total - right
  }
  return { answers, wrong }
}

/** True retention: of review cards only. */
export function retentionOf(tally: Pick<Tally, 'counts'>) {
  return { young: rightOf(tally, 'young'), mature: rightOf(tally, 'mature') }
}
