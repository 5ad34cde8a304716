import type { Blueprint } from '../../../contract/content/catalogue.ts'
import { domainCounts, objectivePlaces } from '../../exam/blueprint.ts'
import type { DomainEvidence } from './forecast.ts'
import type { ReadinessMethod } from './method.ts'
import { masteryOf, type ObjectiveCards } from './recall.ts'

const DAY_MS = 86_400_000

/** An answer to an exam question, in an exam, practice or a quiz. */
export interface GivenAnswer {
  readonly domain: string
  readonly objective: string | null
  readonly right: boolean
  /** Epoch milliseconds. */
  readonly at: number
  readonly mode: 'exam' | 'practice' | 'quiz'
  /** How often the question was seen before. */
  readonly earlier: number
}

/** Answers right and wrong, by weight. */
export interface Tally {
  right: number
  wrong: number
}

/** What an answer counts: 1 for a question seen for the first time in an exam today, less for all others. */
export function weightOf(answer: GivenAnswer, now: number, method: ReadinessMethod): number {
  const days = Math.max(0, now - answer.at) / DAY_MS
  const recency = 2 ** (-days / method.halfLifeDays)
  return recency * method.repeatWeight ** answer.earlier * method.modeWeights[answer.mode]
}

/** The answers by a key, by weight; an answer whose key is null is left out. */
export function tally(
  answers: readonly GivenAnswer[],
  now: number,
  method: ReadinessMethod,
  keyOf: (answer: GivenAnswer) => string | null,
): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const answer of answers) {
    const key = keyOf(answer)
    if (key === null) continue
    const own = tallies.get(key) ?? { right: 0, wrong: 0 }
    own[answer.right ? 'right' : 'wrong'] += weightOf(answer, now, method)
    tallies.set(key, own)
  }
  return tallies
}

/**
 * What answers and cards say of each domain, in the blueprint's order. The cards of a domain join in as answers of
 * which a share is right that lies between `cardShare.none` and `cardShare.all`, by how much of them is remembered;
 * they count up to `cardAnswers` times the domain's part of the exam, once all of them were learned.
 */
export function domainEvidence(
  blueprint: Blueprint,
  answers: ReadonlyMap<string, Tally>,
  cards: readonly ObjectiveCards[],
  method: ReadinessMethod,
): DomainEvidence[] {
  const places = objectivePlaces(blueprint)
  return domainCounts(blueprint).map(({ id, scored }) => {
    const own = answers.get(id) ?? { right: 0, wrong: 0 }
    const mastery = masteryOf(cards.filter(({ objective }) => places.get(objective)?.domain === id))
    const count = method.cardAnswers * (scored / blueprint.questions.scored) * mastery.learned
    const share = method.cardShare.none + (method.cardShare.all - method.cardShare.none) * mastery.remembered
    return { questions: scored, right: own.right + count * share, wrong: own.wrong + count * (1 - share) }
  })
}
