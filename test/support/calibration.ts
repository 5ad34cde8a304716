import type { Blueprint } from '../../electron/contract/content/catalogue.ts'
import { READINESS_METHOD, type ReadinessMethod } from '../../electron/core/insight/readiness/method.ts'
import { chanceNow, neededToPass } from '../../electron/core/insight/readiness/readiness.ts'
import { createRng } from '../../electron/core/random.ts'
import { drawLearner, type Population } from './learners.ts'

/** What was stated of a learner beside what is true. */
export interface Stated {
  readonly stated: number
  /** The plain rule: the share of answers that were right, as if that were the chance. */
  readonly share: number
  /** The plain rule as people use it: a yes when that share reaches the pass mark. */
  readonly verdict: number
  readonly trueChance: number
}

/** The instant at which all of it happens. */
const NOW = Date.UTC(2026, 10, 20)

/** Draws learners and states the chance of each. */
export function simulate(
  blueprint: Blueprint,
  population: Population,
  { learners, seed, method = READINESS_METHOD }: { learners: number; seed: number; method?: ReadinessMethod },
): Stated[] {
  const rng = createRng(seed)
  const needed = neededToPass(blueprint)
  return Array.from({ length: learners }, () => {
    const { answers, cards, trueChance } = drawLearner(blueprint, population, { now: NOW, needed, rng })
    const share = answers.filter(({ right }) => right).length / answers.length
    const stated = chanceNow({ blueprint, answers, cards, now: NOW }, method)
    return { stated, share, verdict: share >= blueprint.passShare ? 1 : 0, trueChance }
  })
}

export interface Decile {
  readonly stated: number
  readonly true: number
  readonly learners: number
}

/** Learners by what was stated, in ten groups of the same size: the mean stated and the mean true chance. */
export function deciles(all: readonly Stated[]): Decile[] {
  const sorted = [...all].sort((a, b) => a.stated - b.stated)
  return Array.from({ length: 10 }, (_, part) => {
    const group = sorted.slice(Math.round((part * sorted.length) / 10), Math.round(((part + 1) * sorted.length) / 10))
    const mean = (key: 'stated' | 'trueChance') => group.reduce((sum, one) => sum + one[key], 0) / group.length
    return { stated: mean('stated'), true: mean('trueChance'), learners: group.length }
  })
}

/** The Brier score to be expected of a statement: the mean squared distance from what happens. */
export function brier(all: readonly Stated[], key: 'stated' | 'share' | 'verdict'): number {
  const sum = all.reduce((total, one) => {
    const said = one[key]
    return total + one.trueChance * (1 - said) ** 2 + (1 - one.trueChance) * said ** 2
  }, 0)
  return sum / all.length
}
