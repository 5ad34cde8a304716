import type { StudyOrder } from '../../contract/procedures/study.ts'
import type { SearchEnv } from './env.ts'
import { recallOf } from './recall.ts'
import { sql, type Sql } from './sql.ts'

const DAY_MS = 86_400_000
/** New cards come after those that are due some day, by their position. */
const AFTER_ALL = 9_000_000_000_000_000

/** Cards that may be asked at all today. */
export function askableOn(day: number): Sql {
  return sql`c.suspended = 0 AND c.held = 0 AND c.buried_until <= ${day}`
}

function keyOf(order: StudyOrder, seed: number, env: SearchEnv): Sql {
  const seen = (value: Sql): Sql => sql`CASE WHEN c.state <> 0 THEN ${value} END`
  switch (order) {
    case 'due':
      return sql`CASE WHEN c.state = 0 THEN ${AFTER_ALL} + c.position ELSE c.due END`
    case 'overdue':
      return sql`${seen(sql`(${env.now} - c.due) * 1.0 / (${DAY_MS} * max(1, c.scheduled_days))`)} DESC NULLS LAST`
    case 'recall-asc':
      return sql`${recallOf(env)} NULLS LAST`
    case 'recall-desc':
      return sql`${recallOf(env)} DESC NULLS LAST`
    case 'random':
      return sql`search_chance(c.id, ${seed})`
    case 'oldest-seen':
      return sql`c.last_review NULLS LAST`
    case 'interval-asc':
      return sql`${seen(sql`c.scheduled_days`)} NULLS LAST`
    case 'interval-desc':
      return sql`${seen(sql`c.scheduled_days`)} DESC NULLS LAST`
    case 'lapses':
      return sql`c.lapses DESC`
    case 'added':
      return sql`n.created_at`
    case 'added-desc':
      return sql`n.created_at DESC, c.id DESC`
  }
}

export interface StudyPick {
  readonly order: StudyOrder
  /** Fixes the order at random. */
  readonly seed: number
  readonly limit: number
}

/** Ids of cards under a condition on card AS c and note AS n, in the order of a session. */
export function studySql(where: Sql, { order, seed, limit }: StudyPick, env: SearchEnv): Sql {
  return sql`SELECT c.id FROM card AS c JOIN note AS n ON n.id = c.note_id
    WHERE ${where} AND ${askableOn(env.today)} ORDER BY ${keyOf(order, seed, env)}, c.id LIMIT ${limit}`
}
