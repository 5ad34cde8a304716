import { beginsCard, MATURE_DAYS, phaseOf, PHASES } from '../core/insight/answer-phase.ts'
import type { AnswerKind, Phase } from '../core/insight/answer-phase.ts'

export const RATING_COLUMNS = ['again', 'hard', 'good', 'easy'] as const
type RatingColumn = (typeof RATING_COLUMNS)[number]

/** The columns of day_count that count something. */
export type CountColumn = `${Phase}_${RatingColumn}` | `${Phase}_ms` | 'new_cards' | 'by_hand'

/** Every counting column in the order of the table. */
export const COUNT_COLUMNS: readonly CountColumn[] = [
  'new_cards',
  'by_hand',
  ...PHASES.flatMap((phase) => RATING_COLUMNS.map((rating) => `${phase}_${rating}` as const)),
  ...PHASES.map((phase) => `${phase}_ms` as const),
]

/** What one answer, or several, add to an hour of a study day of a deck; columns that are missing stay. */
export type DayDelta = { [C in CountColumn]?: number }

/** What one review adds to the figures of its hour. */
export function dayDelta(review: AnswerKind & { readonly duration_ms: number }): DayDelta {
  const phase = phaseOf(review)
  if (phase === null) return { by_hand: 1 }
  const delta: DayDelta = { [`${phase}_${RATING_COLUMNS[review.rating - 1] ?? 'again'}`]: 1 }
  if (review.duration_ms !== 0) delta[`${phase}_ms`] = review.duration_ms
  if (beginsCard(review)) delta.new_cards = 1
  return delta
}

/** What takes a delta back. */
export function minus(delta: DayDelta): DayDelta {
  const back: DayDelta = {}
  for (const column of COUNT_COLUMNS) {
    const value = delta[column]
    if (value !== undefined) back[column] = -value
  }
  return back
}

/** A delta's numbers in the order of `COUNT_COLUMNS`. */
export function fieldsOf(delta: DayDelta): number[] {
  return COUNT_COLUMNS.map((column) => delta[column] ?? 0)
}

/** Sum of everything that a row of day_count counts, as SQL: reviews of every kind, changes by hand too. */
export const ALL_REVIEWS = COUNT_COLUMNS.filter((column) => column !== 'new_cards' && !column.endsWith('_ms')).join(
  ' + ',
)

const LIST = COUNT_COLUMNS.join(', ')
const ADD = COUNT_COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')

/** Adds to an hour's figures of a deck: day, deck, hour, then the columns in order. */
export const COUNT_SQL = `
  INSERT INTO day_count (day, deck_id, hour, ${LIST}) VALUES (?, ?, ?${', ?'.repeat(COUNT_COLUMNS.length)})
  ON CONFLICT (day, hour, deck_id) DO UPDATE SET ${ADD}`

/** True of a row of day_count that counts nothing. */
export const COUNTS_NOTHING = COUNT_COLUMNS.map((column) => `${column} = 0`).join(' AND ')

const BY_HAND = 'rating = 0 OR kind IN (4, 5)'

/**
 * The phase of a row of `review` as SQL; the same rules as `phaseOf`, which a test compares.
 * @param value what each phase, and a change by hand, is to be called, as SQL
 */
export function phaseSql(value: (phase: Phase | 'by_hand') => string): string {
  return `CASE
    WHEN ${BY_HAND} THEN ${value('by_hand')}
    WHEN kind IN (2, 3) THEN ${value('cram')}
    WHEN state_before = 2 THEN iif(interval_before < ${MATURE_DAYS}, ${value('young')}, ${value('mature')})
    WHEN state_before = 3 THEN ${value('relearning')}
    ELSE ${value('learning')}
  END`
}

const PHASE_SQL = phaseSql((phase) => `'${phase}'`)

const SUMS = [
  'sum(begun) AS new_cards',
  "sum(iif(phase = 'by_hand', n, 0)) AS by_hand",
  ...PHASES.flatMap((phase) =>
    RATING_COLUMNS.map(
      (rating, at) => `sum(iif(phase = '${phase}' AND rating = ${at + 1}, n, 0)) AS ${phase}_${rating}`,
    ),
  ),
  ...PHASES.map((phase) => `sum(iif(phase = '${phase}', ms, 0)) AS ${phase}_ms`),
].join(', ')

/**
 * Counts reviews anew: day, deck, hour and every column of day_count. Groups twice, since 27 sums over groups are
 * cheap and over reviews are not.
 *
 * @param where a condition on `review`, undone ones already left out
 */
export function recountSql(where: string): string {
  return `
    SELECT day, deck_id, hour, ${SUMS} FROM (
      SELECT day, deck_id, hour, ${PHASE_SQL} AS phase, rating, count(*) AS n, sum(duration_ms) AS ms,
        sum(state_before = 0 AND kind < 2 AND rating > 0) AS begun
      FROM review WHERE undone_at IS NULL AND ${where} GROUP BY 1, 2, 3, 4, 5
    ) GROUP BY day, deck_id, hour`
}

/** Adds (or with -1 takes away) the figures of reviews to those of their hours; two parameters, ids from and to. */
export function countRangeSql(sign: 1 | -1): string {
  const signed = COUNT_COLUMNS.map((column) => (sign === 1 ? column : `-${column}`)).join(', ')
  return `
    INSERT INTO day_count (day, deck_id, hour, ${LIST})
    SELECT day, deck_id, hour, ${signed} FROM (${recountSql('id BETWEEN ? AND ?')}) WHERE true
    ON CONFLICT (day, hour, deck_id) DO UPDATE SET ${ADD}`
}
