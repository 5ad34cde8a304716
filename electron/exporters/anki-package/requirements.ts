import type { NoteTypeDefinition } from '../../contract/content/note-type.ts'

/** Which fields a template's question shows; one of them filled makes the card. For programs that do not render. */
export interface Requirement {
  readonly ordinal: number
  readonly fields: readonly number[]
}

const REPLACEMENT = /\{\{(?![#^/!])(?:[^{}]*?:)?([^{}:]+)\}\}/g

/** A requirement for each template. */
export function requirementsOf({ fields, templates }: NoteTypeDefinition): Requirement[] {
  const places = new Map(fields.map(({ name }, index) => [name, index]))
  return templates.map(({ question }, ordinal) => {
    const shown = [...question.matchAll(REPLACEMENT)].flatMap(([, name = '']) => places.get(name.trim()) ?? [])
    return { ordinal, fields: [...new Set(shown)].sort((a, b) => a - b) }
  })
}
