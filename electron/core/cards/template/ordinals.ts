import type { NoteTypeDefinition } from '../../../contract/content/note-type.ts'
import { clozeNumbers } from './cloze.ts'
import { isEmptyField, rendersNothing } from './empty.ts'
import { parsedTemplates } from './parsed-types.ts'

/** The largest ordinal that Anki gives to a gap; higher numbers share it. */
const LAST_CLOZE = 499

/**
 * The cards that a note of a type has, in rising order. Standard types: each template whose front shows at least one
 * field that is not empty; a template that cannot be read gives none. Cloze types: each gap number less one, of all
 * fields. Empty when there is none; Anki then keeps one card with the ordinal 0, which callers do.
 */
export function templateOrdinals(type: NoteTypeDefinition, fields: readonly string[]): number[] {
  if (type.kind === 'cloze') {
    const numbers = new Set<number>()
    for (const field of fields) clozeNumbers(field, numbers)
    const ordinals = new Set([...numbers].map((number) => Math.min(number - 1, LAST_CLOZE)))
    return [...ordinals].sort((a, b) => a - b)
  }
  const filled = new Set(
    type.fields.filter((_, index) => !isEmptyField(fields[index] ?? '')).map((field) => field.name),
  )
  return parsedTemplates(type).flatMap((template, ordinal) => {
    const nodes = template.question()
    return nodes.ok && !rendersNothing(nodes.value, filled) ? [ordinal] : []
  })
}
