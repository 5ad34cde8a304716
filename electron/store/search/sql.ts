import type { Scalar } from '../rows.ts'

/**
 * A piece of SQL whose values are bound. Made by the tag `sql` alone: what stands in the template is the program's own
 * text, everything put into it becomes a parameter or is such a piece itself. No text of a person can get in.
 */
export class Sql {
  readonly text: string
  readonly params: readonly Scalar[]
  /** For a condition that asks whether the note is among some: the query for their ids. */
  readonly noteIds: Sql | null

  constructor(text: string, params: readonly Scalar[], noteIds: Sql | null = null) {
    this.text = text
    this.params = params
    this.noteIds = noteIds
  }
}

/** `` sql`c.flag = ${flag}` `` */
export function sql(parts: TemplateStringsArray, ...values: readonly (Scalar | Sql)[]): Sql {
  let text = parts[0] ?? ''
  const params: Scalar[] = []
  values.forEach((value, index) => {
    if (value instanceof Sql) {
      text += value.text
      params.push(...value.params)
    } else {
      text += '?'
      params.push(value)
    }
    text += parts[index + 1] ?? ''
  })
  return new Sql(text, params)
}

export const ALWAYS = sql`1`
export const NEVER = sql`0`

/** All of these must hold; none is always true. What holds in any case is left out. */
export function allOf(conditions: readonly Sql[]): Sql {
  if (conditions.includes(NEVER)) return NEVER
  const open = conditions.filter((condition) => condition !== ALWAYS)
  return open.length === 0 ? ALWAYS : open.reduce((left, right) => sql`${left} AND ${right}`)
}

/** A condition turned round. */
export function notOf(condition: Sql): Sql {
  if (condition === ALWAYS) return NEVER
  return condition === NEVER ? ALWAYS : sql`NOT (${condition})`
}

/** Cards of the notes whose ids a query gives. */
export function ofNotes(query: Sql): Sql {
  const { text, params } = sql`c.note_id IN (${query})`
  return new Sql(text, params, query)
}

/** One of these must hold; none is never true. Sets of notes are put together, so that their index is used. */
export function anyOf(conditions: readonly Sql[]): Sql {
  if (conditions.includes(ALWAYS)) return ALWAYS
  const open = conditions.filter((condition) => condition !== NEVER)
  const sets = open.flatMap((condition) => condition.noteIds ?? [])
  if (open.length > 0 && sets.length === open.length)
    return ofNotes(sets.reduce((left, right) => sql`${left} UNION ALL ${right}`))
  return open.length === 0 ? NEVER : sql`(${open.reduce((left, right) => sql`${left} OR ${right}`)})`
}

/** One of these few values. */
export function oneOf(values: readonly string[]): Sql {
  return values.length === 0
    ? sql`IN ()`
    : sql`IN (${values.map((value) => sql`${value}`).reduce((left, right) => sql`${left}, ${right}`)})`
}

/** One of these values, as one parameter however many there are. */
export function among(values: readonly (string | number)[]): Sql {
  return sql`IN (SELECT value FROM json_each(${JSON.stringify(values)}))`
}
