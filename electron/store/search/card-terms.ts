import type { CardCondition, Comparison, Property } from '../../core/search/ast.ts'
import { startOf, type SearchEnv } from './env.ts'
import { recallOf } from './recall.ts'
import { sql, type Sql } from './sql.ts'

const ACTIVE = sql`c.suspended = 0 AND c.held = 0`

/** Cards in a state. Held questions are neither new nor due. */
export function conditionOf(condition: CardCondition, env: SearchEnv): Sql {
  const end = startOf(env, env.today + 1)
  switch (condition) {
    case 'new':
      return sql`(c.state = 0 AND c.held = 0)`
    case 'learn':
      return sql`c.state IN (1, 3)`
    case 'review':
      return sql`c.state IN (2, 3)`
    case 'relearn':
      return sql`c.state = 3`
    case 'due':
      return sql`(${ACTIVE} AND c.state <> 0 AND c.due < ${end} AND c.buried_until <= ${env.today})`
    case 'suspended':
      return sql`c.suspended = 1`
    case 'buried':
      return sql`c.buried_until > ${env.today}`
    case 'buried-manually':
      return sql`(c.buried_until > ${env.today} AND c.buried_by = 0)`
    case 'buried-sibling':
      return sql`(c.buried_until > ${env.today} AND c.buried_by = 1)`
    case 'held':
      return sql`c.held = 1`
    case 'leech':
      return sql`n.tags LIKE '%"leech"%'`
  }
}

/** A value beside a number. */
function compared(value: Sql, comparison: Comparison, number: number): Sql {
  switch (comparison) {
    case '=':
      return sql`${value} = ${number}`
    case '!=':
      return sql`${value} <> ${number}`
    case '<':
      return sql`${value} < ${number}`
    case '>':
      return sql`${value} > ${number}`
    case '<=':
      return sql`${value} <= ${number}`
    case '>=':
      return sql`${value} >= ${number}`
  }
}

/** An instant beside a study day. */
function onDay(instant: Sql, comparison: Comparison, day: number, env: SearchEnv): Sql {
  const [from, to] = [startOf(env, day), startOf(env, day + 1)]
  switch (comparison) {
    case '=':
      return sql`(${instant} >= ${from} AND ${instant} < ${to})`
    case '!=':
      return sql`(${instant} < ${from} OR ${instant} >= ${to})`
    case '<':
      return sql`${instant} < ${from}`
    case '>':
      return sql`${instant} >= ${to}`
    case '<=':
      return sql`${instant} < ${to}`
    case '>=':
      return sql`${instant} >= ${from}`
  }
}

/** Cards by a figure. Cards that do not have it are never found by it. */
export function propertyCondition(property: Property, comparison: Comparison, value: number, env: SearchEnv): Sql {
  switch (property) {
    case 'ivl':
      return sql`(c.state <> 0 AND ${compared(sql`round(c.scheduled_days)`, comparison, value)})`
    case 'due':
      return sql`(${ACTIVE} AND c.state <> 0 AND ${onDay(sql`c.due`, comparison, env.today + value, env)})`
    case 'reps':
      return compared(sql`c.reps`, comparison, value)
    case 'lapses':
      return compared(sql`c.lapses`, comparison, value)
    case 's':
      return sql`(c.stability IS NOT NULL AND ${compared(sql`c.stability`, comparison, value)})`
    case 'd':
      return sql`(c.difficulty IS NOT NULL AND ${compared(sql`c.difficulty`, comparison, value)})`
    case 'r':
      return sql`(c.stability IS NOT NULL AND c.last_review IS NOT NULL AND ${compared(recallOf(env), comparison, value)})`
    case 'pos':
      return sql`(c.state = 0 AND ${compared(sql`c.position`, comparison, value)})`
    case 'rated':
      return sql`c.id IN (
        SELECT card_id FROM review WHERE ${compared(sql`day`, comparison, env.today + value)} AND ${ANSWER})`
  }
}

/** A row of the log that is an answer and was not taken back. */
const ANSWER = sql`rating BETWEEN 1 AND 4 AND undone_at IS NULL`
/** Up to so many days the log is read by its days; for more, card by card. */
const FEW_DAYS = 2

/** Cramming leaves no trace on the card, so that its last answer says nothing about when it was crammed. */
const CRAMMED = sql`cram_again + cram_hard + cram_good + cram_easy > 0`

/**
 * Cards that were answered within the last study days (1: today), by answers of a kind. For long spans only cards are
 * looked at whose last answer lies in the span, or that have forgotten theirs, unless anything was crammed in it.
 */
function answered(days: number, which: Sql, env: SearchEnv): Sql {
  const first = env.today - days + 1
  if (days <= FEW_DAYS) return sql`c.id IN (SELECT card_id FROM review WHERE day >= ${first} AND ${which})`
  // The index goes by instants, the span by days as they were counted then: the day before is looked at as well.
  const about = startOf(env, first - 1)
  const crammed = sql`EXISTS (SELECT 1 FROM day_count WHERE day >= ${first} AND ${CRAMMED})`
  return sql`((c.last_review >= ${about} OR c.last_review IS NULL OR ${crammed}) AND EXISTS (
    SELECT 1 FROM review WHERE card_id = c.id AND reviewed_at >= ${about} AND day >= ${first} AND ${which}))`
}

export function ratedCondition(days: number, rating: number | null, env: SearchEnv): Sql {
  return answered(days, rating === null ? ANSWER : sql`rating = ${rating} AND undone_at IS NULL`, env)
}

/** Cards that were new when they were answered within the last days. */
export function introducedCondition(days: number, env: SearchEnv): Sql {
  return answered(days, sql`state_before = 0 AND ${ANSWER}`, env)
}

/** Cards whose schedule was changed by hand. */
export function rescheduledCondition(days: number, env: SearchEnv): Sql {
  return sql`c.id IN (
    SELECT card_id FROM review WHERE day >= ${env.today - days + 1} AND rating = 0 AND undone_at IS NULL)`
}

/** Notes that were answered wrong in an exam that has been handed in. */
export function missedCondition(days: number | null, env: SearchEnv): Sql {
  const since = days === null ? 0 : startOf(env, env.today - days + 1)
  return sql`n.guid IN (
    SELECT item.note_guid FROM attempt_item AS item JOIN attempt ON attempt.id = item.attempt_id
    WHERE item.correct = 0 AND attempt.submitted_at >= ${since} AND attempt.removed_at IS NULL)`
}
