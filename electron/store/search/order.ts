import type { BrowseMode, BrowseSort } from '../../contract/procedures/browse.ts'
import type { SearchEnv } from './env.ts'
import { recallOf } from './recall.ts'
import { sql, type Sql } from './sql.ts'

export interface Order {
  readonly sort: BrowseSort
  readonly descending: boolean
}

/** Later than every instant: new cards come after those that are due some day, by their position. */
const AFTER_ALL = 9_000_000_000_000_000
const DUE = sql`CASE WHEN c.state = 0 THEN ${AFTER_ALL} + c.position ELSE c.due END`

/** What a card is sorted by. */
function cardKey(sort: BrowseSort, env: SearchEnv): Sql {
  switch (sort) {
    case 'text':
      return sql`n.summary`
    case 'due':
      return DUE
    case 'stability':
      return sql`c.stability`
    case 'lapses':
      return sql`c.lapses`
    case 'objective':
      return sql`n.objective`
    case 'created':
      return sql`c.id`
    case 'recall':
      return recallOf(env)
    case 'difficulty':
      return sql`c.difficulty`
    case 'interval':
      return sql`CASE WHEN c.state = 0 THEN NULL ELSE c.scheduled_days END`
    case 'reps':
      return sql`c.reps`
    case 'position':
      return sql`CASE WHEN c.state = 0 THEN c.position END`
    case 'kind':
      return sql`n.kind`
    case 'deck':
      return sql`place.at`
    case 'tags':
      return sql`nullif(n.tags, '[]')`
    case 'added':
      return sql`n.created_at`
    case 'edited':
      return sql`max(n.created_at, ifnull(n.edited_at, 0))`
  }
}

/** What a note is sorted by, where the figures of its cards are put together. */
function noteKey(sort: BrowseSort, env: SearchEnv): Sql {
  const key = cardKey(sort, env)
  switch (sort) {
    case 'due':
    case 'deck':
    case 'position':
      return sql`min(${key})`
    case 'stability':
    case 'recall':
    case 'difficulty':
    case 'interval':
      return sql`avg(${key})`
    case 'lapses':
    case 'reps':
      return sql`sum(${key})`
    case 'created':
      return sql`c.note_id`
    default:
      return key
  }
}

/**
 * The decks in the order of their tree, for sorting by them: a table that is made once (by its LIMIT) and looked into
 * for each card that was found (by CROSS), not the other way about.
 */
function places(env: SearchEnv): Sql {
  const ids = JSON.stringify(env.decks.map((deck) => deck.id))
  return sql` CROSS JOIN (SELECT CAST(value AS INTEGER) AS deck_id, key AS at FROM json_each(${ids}) LIMIT -1) AS place
    ON place.deck_id = c.deck_id`
}

/** Whether a piece of SQL speaks of the note. */
function asksNote(piece: Sql): boolean {
  return /\bn\.\w/.test(piece.text)
}

/** Whether a condition asks for a set that a query makes, such as the notes with a word. */
function asksSet(where: Sql): boolean {
  return /\bIN \(\s*SELECT (?!value FROM json_each)/.test(where.text)
}

/** Whether a condition speaks of the note alone, and is looked at note by note. */
export function asksNoteAlone(where: Sql): boolean {
  return asksNote(where) && !asksSet(where) && !/\bc\.\w/.test(where.text)
}

const CARDS = sql`FROM card AS c`
const CARDS_THEN_NOTES = sql`FROM card AS c JOIN note AS n ON n.id = c.note_id`
const NOTES_THEN_CARDS = sql`FROM note AS n CROSS JOIN card AS c ON c.note_id = n.id`

function from(pieces: readonly Sql[], order: Order | null, env: SearchEnv, notesFirst = false): Sql {
  const tables = notesFirst ? NOTES_THEN_CARDS : pieces.some(asksNote) ? CARDS_THEN_NOTES : CARDS
  return order?.sort === 'deck' ? sql`${tables}${places(env)}` : tables
}

/** Counts cards or notes. */
export function countSql(where: Sql, mode: BrowseMode, env: SearchEnv): Sql {
  const what = mode === 'cards' ? sql`count(*)` : sql`count(DISTINCT c.note_id)`
  return sql`SELECT ${what} ${from([where], null, env)} WHERE ${where}`
}

interface Ordered {
  readonly id: Sql
  readonly key: Sql
  /** FROM, WHERE and GROUP BY. */
  readonly rest: Sql
  /** By itself the id is in the order of an index already. */
  readonly byId: boolean
  readonly way: Sql
}

function ordered(where: Sql, mode: BrowseMode, order: Order, env: SearchEnv, notesFirst = false): Ordered {
  const key = mode === 'cards' ? cardKey(order.sort, env) : noteKey(order.sort, env)
  const id = mode === 'cards' ? sql`c.id` : sql`c.note_id`
  const group = mode === 'cards' ? sql`` : sql` GROUP BY c.note_id`
  return {
    id,
    key,
    rest: sql`${from([where, key], order, env, notesFirst)} WHERE ${where}${group}`,
    byId: order.sort === 'created',
    way: order.descending ? sql`DESC` : sql`ASC`,
  }
}

/** Ids of cards or notes in order; values that are missing come last whichever way. */
export function idsSql(where: Sql, mode: BrowseMode, order: Order, env: SearchEnv): Sql {
  const { id, key, rest, byId, way } = ordered(where, mode, order, env)
  const by = byId ? sql`${id} ${way}` : sql`${key} ${way} NULLS LAST, ${id} ${way}`
  return sql`SELECT ${id} ${rest} ORDER BY ${by}`
}

/**
 * How the first ids and the number of all are found at the least cost.
 * - `rest`: the ids as far as they are wanted, in the order of the rows; then only what lies beyond is counted.
 * - `twice`: the condition is quick to look at, so that counting anew costs less than keeping what was found.
 * - `kept`: what is found is gone through once and kept.
 */
export function wayOf(where: Sql, order: Order): 'rest' | 'twice' | 'kept' {
  // A set would be made for each statement anew.
  if (asksSet(where)) return 'kept'
  if (order.sort === 'created') return 'rest'
  return asksNote(where) || /\bEXISTS\b|\bpow\(/.test(where.text) ? 'kept' : 'twice'
}

/** What a condition finds after an id, in the order of ids. The plus sign keeps the plan as it is without. */
export function beyond(where: Sql, mode: BrowseMode, { descending }: Order, id: number): Sql {
  const ours = mode === 'cards' ? sql`+c.id` : sql`+c.note_id`
  return sql`${ours} ${descending ? sql`<` : sql`>`} ${id} AND (${where})`
}

/** Cards of which a sample is made. */
const SAMPLE = 2000
/** Up to this share of the cards it is quicker to go through the notes and to look up the cards of those found. */
const FEW_SHARE = 0.05

/** Whether a condition on the note finds few cards, judged by the oldest. */
export function fewSql(where: Sql): Sql {
  return sql`SELECT count(*) < ${SAMPLE * FEW_SHARE} FROM (SELECT note_id FROM card ORDER BY id LIMIT ${SAMPLE}) AS c
    CROSS JOIN note AS n ON n.id = c.note_id WHERE ${where}`
}

/**
 * The first ids in order as a JSON list, and how many there are: what is found is gone through once.
 * @param notesFirst goes through the notes and looks up the cards of those found
 */
export function firstSql(
  where: Sql,
  mode: BrowseMode,
  order: Order,
  limit: number,
  env: SearchEnv,
  notesFirst = false,
): Sql {
  const { id, key, rest, byId, way } = ordered(where, mode, order, env, notesFirst)
  const columns = byId ? sql`${id} AS id` : sql`${id} AS id, ${key} AS rank`
  const by = byId ? sql`id ${way}` : sql`rank ${way} NULLS LAST, id ${way}`
  return sql`WITH hit AS MATERIALIZED (SELECT ${columns} ${rest})
    SELECT json_object('total', (SELECT count(*) FROM hit),
      'ids', json((SELECT json_group_array(id) FROM (SELECT id FROM hit ORDER BY ${by} LIMIT ${limit}))))`
}
