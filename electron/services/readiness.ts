import type { Blueprint } from '../contract/content/catalogue.ts'
import type { ReadinessLine, ReadinessView } from '../contract/procedures/readiness.ts'
import { objectivePlaces } from '../core/exam/blueprint.ts'
import { READINESS_METHOD } from '../core/insight/readiness/method.ts'
import { readinessOf, type Readiness } from '../core/insight/readiness/readiness.ts'
import {
  joinCards,
  recallByObjective,
  type ForecastCard,
  type ObjectiveCards,
  type RecallOptions,
} from '../core/insight/readiness/recall.ts'
import { STUDY_METHOD, studyNext } from '../core/insight/readiness/study-next.ts'
import { ok } from '../core/result.ts'
import { dateToDay, dayToDate, studyDay } from '../core/scheduling/study-day.ts'
import type { Steps } from '../core/steps.ts'
import type { ObjectiveCard } from '../store/objectives.ts'
import { gatherEvidence, type Evidence } from './attempt-evidence.ts'
import { today, type Context } from './context.ts'
import { DeckPlan } from './deck-plan.ts'
import { inSlices } from './exam/slices.ts'
import { objectiveNotes } from './objective-notes.ts'
import { notFound, type Served } from './service-error.ts'
import { pace } from './today.ts'

const NOTES_AT_ONCE = 200
const MOST_STEPS = 12
/** Below this part of a question an objective is not worth naming. */
const LEAST_GAIN = 0.01

type KnownCard = ForecastCard & { readonly deckId: number }

interface Gathered {
  readonly blueprint: Blueprint
  readonly evidence: Evidence
  readonly readiness: Readiness
  readonly cards: readonly ObjectiveCards[]
  readonly examDate: string | null
  /** Study days of today and of the forecast. */
  readonly day: number
  readonly target: number
}

/** Readiness for an exam, with its numbers and what to study next. */
export async function readinessView(context: Context, blueprintId: string | null): Promise<Served<ReadinessView>> {
  const blueprint = blueprintFor(context, blueprintId)
  if (!blueprint) return notFound('exam')
  const { readiness, evidence, cards, examDate, day, target } = await gather(context, blueprint)
  const { leastAnswers, prior, kinship, halfLifeDays, repeatWeight, modeWeights, cardAnswers, cardShare } =
    READINESS_METHOD
  const steps = studyNext(
    { blueprint, ...evidence, cards, msPerAnswer: pace(context, day), now: context.now() },
    READINESS_METHOD,
  )
  return ok({
    blueprints: context.catalogue.blueprints.map(({ id, code, name }) => ({ id, code, name })),
    blueprintId: blueprint.id,
    code: blueprint.code,
    name: blueprint.name,
    day: dayToDate(target),
    examDate,
    daysToExam: examDate === null ? null : dateToDay(examDate) - day,
    needed: readiness.needed,
    outOf: readiness.outOf,
    passShare: blueprint.passShare,
    estimate: readiness.estimate && {
      ...readiness.estimate,
      domains: readiness.estimate.domains.map((domain) => ({ ...domain })),
      scores: [...readiness.estimate.scores],
    },
    data: readiness.data,
    next: steps.filter((step) => step.questions >= LEAST_GAIN).slice(0, MOST_STEPS),
    numbers: {
      ...{ leastAnswers, prior, kinship, halfLifeDays, repeatWeight, modeWeights, cardAnswers, cardShare },
      closes: STUDY_METHOD.closes,
    },
  })
}

/** Readiness in a line; null while there is too little data. */
export async function readinessLine(context: Context): Promise<ReadinessLine | null> {
  const blueprint = blueprintFor(context, null)
  // Most people without an attempt ask for this on every look at Today.
  if (!blueprint || context.collection.attempts.count() === 0) return null
  const { readiness, examDate, day, target } = await gather(context, blueprint)
  const { estimate, needed, outOf } = readiness
  if (!estimate) return null
  const daysToExam = examDate === null ? null : dateToDay(examDate) - day
  const { chance, share } = estimate
  return { code: blueprint.code, day: dayToDate(target), daysToExam, needed, outOf, chance, share }
}

/** The exam of this id, else the one that was sat last, else the first there is. */
function blueprintFor({ catalogue, collection }: Context, id: string | null): Blueprint | undefined {
  if (id !== null) return catalogue.blueprint(id)
  const sat = collection.attempts.list().find((one) => catalogue.blueprint(one.blueprint_id) !== undefined)
  return sat ? catalogue.blueprint(sat.blueprint_id) : catalogue.blueprints[0]
}

async function gather(context: Context, blueprint: Blueprint): Promise<Gathered> {
  const { day } = today(context)
  const { examDate } = context.settings.get()
  const target = examDate === null ? day : Math.max(day, dateToDay(examDate))
  const evidence = await inSlices(gatherEvidence(context.collection, blueprint))
  const notes = await objectiveNotes(context.collection)
  const { cards, cardsLeftAlone } = await inSlices(readCards(context, blueprint, notes, { day, target }))
  const input = { blueprint, answers: evidence.answers, cards, cardsLeftAlone, now: context.now() }
  return { blueprint, evidence, readiness: readinessOf(input, READINESS_METHOD), cards, examDate, day, target }
}

function optionsOf(plan: DeckPlan, deckId: number, keptUp: boolean): RecallOptions {
  const scheduler = plan.schedulerOf(deckId)
  return {
    recallAfter: (days, stability) => scheduler.recallAfter(days, stability),
    desiredRetention: plan.optionsOf(deckId).desiredRetention,
    keptUp,
  }
}

interface ReadCards {
  readonly cards: ObjectiveCards[]
  readonly cardsLeftAlone: ObjectiveCards[]
}

/** The study cards of an exam's objectives; those that are suspended or held are left out. */
function* readCards(
  context: Context,
  blueprint: Blueprint,
  notes: ReadonlyMap<string, readonly number[]>,
  { day, target }: { readonly day: number; readonly target: number },
): Steps<ReadCards> {
  const { rolloverHour } = context.settings.get()
  const zone = context.zone()
  const dayOf = (instant: number): number => studyDay(instant, zone, rolloverHour)
  const plan = new DeckPlan(context, day)
  const objectiveOf = new Map<number, string>()
  for (const objective of objectivePlaces(blueprint).keys()) {
    for (const id of notes.get(objective) ?? []) objectiveOf.set(id, objective)
  }
  const ids = [...objectiveOf.keys()]
  const parts: ReadCards[] = []
  for (let at = 0; at < ids.length; at += NOTES_AT_ONCE) {
    yield
    const rows = context.collection.objectives.cardsOf(ids.slice(at, at + NOTES_AT_ONCE))
    const known = rows.map((card) => forecastCard(card, objectiveOf.get(card.note_id) ?? '', target, dayOf))
    const recall = (keptUp: boolean): ObjectiveCards[] =>
      recallByObjective(known, ({ deckId }) => optionsOf(plan, deckId, keptUp))
    parts.push({ cards: recall(true), cardsLeftAlone: recall(false) })
  }
  return {
    cards: joinCards(parts.map((part) => part.cards)),
    cardsLeftAlone: joinCards(parts.map((part) => part.cardsLeftAlone)),
  }
}

function forecastCard(
  card: ObjectiveCard,
  objective: string,
  target: number,
  dayOf: (instant: number) => number,
): KnownCard {
  const { deck_id: deckId, stability, last_review: last } = card
  if (stability === null || last === null) return { objective, deckId, stability: null, daysToExam: 0, daysToDue: 0 }
  const answered = dayOf(last)
  return { objective, deckId, stability, daysToExam: target - answered, daysToDue: dayOf(card.due) - answered }
}
