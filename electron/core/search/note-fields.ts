import type { NoteContent } from '../../contract/content/note-content.ts'

/** A text of a note that a person can name and change. */
export interface FieldText {
  /** `front`, `options`, or the name that a note type gives it. */
  readonly field: string
  readonly text: string
  /** Where it stands in the content. */
  readonly path: readonly (string | number)[]
}

/** Members of a content that are texts or lists of texts, by their names in searches. */
const MEMBERS: readonly (readonly [member: string, entry: string | null, field: string])[] = [
  ['front', null, 'front'],
  ['back', null, 'back'],
  ['text', null, 'text'],
  ['answer', null, 'answer'],
  ['accept', '', 'accept'],
  ['prompt', null, 'prompt'],
  ['unit', null, 'unit'],
  ['steps', '', 'steps'],
  ['alt', null, 'alt'],
  ['labels', 'answer', 'labels'],
  ['stem', null, 'stem'],
  ['options', 'text', 'options'],
  ['options', 'reason', 'reasons'],
  ['items', 'text', 'items'],
  ['items', 'reason', 'reasons'],
  ['pairs', 'prompt', 'prompts'],
  ['pairs', 'response', 'responses'],
  ['pairs', 'reason', 'reasons'],
  ['unused', 'text', 'unused'],
  ['unused', 'reason', 'reasons'],
  ['explanation', null, 'explanation'],
  ['extra', null, 'extra'],
]

/** Every name of a field that our own kinds have. */
export const OWN_FIELDS: readonly string[] = [...new Set(MEMBERS.map(([, , field]) => field))]

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/**
 * The texts of a note by field, in the order in which they are read.
 * @param names of the fields of the note's type, for a note of an imported type
 */
export function fieldTexts(content: NoteContent, names: readonly string[] = []): FieldText[] {
  if (content.kind === 'template') {
    return content.fields.map((text, index) => ({
      field: names[index] ?? `${index + 1}`,
      text,
      path: ['fields', index],
    }))
  }
  const texts: FieldText[] = []
  const add = (field: string, text: unknown, path: readonly (string | number)[]): void => {
    if (typeof text === 'string') texts.push({ field, text, path })
  }
  for (const [member, entry, field] of MEMBERS) {
    // The answer of a computed note is an expression, not a text.
    if (content.kind === 'computed' && member === 'answer') continue
    const value = inside(content, member)
    if (entry === null) add(field, value, [member])
    else if (Array.isArray(value)) {
      value.forEach((one: unknown, index) =>
        entry === '' ? add(field, one, [member, index]) : add(field, inside(one, entry), [member, index, entry]),
      )
    }
  }
  return texts
}

/** The content with other texts at these places. */
export function withTexts(
  content: NoteContent,
  changes: readonly { readonly path: readonly (string | number)[]; readonly text: string }[],
): unknown {
  const copy = structuredClone(content) as unknown
  for (const { path, text } of changes) {
    const holder = path.slice(0, -1).reduce<unknown>((value, key) => inside(value, String(key)), copy)
    const last = path.at(-1)
    if (typeof holder === 'object' && holder !== null && last !== undefined) Reflect.set(holder, last, text)
  }
  return copy
}

/** The texts of a note's first field: what tells it from others. */
export function firstField(content: NoteContent, sortField = 0): string {
  if (content.kind === 'template') return content.fields[sortField] ?? content.fields[0] ?? ''
  return fieldTexts(content)[0]?.text ?? ''
}
