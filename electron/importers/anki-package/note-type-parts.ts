import type { NoteTypeDefinition, NoteTypeField, NoteTypeTemplate } from '../../contract/content/note-type.ts'
import { LIMITS } from '../../contract/content/primitives.ts'

/** A note type before its parts are checked. */
export interface RawNoteType {
  readonly id: string
  readonly name: string
  readonly modifiedAt: number
  readonly kind: NoteTypeDefinition['kind']
  readonly fields: readonly NoteTypeField[]
  readonly templates: readonly NoteTypeTemplate[]
  readonly css: string
  readonly sortField: number
  readonly latexPre: string
  readonly latexPost: string
  readonly latexSvg: boolean
}

/** What Anki gives every field that says nothing else. */
const USUAL_FONT = 'Arial'
const USUAL_SIZE = 20

/** A part with every member said. */
type Full<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> }

/** A field without what is usual, so that equal types are equal whichever schema they came in. */
export function tidyField(field: Full<NoteTypeField>): NoteTypeField {
  const { fontSize } = field
  const sized = Number.isInteger(fontSize) && fontSize >= 1 && fontSize <= 999 && fontSize !== USUAL_SIZE
  return {
    name: field.name,
    ...(field.description === '' ? {} : { description: field.description.slice(0, LIMITS.shortText) }),
    ...(field.rtl ? { rtl: true } : {}),
    ...(field.sticky ? { sticky: true } : {}),
    ...(field.plainText ? { plainText: true } : {}),
    ...(field.collapsed ? { collapsed: true } : {}),
    ...(field.excludeFromSearch ? { excludeFromSearch: true } : {}),
    ...(field.font === '' || field.font === USUAL_FONT ? {} : { font: field.font.slice(0, LIMITS.name) }),
    ...(sized ? { fontSize } : {}),
  }
}

/** A template without the sides that are not there. */
export function tidyTemplate(template: Full<NoteTypeTemplate>): NoteTypeTemplate {
  const { name, question, answer, browserQuestion, browserAnswer } = template
  return {
    name,
    question,
    answer,
    ...(browserQuestion === '' ? {} : { browserQuestion }),
    ...(browserAnswer === '' ? {} : { browserAnswer }),
  }
}

/** The definition that a note type is kept with. */
export function definitionOf(raw: RawNoteType): NoteTypeDefinition {
  const { kind, fields, templates, css, sortField, latexPre, latexPost, latexSvg } = raw
  const sorted = Number.isInteger(sortField) && sortField > 0 && sortField < fields.length
  return {
    kind,
    fields: [...fields],
    templates: [...templates],
    css,
    ...(sorted ? { sortField } : {}),
    ...(latexPre === '' ? {} : { latexPre }),
    ...(latexPost === '' ? {} : { latexPost }),
    ...(latexSvg ? { latexSvg } : {}),
  }
}
