/** Reads values out of JSON from outside, where anything may stand in the place of anything. */

export type Json = Readonly<Record<string, unknown>>

/** The object that a text holds, or null. */
export function parseObject(text: unknown): Json | null {
  if (typeof text !== 'string') return null
  try {
    return asObject(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
}

/** A member that is an object; an empty one otherwise. */
export function objectAt(json: Json, key: string): Json {
  return asObject(json[key]) ?? {}
}

/** Members that are objects, of a list or of an object by key. */
export function objectsIn(value: unknown): Json[] {
  const members = Array.isArray(value) ? (value as unknown[]) : Object.values(asObject(value) ?? {})
  return members.map(asObject).filter((member) => member !== null)
}

/** A finite number, also one written as text, as some programs do. */
export function numberAt(json: Json, key: string, otherwise = 0): number {
  const value = json[key]
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : otherwise
}

export function textAt(json: Json, key: string): string {
  const value = json[key]
  return typeof value === 'string' ? value : ''
}

/** The numbers of a list; anything else in it is left out. */
export function numbersAt(json: Json, key: string): number[] {
  const value = json[key]
  return Array.isArray(value) ? value.filter((member) => typeof member === 'number' && Number.isFinite(member)) : []
}
