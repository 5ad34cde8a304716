import type { Blueprint } from '../../electron/contract/content/catalogue.ts'
import { domainCounts } from '../../electron/core/exam/blueprint.ts'
import type { GivenAnswer } from '../../electron/core/insight/readiness/evidence.ts'
import type { ObjectiveCards } from '../../electron/core/insight/readiness/recall.ts'
import { pick, randomIndex, type Rng } from '../../electron/core/random.ts'

const DAY_MS = 86_400_000

/** What a population of learners is like; abilities are log odds of a right answer. */
export interface Population {
  readonly ability: { readonly mean: number; readonly spread: number }
  /** How much a learner's domains differ from the learner, and objectives from their domain. */
  readonly domainSpread: number
  readonly objectiveSpread: number
  /** How ability moves, in log odds a month: some learn, some forget or pause. */
  readonly growth: { readonly mean: number; readonly spread: number }
  /** The most days until the exam. */
  readonly horizon: number
}

/** People as they come: some have just begun and some could pass tomorrow. */
export const EVERYONE: Population = {
  ability: { mean: 0.95, spread: 0.75 },
  domainSpread: 0.35,
  objectiveSpread: 0.5,
  growth: { mean: 0, spread: 0.25 },
  horizon: 21,
}

/** A learner whose chance of passing is known, with what the program would have seen of them by now. */
export interface Learner {
  readonly answers: readonly GivenAnswer[]
  readonly cards: readonly ObjectiveCards[]
  /** The probability of passing on the day of the exam. */
  readonly trueChance: number
  /** The share right that they would have on that day. */
  readonly trueShare: number
}

interface Mind {
  /** Ability in each objective on the day of the exam. */
  readonly objectives: ReadonlyMap<string, number>
  readonly growth: number
  readonly daysToExam: number
}

function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}

function objectivesOf(domain: Blueprint['domains'][number]): string[] {
  return domain.tasks.flatMap((task) => task.objectives.map(({ id }) => id))
}

function drawMind(blueprint: Blueprint, population: Population, rng: Rng): Mind {
  const ability = population.ability.mean + population.ability.spread * normal(rng)
  const objectives = new Map<string, number>()
  for (const domain of blueprint.domains) {
    const own = ability + population.domainSpread * normal(rng)
    for (const id of objectivesOf(domain)) objectives.set(id, own + population.objectiveSpread * normal(rng))
  }
  const growth = population.growth.mean + population.growth.spread * normal(rng)
  return { objectives, growth, daysToExam: randomIndex(population.horizon + 1, rng) }
}

/** The share right in an objective, `daysAgo` before today (negative: after it). */
function shareAt(mind: Mind, objective: string, daysAgo: number): number {
  const months = (mind.daysToExam + daysAgo) / 30
  return logistic((mind.objectives.get(objective) ?? 0) - mind.growth * months)
}

interface Asking {
  readonly mode: GivenAnswer['mode']
  readonly daysAgo: number
  readonly questions: number
  /** The share of questions that were seen before; a quarter of what is not known is then known by heart. */
  readonly repeats: number
}

function ask(blueprint: Blueprint, mind: Mind, asking: Asking, now: number, rng: Rng): GivenAnswer[] {
  const { mode, daysAgo, questions, repeats } = asking
  const at = now - daysAgo * DAY_MS
  return domainCounts(blueprint).flatMap(({ id, total }, index) => {
    const domain = blueprint.domains[index]
    const objectives = domain ? objectivesOf(domain) : []
    const count = Math.round((total / blueprint.questions.total) * questions)
    return Array.from({ length: count }, (): GivenAnswer => {
      const objective = pick(objectives, rng) ?? ''
      const known = shareAt(mind, objective, daysAgo)
      const earlier = rng() < repeats ? 1 : 0
      const share = earlier === 0 ? known : known + (1 - known) * 0.5
      return { domain: id, objective, right: rng() < share, at, mode, earlier }
    })
  })
}

/** One to five mocks over the last weeks, the later ones with repeats, and for some a practice round and quizzes. */
function history(blueprint: Blueprint, mind: Mind, now: number, rng: Rng): GivenAnswer[] {
  const mocks = 1 + randomIndex(5, rng)
  const askings: Asking[] = []
  for (let mock = 0; mock < mocks; mock++) {
    const daysAgo = mock * 7 + randomIndex(7, rng)
    const repeats = mocks - mock > 3 ? 0.3 : 0
    askings.push({ mode: 'exam', daysAgo, questions: blueprint.questions.total, repeats })
  }
  if (rng() < 0.4) askings.push({ mode: 'practice', daysAgo: randomIndex(40, rng), questions: 65, repeats: 0.1 })
  while (rng() < 0.5) askings.push({ mode: 'quiz', daysAgo: randomIndex(30, rng), questions: 20, repeats: 0.2 })
  return askings.flatMap((asking) => ask(blueprint, mind, asking, now, rng))
}

/** Cards that are known about as well as the objective is; some people learn far more cards than they can apply. */
function cardsOf(mind: Mind, rng: Rng): ObjectiveCards[] {
  const diligence = rng()
  const bias = 0.4 * normal(rng)
  return [...mind.objectives].map(([objective, ability]) => {
    const cards = 4 + randomIndex(12, rng)
    const learned = Math.round(cards * Math.min(1, Math.max(0, diligence + 0.2 * normal(rng))))
    const each = Math.min(0.98, Math.max(0.6, 0.88 + 0.06 * (ability + bias) - 0.06))
    return { objective, cards, learned, recall: learned * each, weak: 0 }
  })
}

/** The chance of at least `needed` right: each domain's questions are drawn from all of its objectives. */
function chanceOf(blueprint: Blueprint, mind: Mind, needed: number): { chance: number; share: number } {
  let scores = [1]
  let share = 0
  for (const [index, { scored }] of domainCounts(blueprint).entries()) {
    const domain = blueprint.domains[index]
    const objectives = domain ? objectivesOf(domain) : []
    const own = objectives.reduce((sum, id) => sum + shareAt(mind, id, -mind.daysToExam), 0) / objectives.length
    share += (own * scored) / blueprint.questions.scored
    for (let question = 0; question < scored; question++) {
      const next = Array.from({ length: scores.length + 1 }, () => 0)
      for (const [right, chance] of scores.entries()) {
        next[right] = (next[right] ?? 0) + chance * (1 - own)
        next[right + 1] = (next[right + 1] ?? 0) + chance * own
      }
      scores = next
    }
  }
  return { chance: scores.slice(needed).reduce((sum, chance) => sum + chance, 0), share }
}

/** Draws a learner of a population. */
export function drawLearner(
  blueprint: Blueprint,
  population: Population,
  { now, needed, rng }: { readonly now: number; readonly needed: number; readonly rng: Rng },
): Learner {
  const mind = drawMind(blueprint, population, rng)
  const { chance, share } = chanceOf(blueprint, mind, needed)
  return {
    answers: history(blueprint, mind, now, rng),
    cards: cardsOf(mind, rng),
    trueChance: chance,
    trueShare: share,
  }
}
