import type { SearchEnv } from './env.ts'
import { recallOf } from './recall.ts'
import { sql, type Sql } from './sql.ts'

/** A card, or a note with the figures of its cards put together, as lists show it. */
export interface ListRow {
  readonly id: number
  readonly note_id: number
  readonly ordinal: number
  readonly cards: number
  /** Null where the cards of a note lie in several decks. */
  readonly deck_id: number | null
  readonly kind: string
  readonly summary: string
  readonly objective: string | null
  readonly tags: string
  readonly services: string
  /** What the line needs of the content, as JSON, for kinds with several cards. */
  readonly detail: string | null
  readonly state: number
  readonly due: number | null
  readonly stability: number | null
  readonly difficulty: number | null
  readonly recall: number | null
  readonly interval: number | null
  readonly reps: number
  readonly lapses: number
  readonly position: number | null
  readonly flag: number
  readonly suspended: number
  readonly held: number
  readonly buried: number
  readonly created_at: number
  readonly edited_at: number
}

/** Drawings are large and stay where they are. */
const DETAIL = sql`CASE n.kind
  WHEN 'basic-reversed' THEN json_object('back', json_extract(n.content, '$.back'))
  WHEN 'cloze' THEN json_object('text', json_extract(n.content, '$.text'))
  WHEN 'diagram' THEN json_object('labels', json_extract(n.content, '$.labels'))
  WHEN 'template' THEN json_object('noteType', json_extract(n.content, '$.noteType')) END`

const NOTE_COLUMNS = sql`n.kind, n.summary, n.objective, n.tags, n.services, ${DETAIL} AS detail, n.created_at,
  max(n.created_at, ifnull(n.edited_at, 0)) AS edited_at`

/** Cards of these ids, in no order. */
export function cardRowsSql(ids: readonly number[], env: SearchEnv): Sql {
  return sql`SELECT c.id, c.note_id, c.ordinal, 1 AS cards, c.deck_id, ${NOTE_COLUMNS}, c.state,
      CASE WHEN c.state = 0 THEN NULL ELSE c.due END AS due, c.stability, c.difficulty,
      CASE WHEN c.state = 0 THEN NULL ELSE ${recallOf(env)} END AS recall,
      CASE WHEN c.state = 0 THEN NULL ELSE c.scheduled_days END AS interval, c.reps, c.lapses,
      CASE WHEN c.state = 0 THEN c.position END AS position, c.flag, c.suspended, c.held,
      c.buried_until > ${env.today} AS buried
    FROM card AS c JOIN note AS n ON n.id = c.note_id
    WHERE c.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
}

/**
 * Notes of these ids, in no order: the first card stands for the note, with the earliest due date, mean memory and
 * added-up answers of all its cards.
 */
export function noteRowsSql(ids: readonly number[], env: SearchEnv): Sql {
  return sql`SELECT min(c.id) AS id, c.note_id, 0 AS ordinal, count(*) AS cards,
      CASE WHEN min(c.deck_id) = max(c.deck_id) THEN min(c.deck_id) END AS deck_id, ${NOTE_COLUMNS}, max(c.state) AS state,
      min(CASE WHEN c.state <> 0 THEN c.due END) AS due, avg(c.stability) AS stability,
      avg(c.difficulty) AS difficulty, avg(CASE WHEN c.state <> 0 THEN ${recallOf(env)} END) AS recall,
      avg(CASE WHEN c.state <> 0 THEN c.scheduled_days END) AS interval, sum(c.reps) AS reps, sum(c.lapses) AS lapses,
      min(CASE WHEN c.state = 0 THEN c.position END) AS position, max(c.flag) AS flag, min(c.suspended) AS suspended,
      min(c.held) AS held, min(c.buried_until) > ${env.today} AS buried
    FROM card AS c JOIN note AS n ON n.id = c.note_id
    WHERE c.note_id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) GROUP BY c.note_id`
}
