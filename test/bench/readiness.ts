import type { Blueprint } from '../../electron/contract/content/catalogue.ts'
import { loadCatalogue } from '../../electron/services/catalogue.ts'
import { findResources } from '../../electron/services/paths.ts'
import { brier, deciles, simulate, type Decile } from '../support/calibration.ts'
import { EVERYONE, type Population } from '../support/learners.ts'
import type { Figure } from './figure.ts'

const LEARNERS = 100_000
const OTHERS = 5_000
const SEED = 20_261_120
/** Points between what is stated and what is true, in each tenth of the learners. */
const LIMIT = 3

/** Populations that the method was not chosen for: what it states there is told, and it must beat the plain rule. */
const POPULATIONS: Record<string, Population> = {
  beginners: { ...EVERYONE, ability: { mean: 0.4, spread: 0.7 } },
  'well prepared': { ...EVERYONE, ability: { mean: 1.5, spread: 0.6 } },
  'much alike': { ...EVERYONE, ability: { mean: 0.95, spread: 0.4 } },
  'learning fast': { ...EVERYONE, growth: { mean: 0.25, spread: 0.1 } },
}

function blueprint(): Blueprint {
  const { decks } = findResources(new URL('../../electron/cli/main.ts', import.meta.url).href)
  const [first] = loadCatalogue(decks).blueprints
  if (!first) throw new Error('the blueprint cannot be read')
  return first
}

const points = (share: number): string => (share * 100).toFixed(1)

function worst(all: readonly Decile[]): number {
  return Math.max(...all.map((one) => Math.abs(one.stated - one.true))) * 100
}

/** How well the stated chance of passing agrees with the true one, over simulated learners; seeded. */
export function readinessFigures(): Promise<Figure[]> {
  const exam = blueprint()
  const all = simulate(exam, EVERYONE, { learners: LEARNERS, seed: SEED })
  const tenths = deciles(all).map((one, index): Figure => {
    const note = `stated ${points(one.stated)} %, true ${points(one.true)} %, ${one.learners} learners`
    const value = Math.abs(one.stated - one.true) * 100
    return { name: `readiness, tenth ${index + 1}`, value, unit: 'points', limit: LIMIT, note }
  })
  const score = brier(all, 'stated')
  const against = (['share', 'verdict'] as const).map((rule): Figure => {
    const plain = brier(all, rule)
    const what = rule === 'share' ? 'the share right as the chance' : 'yes or no at the pass mark'
    const note = `Brier ${score.toFixed(4)}; ${what}: ${plain.toFixed(4)}`
    return { name: `readiness against the plain ${rule}`, value: score / plain, unit: 'ratio', limit: 0.99, note }
  })
  const others = Object.entries(POPULATIONS).map(([name, population]): Figure => {
    const some = simulate(exam, population, { learners: OTHERS, seed: SEED })
    const [own, plain] = [brier(some, 'stated'), Math.min(brier(some, 'share'), brier(some, 'verdict'))]
    const note = `Brier to the better plain rule; furthest tenth off by ${worst(deciles(some)).toFixed(1)} points`
    return { name: `readiness, ${name}`, value: own / plain, unit: 'ratio', limit: 0.99, note }
  })
  return Promise.resolve([...tenths, ...against, ...others])
}
