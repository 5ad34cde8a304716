import type { Blueprint } from '../contract/content/catalogue.ts'
import { objectivePlaces } from '../core/exam/blueprint.ts'
import type { GivenAnswer } from '../core/insight/readiness/evidence.ts'
import type { Steps } from '../core/steps.ts'
import type { AttemptFact, EndedAttempt } from '../store/attempt-facts.ts'
import type { Collection } from '../store/collection.ts'

/** What the attempts say of what is known of an exam. */
export interface Evidence {
  readonly answers: readonly GivenAnswer[]
  /** Questions of each objective that were missed when they were last asked. */
  readonly missed: ReadonlyMap<string, number>
}

const GUIDS_AT_ONCE = 400

const known = new WeakMap<Collection, Map<number, readonly AttemptFact[]>>()

/** The questions of an attempt that is over; kept, as they no longer change. */
export function factsOf(collection: Collection, attemptId: number): readonly AttemptFact[] {
  const held = known.get(collection) ?? new Map<number, readonly AttemptFact[]>()
  known.set(collection, held)
  const facts = held.get(attemptId) ?? collection.attemptFacts.factsOf(attemptId)
  held.set(attemptId, facts)
  return facts
}

/**
 * Whether a question counts as asked: it was answered, or it was on screen in an exam and left without an answer, or
 * the time of the exam ran out before it.
 */
export function wasAsked(
  attempt: Pick<EndedAttempt, 'mode' | 'timed_out'>,
  fact: Pick<AttemptFact, 'answered' | 'seen'>,
): boolean {
  if (fact.answered === 1) return true
  return attempt.mode === 'exam' && (fact.seen === 1 || attempt.timed_out === 1)
}

/** Reads the answers to questions of an exam, oldest first, with how often each question had been seen before. */
export function* gatherEvidence(collection: Collection, blueprint: Blueprint): Steps<Evidence> {
  const places = objectivePlaces(blueprint)
  const domains = new Set(blueprint.domains.map(({ id }) => id))
  const ended = collection.attemptFacts.ended()
  const all: { attempt: EndedAttempt; facts: readonly AttemptFact[] }[] = []
  for (const attempt of ended) {
    yield
    all.push({ attempt, facts: factsOf(collection, attempt.id) })
  }
  const guids = [...new Set(all.flatMap(({ facts }) => facts.map((fact) => fact.note_guid)))]
  const reviewed = new Map<string, number>()
  for (let at = 0; at < guids.length; at += GUIDS_AT_ONCE) {
    yield
    const some = collection.attemptFacts.firstReviewed(guids.slice(at, at + GUIDS_AT_ONCE))
    for (const [guid, first] of some) reviewed.set(guid, first)
  }
  const seen = new Map<string, number>()
  const last = new Map<string, AttemptFact>()
  const answers: GivenAnswer[] = []
  for (const { attempt, facts } of all) {
    yield
    for (const fact of facts) {
      const shown = fact.seen === 1 || fact.answered === 1
      const earlier = (seen.get(fact.note_guid) ?? 0) + (before(reviewed.get(fact.note_guid), attempt) ? 1 : 0)
      if (shown) seen.set(fact.note_guid, (seen.get(fact.note_guid) ?? 0) + 1)
      if (attempt.removed === 1 || !wasAsked(attempt, fact)) continue
      const domain = placeOf(fact)
      if (domain === undefined) continue
      if (attempt.blueprint_id !== blueprint.id && attempt.mode !== 'quiz') continue
      last.set(fact.note_guid, fact)
      const { objective, correct } = fact
      answers.push({ domain, objective, right: correct === 1, at: attempt.submitted_at, mode: attempt.mode, earlier })
    }
  }
  return { answers, missed: missedIn(last.values()) }

  function placeOf({ objective, domain }: AttemptFact): string | undefined {
    const own = objective === null ? undefined : places.get(objective)?.domain
    return own ?? (domains.has(domain) ? domain : undefined)
  }
}

function before(reviewedAt: number | undefined, attempt: EndedAttempt): boolean {
  return reviewedAt !== undefined && reviewedAt < attempt.started_at
}

function missedIn(facts: Iterable<AttemptFact>): Map<string, number> {
  const missed = new Map<string, number>()
  for (const { objective, correct } of facts) {
    if (objective !== null && correct === 0) missed.set(objective, (missed.get(objective) ?? 0) + 1)
  }
  return missed
}
