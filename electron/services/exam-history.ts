import type { Blueprint } from '../contract/content/catalogue.ts'
import type { ShareEstimate } from '../contract/procedures/exam.ts'
import type { AttemptComparison, ExamHistory, PastAttempt } from '../contract/procedures/report.ts'
import type { Answer } from '../contract/shapes.ts'
import { objectivePlaces } from '../core/exam/blueprint.ts'
import {
  confusedIn,
  countConfusions,
  differenceOf,
  missedObjectives,
  sharedQuestions,
  type AskedQuestion,
  type FoundPair,
} from '../core/exam/report-history.ts'
import { medianOf } from '../core/exam/report-figures.ts'
import { isPass, shareEstimate } from '../core/exam/score.ts'
import { ok } from '../core/result.ts'
import type { Steps } from '../core/steps.ts'
import type { AttemptFact, EndedAttempt } from '../store/attempt-facts.ts'
import type { Collection } from '../store/collection.ts'
import { factsOf, wasAsked } from './attempt-evidence.ts'
import type { Context } from './context.ts'
import { inSlices } from './exam/slices.ts'
import { asked } from './exam-snapshot.ts'
import { conflict, notFound, type Served } from './service-error.ts'

const MOST_CONFUSIONS = 40

/** All attempts that are over, what was missed in them, and what was taken for what. */
export async function examHistory(context: Context, blueprintId: string | null): Promise<ExamHistory> {
  const { collection, catalogue } = context
  const ended = collection.attemptFacts.ended().filter((one) => one.removed === 0)
  const chosen = ended.filter((one) => blueprintId === null || one.blueprint_id === blueprintId)
  const used = new Set(ended.map((one) => one.blueprint_id))
  return {
    blueprints: catalogue.blueprints.flatMap(({ id, code, name }) => (used.has(id) ? [{ id, code, name }] : [])),
    ...(await inSlices(gathering(context, chosen))),
  }
}

function* gathering(
  { collection, catalogue }: Context,
  ended: readonly EndedAttempt[],
): Steps<Omit<ExamHistory, 'blueprints'>> {
  const attempts: PastAttempt[] = []
  const questions: AskedQuestion[] = []
  const pairs: FoundPair[] = []
  for (const attempt of ended) {
    yield
    const facts = factsOf(collection, attempt.id)
    attempts.push(pastAttempt(collection, attempt, facts))
    questions.push(...facts.filter((fact) => wasAsked(attempt, fact)).map(questionOf))
    pairs.push(...pairsOf(collection, attempt))
  }
  const places = new Map(catalogue.blueprints.flatMap((blueprint) => [...objectivePlaces(blueprint)]))
  return {
    attempts,
    objectives: missedObjectives(questions, (objective) => places.get(objective)),
    confusions: countConfusions(pairs, MOST_CONFUSIONS),
  }
}

/** Two attempts side by side. */
export function compareAttempts(context: Context, first: number, second: number): Served<AttemptComparison> {
  const { collection } = context
  const ended = collection.attemptFacts.ended().filter((one) => one.removed === 0)
  const [one, other] = [first, second].map((id) => ended.find((attempt) => attempt.id === id))
  if (!one || !other) {
    const running = [first, second].some(
      (id) => collection.attempts.get(id) !== undefined && !ended.some((e) => e.id === id),
    )
    return running ? conflict('This exam is still running. It can be compared once it is over.') : notFound('mock exam')
  }
  const [a, b] = [one, other].map((attempt) => {
    const facts = factsOf(collection, attempt.id)
    return { past: pastAttempt(collection, attempt, facts), questions: facts.map(questionOf) }
  })
  if (!a || !b) return notFound('mock exam')
  const none: ShareEstimate = shareEstimate(0, 0)
  const domains = new Map([...a.past.domains, ...b.past.domains].map(({ id, title }) => [id, title]))
  const estimateIn = (past: PastAttempt, id: string): ShareEstimate =>
    past.domains.find((domain) => domain.id === id)?.estimate ?? none
  return ok({
    first: a.past,
    second: b.past,
    total: differenceOf(a.past.total, b.past.total),
    domains: [...domains].map(([id, title]) => {
      const [before, after] = [estimateIn(a.past, id), estimateIn(b.past, id)]
      return { id, title, first: before, second: after, change: differenceOf(before, after) }
    }),
    shared: sharedQuestions(a.questions, b.questions),
  })
}

function questionOf(fact: AttemptFact): AskedQuestion {
  return { guid: fact.note_guid, objective: fact.objective, right: fact.correct === 1 }
}

/** An attempt with its result by domain, by the rules of then. */
function pastAttempt(collection: Collection, attempt: EndedAttempt, facts: readonly AttemptFact[]): PastAttempt {
  const blueprint = JSON.parse(collection.attempts.get(attempt.id)?.blueprint ?? '{}') as Blueprint
  const scored = facts.filter((fact) => fact.scored === 1)
  const estimate = (some: readonly AttemptFact[]): ShareEstimate =>
    shareEstimate(some.filter((fact) => fact.correct === 1).length, some.length)
  const total = estimate(scored)
  return {
    attemptId: attempt.id,
    mode: attempt.mode,
    title: attempt.title,
    blueprintId: attempt.blueprint_id,
    submittedAt: attempt.submitted_at,
    timedOut: attempt.timed_out === 1,
    questions: facts.length,
    total,
    passShare: blueprint.passShare,
    passed: isPass(total.right, total.of, blueprint.passShare),
    domains: blueprint.domains.map(({ id, title }) => ({
      id,
      title,
      estimate: estimate(scored.filter((fact) => fact.domain === id)),
    })),
    medianMs: medianOf(facts.filter((fact) => fact.seen === 1).map((fact) => fact.spent_ms)),
    evenPaceMs: attempt.limit_ms > 0 ? Math.round(attempt.limit_ms / Math.max(1, facts.length)) : null,
  }
}

const known = new WeakMap<Collection, Map<number, readonly FoundPair[]>>()

/** What was taken for what in an attempt; it no longer changes once it is over. */
function pairsOf(collection: Collection, attempt: EndedAttempt): readonly FoundPair[] {
  const held = known.get(collection) ?? new Map<number, readonly FoundPair[]>()
  known.set(collection, held)
  const before = held.get(attempt.id)
  if (before) return before
  const pairs = collection.attemptFacts.wrongOf(attempt.id).flatMap((item): FoundPair[] => {
    const { view, key } = asked(item)
    const found = { lastAt: attempt.submitted_at, objective: item.objective, attemptId: attempt.id }
    return confusedIn(view, key, JSON.parse(item.answer) as Answer).map((pair) => ({
      ...pair,
      ...found,
      ordinal: item.ordinal,
      stem: view.stem,
    }))
  })
  held.set(attempt.id, pairs)
  return pairs
}
