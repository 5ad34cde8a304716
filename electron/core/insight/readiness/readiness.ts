import type { Blueprint } from '../../../contract/content/catalogue.ts'
import { domainCounts } from '../../exam/blueprint.ts'
import { domainEvidence, tally, weightOf, type GivenAnswer } from './evidence.ts'
import { forecastExam, passChance, type Share } from './forecast.ts'
import type { ReadinessMethod } from './method.ts'
import type { ObjectiveCards } from './recall.ts'

export interface ReadinessInput {
  readonly blueprint: Blueprint
  readonly answers: readonly GivenAnswer[]
  /** The cards by objective on the day of the exam, with reviews kept up. */
  readonly cards: readonly ObjectiveCards[]
  /** The same without any further review. */
  readonly cardsLeftAlone: readonly ObjectiveCards[]
  /** Epoch milliseconds. */
  readonly now: number
}

export interface DomainReadiness {
  readonly id: string
  readonly title: string
  /** Scored questions in the exam. */
  readonly questions: number
  readonly share: Share
  /** Answers it rests on, by weight. */
  readonly answers: number
}

export interface Readiness {
  /** Null while there is too little data. */
  readonly estimate: {
    readonly chance: Share
    readonly share: Share
    /** The chance if nothing were reviewed from today on. */
    readonly leftAlone: number
    readonly domains: readonly DomainReadiness[]
    /** The probability of each number right, from none to all. */
    readonly scores: readonly number[]
  } | null
  /** Number right that passes, and out of how many. */
  readonly needed: number
  readonly outOf: number
  readonly data: {
    /** Answers in all, to questions not seen before, and by weight. */
    readonly answers: number
    readonly firstSeen: number
    readonly weighted: number
    /** Unseen questions to answer until there is an estimate. */
    readonly missing: number
    readonly cards: number
    readonly learned: number
  }
}

/** The number right that passes: 35 of 50 at 0.7. */
export function neededToPass({ questions, passShare }: Pick<Blueprint, 'questions' | 'passShare'>): number {
  return Math.ceil(questions.scored * passShare - 1e-9)
}

/** The readiness for an exam; see `forecastExam` for the method and `ReadinessMethod` for its numbers. */
export function readinessOf(input: ReadinessInput, method: ReadinessMethod): Readiness {
  const { blueprint, answers, cards, now } = input
  const needed = neededToPass(blueprint)
  const weighted = answers.reduce((sum, answer) => sum + weightOf(answer, now, method), 0)
  const enough = weighted >= method.leastAnswers
  return {
    estimate: enough ? estimateOf(input, needed, method) : null,
    needed,
    outOf: blueprint.questions.scored,
    data: {
      answers: answers.length,
      firstSeen: answers.filter(({ earlier }) => earlier === 0).length,
      weighted,
      missing: enough ? 0 : Math.ceil((method.leastAnswers - weighted) / method.modeWeights.quiz),
      cards: sum(cards, 'cards'),
      learned: sum(cards, 'learned'),
    },
  }
}

/** The chance of passing alone, without intervals, whether there is enough data or not; for simulations. */
export function chanceNow(
  { blueprint, answers, cards, now }: Pick<ReadinessInput, 'blueprint' | 'answers' | 'cards' | 'now'>,
  method: ReadinessMethod,
): number {
  const byDomain = tally(answers, now, method, ({ domain }) => domain)
  return passChance(domainEvidence(blueprint, byDomain, cards, method), neededToPass(blueprint), method)
}

function estimateOf(input: ReadinessInput, needed: number, method: ReadinessMethod): Readiness['estimate'] {
  const { blueprint, answers, cards, cardsLeftAlone, now } = input
  const byDomain = tally(answers, now, method, ({ domain }) => domain)
  const forecast = forecastExam(domainEvidence(blueprint, byDomain, cards, method), needed, method)
  const alone = domainEvidence(blueprint, byDomain, cardsLeftAlone, method)
  return {
    chance: forecast.chance,
    share: forecast.share,
    leftAlone: passChance(alone, needed, method),
    domains: domainCounts(blueprint).map(({ id, title, scored }, index) => {
      const own = byDomain.get(id) ?? { right: 0, wrong: 0 }
      const share = forecast.domains[index] ?? forecast.share
      return { id, title, questions: scored, share, answers: own.right + own.wrong }
    }),
    scores: forecast.scores,
  }
}

function sum(cards: readonly ObjectiveCards[], key: 'cards' | 'learned'): number {
  return cards.reduce((all, one) => all + one[key], 0)
}
