import type { z } from 'zod'

const known = new Map<unknown, Map<string, unknown>>()
const MOST_KNOWN = 512

/**
 * Reads a JSON object field by field: one that is missing, or that the schema refuses, has its default. What was read
 * is remembered by its text, since the same few texts are read again and again.
 * @param shape an object schema without unknown fields
 */
export function readFields<T extends z.ZodRawShape>(
  shape: z.ZodObject<T>,
  defaults: z.infer<z.ZodObject<T>>,
  text: string,
): z.infer<z.ZodObject<T>> {
  let texts = known.get(shape)
  if (texts === undefined || texts.size > MOST_KNOWN) {
    texts = new Map()
    known.set(shape, texts)
  }
  const before = texts.get(text)
  if (before !== undefined) return before as z.infer<z.ZodObject<T>>
  const given = JSON.parse(text) as Record<string, unknown>
  const value: Record<string, unknown> = { ...defaults }
  for (const key of Object.keys(shape.shape)) {
    if (given[key] === undefined) continue
    const read = shape.safeParse({ ...value, [key]: given[key] })
    if (read.success) value[key] = given[key]
  }
  texts.set(text, value)
  return value as z.infer<z.ZodObject<T>>
}
