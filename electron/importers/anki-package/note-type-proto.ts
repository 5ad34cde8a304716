import type { NoteTypeField, NoteTypeTemplate } from '../../contract/content/note-type.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { tidyField, tidyTemplate, type RawNoteType } from './note-type-parts.ts'
import { Message } from './protobuf.ts'

/** A named row with a protobuf blob. */
export interface PackedRow {
  readonly name: string
  readonly config: Uint8Array
}

/** The rows of schema 15 and later that make up a note type; fields and templates in order. */
export interface PackedNoteType extends PackedRow {
  readonly id: string
  readonly modifiedAt: number
  readonly fields: readonly PackedRow[]
  readonly templates: readonly PackedRow[]
}

/** A note type of schema 15 and later. @returns which part is no message when one is not */
export function noteTypeOfRows(row: PackedNoteType): Result<RawNoteType, string> {
  const config = Message.read(row.config)
  if (!config.ok) return config
  const fields = every(row.fields, fieldOf)
  if (!fields.ok) return fields
  const templates = every(row.templates, templateOf)
  if (!templates.ok) return templates
  return ok({
    id: row.id,
    name: row.name,
    modifiedAt: row.modifiedAt,
    kind: config.value.number(1) === 1 ? 'cloze' : 'standard',
    fields: fields.value,
    templates: templates.value,
    css: config.value.text(3),
    sortField: config.value.number(2),
    latexPre: config.value.text(5),
    latexPost: config.value.text(6),
    latexSvg: config.value.number(7) === 1,
  })
}

function every<T>(rows: readonly PackedRow[], read: (row: PackedRow, config: Message) => T): Result<T[], string> {
  const values: T[] = []
  for (const row of rows) {
    const config = Message.read(row.config)
    if (!config.ok) return fail(`${row.name}: ${config.error}`)
    values.push(read(row, config.value))
  }
  return ok(values)
}

function fieldOf({ name }: PackedRow, config: Message): NoteTypeField {
  return tidyField({
    name,
    sticky: config.number(1) === 1,
    rtl: config.number(2) === 1,
    font: config.text(3),
    fontSize: config.number(4),
    description: config.text(5),
    plainText: config.number(6) === 1,
    collapsed: config.number(7) === 1,
    excludeFromSearch: config.number(8) === 1,
  })
}

function templateOf({ name }: PackedRow, config: Message): NoteTypeTemplate {
  return tidyTemplate({
    name,
    question: config.text(1),
    answer: config.text(2),
    browserQuestion: config.text(3),
    browserAnswer: config.text(4),
  })
}
