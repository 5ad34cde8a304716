import type { NoteTypeDefinition } from '../../../../../electron/contract/content/note-type.ts'
import type { CardAbout } from '../../../../../electron/core/cards/template/about.ts'
import { renderTemplate } from '../../../../../electron/core/cards/template/render.ts'

/** A type with one card, its fields named by the keys of the note. */
export function typeOf(fields: readonly string[], question: string, answer = ''): NoteTypeDefinition {
  return {
    kind: 'standard',
    fields: fields.map((name) => ({ name })),
    templates: [{ name: 'Card 1', question, answer }],
    css: '.card { color: black; }',
  }
}

export function clozeType(question = '{{cloze:Text}}', answer = '{{cloze:Text}}<br>{{Extra}}'): NoteTypeDefinition {
  return { ...typeOf(['Text', 'Extra'], question, answer), kind: 'cloze' }
}

/** One side with named fields; what went wrong as `code: message`. */
export function side(
  note: Readonly<Record<string, string>>,
  template: string,
  more: Partial<CardAbout> & { side?: 'question' | 'answer'; front?: string; ordinal?: number } = {},
): string {
  const type = typeOf(Object.keys(note), more.front ?? template, template)
  const about = { typeName: 'Basic', tags: [], deck: 'Default', flag: 0, ...more }
  const cloze = more.ordinal === undefined ? type : { ...type, kind: 'cloze' as const }
  const html = renderTemplate(cloze, Object.values(note), more.ordinal ?? 0, more.side ?? 'question', about)
  return html.ok ? html.value : `${html.error.code}: ${html.error.message}`
}
