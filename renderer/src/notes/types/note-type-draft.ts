import type { NoteTypeDefinition } from '../../../../electron/contract/content/note-type.ts'

/** A field while its note type is edited. */
export interface FieldDraft {
  name: string
  /** Its place before; null for a new one. */
  from: number | null
  sticky: boolean
}
/** A card template while its note type is edited. */
export interface TemplateDraft {
  name: string
  question: string
  answer: string
  from: number | null
}
export interface TypeDraft {
  name: string
  kind: 'standard' | 'cloze'
  fields: FieldDraft[]
  templates: TemplateDraft[]
  css: string
}

const CSS = `.card {
  font-size: 20px;
  text-align: center;
}`

/** A new note type: front and back. */
export function newTypeDraft(): TypeDraft {
  const back = '{{FrontSide}}\n\n<hr id="answer">\n\n{{Back}}'
  return {
    name: '',
    kind: 'standard',
    fields: [
      { name: 'Front', from: null, sticky: false },
      { name: 'Back', from: null, sticky: false },
    ],
    templates: [{ name: 'Card 1', question: '{{Front}}', answer: back, from: null }],
    css: CSS,
  }
}

/** The draft of a note type that exists. */
export function typeDraftOf(name: string, { kind, fields, templates, css }: NoteTypeDefinition): TypeDraft {
  return {
    name,
    kind,
    css,
    fields: fields.map((field, from) => ({ name: field.name, from, sticky: field.sticky ?? false })),
    templates: templates.map((one, from) => ({ name: one.name, question: one.question, answer: one.answer, from })),
  }
}

/** Replaces a field's name wherever templates call it. */
export function renamed(template: string, from: string, to: string): string {
  return template.replace(/\{\{([#^/]?)([^{}]*)\}\}/g, (whole, sign: string, inside: string) => {
    const parts = inside.split(':')
    if (parts.at(-1)?.trim() !== from) return whole
    return `{{${sign}${[...parts.slice(0, -1), to].join(':')}}}`
  })
}

/** The definition that a draft describes; what the editor does not show stays as it was. */
export function definitionOf(draft: TypeDraft, before: NoteTypeDefinition | null): NoteTypeDefinition {
  const { sortField, ...kept } = before ?? {}
  const sort = draft.fields.findIndex(({ from }) => from !== null && from === (sortField ?? 0))
  return {
    ...kept,
    kind: draft.kind,
    fields: draft.fields.map(({ name, from, sticky }) => {
      const { sticky: _, ...old } = (from === null ? undefined : before?.fields[from]) ?? {}
      return { ...old, name: name.trim(), ...(sticky ? { sticky } : {}) }
    }),
    templates: draft.templates.map(({ name, question, answer, from }) => {
      return { ...(from === null ? {} : before?.templates[from]), name: name.trim(), question, answer }
    }),
    css: draft.css,
    ...(sort > 0 ? { sortField: sort } : {}),
  }
}

/** Fields of a note to show the cards with: the name of each, or a gap for types that ask gaps. */
export function sampleFields(draft: TypeDraft): string[] {
  return draft.fields.map(({ name }, at) => (draft.kind === 'cloze' && at === 0 ? `Words with a {{c1::gap}}` : name))
}

/** What a change does, in a sentence; empty when no card comes or goes. */
export function effectWords(effect: { notes: number; added: number; removed: number; textLost: number }): string {
  const { added, removed, textLost } = effect
  const cards = (count: number) => (count === 1 ? '1 card' : `${count} cards`)
  const parts = [
    ...(added > 0 ? [`${cards(added)} will come`] : []),
    ...(removed > 0 ? [`${cards(removed)} will go, with what ${removed === 1 ? 'it has' : 'they have'} learned`] : []),
    ...(textLost > 0 ? [`${textLost === 1 ? '1 note loses' : `${textLost} notes lose`} the text of a field`] : []),
  ]
  return parts.length === 0 ? '' : `${parts.join('; ')}. Undo brings all of it back.`
}
