import type { Blueprint } from '../../../contract/content/catalogue.ts'
import { domainCounts } from '../../exam/blueprint.ts'
import { domainEvidence, tally, type GivenAnswer, type Tally } from './evidence.ts'
import { forecastExam, type Forecast } from './forecast.ts'
import type { ReadinessMethod } from './method.ts'
import { neededToPass } from './readiness.ts'
import type { ObjectiveCards } from './recall.ts'

export interface StudyInput {
  readonly blueprint: Blueprint
  readonly answers: readonly GivenAnswer[]
  readonly cards: readonly ObjectiveCards[]
  /** Exam questions of each objective that were missed when they were last asked. */
  readonly missed: ReadonlyMap<string, number>
  /** Milliseconds that an answer in the reviews takes. */
  readonly msPerAnswer: number
  /** Epoch milliseconds. */
  readonly now: number
}

/** An objective with what working through it is expected to bring. */
export interface StudyStep {
  readonly objective: string
  readonly label: string
  readonly domain: string
  /** The share expected right now, 0 to 1. */
  readonly share: number
  readonly minutes: number
  /** Scored questions more that are expected right afterwards. */
  readonly questions: number
  /** What that adds to the chance of passing, 0 to 1. */
  readonly chance: number
  readonly answers: number
  readonly missed: number
  readonly cards: number
  readonly unlearned: number
  readonly weak: number
}

/** The numbers by which what to study next is chosen. */
export interface StudyMethod {
  /** How closely an objective follows its domain, in answers. */
  readonly kinship: number
  /** The answers that the cards of an objective count as, once all were learned. */
  readonly cardAnswers: number
  /** The part of the gap to `cardShare.all` that working through an objective closes. */
  readonly closes: number
  /** Answers in the reviews that a card not learned yet takes, and one that is weak. */
  readonly answersPerCard: { readonly unlearned: number; readonly weak: number }
  /** Minutes to go through a missed question with its reasons, and to begin with an objective at all. */
  readonly minutes: { readonly missed: number; readonly least: number }
}

/** The method in use; our assumptions, shown beside the list. */
export const STUDY_METHOD: StudyMethod = {
  kinship: 8,
  cardAnswers: 3,
  closes: 0.5,
  answersPerCard: { unlearned: 3, weak: 1.5 },
  minutes: { missed: 2, least: 5 },
}

/**
 * The objectives by what an hour of study brings, the most first. The share expected right of an objective is a Beta
 * mean: its own answers and cards, shrunk to its domain's share. Its part of the exam is its domain's, shared alike by
 * the domain's objectives. Questions gained = part x (cardShare.all - share) x closes; they are set against the
 * minutes that its unlearned and weak cards and its missed questions take.
 */
export function studyNext(input: StudyInput, method: ReadinessMethod, study: StudyMethod = STUDY_METHOD): StudyStep[] {
  const { blueprint, answers, cards, now } = input
  const domains = domainEvidence(
    blueprint,
    tally(answers, now, method, ({ domain }) => domain),
    cards,
    method,
  )
  const forecast = forecastExam(domains, neededToPass(blueprint), method)
  const perQuestion = chancePerQuestion(input, forecast, domains, method)
  const own = tally(answers, now, method, ({ objective }) => objective)
  const known = new Map(cards.map((one) => [one.objective, one]))
  const steps = domainCounts(blueprint).flatMap(({ id, scored }, index) => {
    const all = blueprint.domains[index]?.tasks.flatMap((task) => task.objectives) ?? []
    return all.map(({ id: objective, label }) => {
      const cardsOf = known.get(objective) ?? { objective, cards: 0, learned: 0, recall: 0, weak: 0 }
      const given = own.get(objective) ?? { right: 0, wrong: 0 }
      const share = objectiveShare(
        given,
        cardsOf,
        forecast.domains[index]?.value ?? forecast.share.value,
        method,
        study,
      )
      const missed = input.missed.get(objective) ?? 0
      const gap = Math.max(0, method.cardShare.all - share)
      const questions = (scored / Math.max(1, all.length)) * gap * study.closes
      return {
        objective,
        label,
        domain: id,
        share,
        minutes: minutesFor(cardsOf, missed, input.msPerAnswer, study),
        questions,
        chance: questions * perQuestion,
        answers: given.right + given.wrong,
        missed,
        cards: cardsOf.cards,
        unlearned: cardsOf.cards - cardsOf.learned,
        weak: cardsOf.weak,
      }
    })
  })
  return steps.sort((a, b) => b.questions / b.minutes - a.questions / a.minutes)
}

/** The share expected right of an objective, 0 to 1. */
function objectiveShare(
  given: Tally,
  cards: ObjectiveCards,
  domainShare: number,
  { cardShare }: ReadinessMethod,
  { kinship, cardAnswers }: StudyMethod,
): number {
  const parts = Math.max(1, cards.cards)
  const count = cardAnswers * (cards.learned / parts)
  const remembered = cardShare.none + (cardShare.all - cardShare.none) * (cards.recall / parts)
  return (kinship * domainShare + given.right + count * remembered) / (kinship + given.right + given.wrong + count)
}

function minutesFor(cards: ObjectiveCards, missed: number, msPerAnswer: number, study: StudyMethod): number {
  const { answersPerCard, minutes } = study
  const answers = (cards.cards - cards.learned) * answersPerCard.unlearned + cards.weak * answersPerCard.weak
  return Math.max(minutes.least, (answers * msPerAnswer) / 60_000 + missed * minutes.missed)
}

/** What one more question right adds to the chance: the forecast is made again with a little more right. */
function chancePerQuestion(
  { blueprint }: StudyInput,
  forecast: Forecast,
  domains: ReturnType<typeof domainEvidence>,
  method: ReadinessMethod,
): number {
  const nudged = domains.map(({ questions, right, wrong }) => {
    const moved = Math.min(wrong, 0.02 * (right + wrong))
    return { questions, right: right + moved, wrong: wrong - moved }
  })
  const after = forecastExam(nudged, neededToPass(blueprint), method)
  const gained = (after.share.value - forecast.share.value) * blueprint.questions.scored
  return gained < 1e-6 ? 0 : Math.max(0, after.chance.value - forecast.chance.value) / gained
}
