import type { NoteTypeField, NoteTypeTemplate } from '../../contract/content/note-type.ts'
import { numberAt, objectsIn, textAt, type Json } from './json.ts'
import { tidyField, tidyTemplate, type RawNoteType } from './note-type-parts.ts'

/** A note type of schema 11, as its JSON has it. */
export function noteTypeOfJson(id: string, json: Json): RawNoteType {
  return {
    id,
    name: textAt(json, 'name'),
    modifiedAt: numberAt(json, 'mod') * 1000,
    kind: numberAt(json, 'type') === 1 ? 'cloze' : 'standard',
    fields: inOrder(json['flds']).map(fieldOfJson),
    templates: inOrder(json['tmpls']).map(templateOfJson),
    css: textAt(json, 'css'),
    sortField: numberAt(json, 'sortf'),
    latexPre: textAt(json, 'latexPre'),
    latexPost: textAt(json, 'latexPost'),
    latexSvg: json['latexsvg'] === true,
  }
}

function inOrder(list: unknown): Json[] {
  return objectsIn(list)
    .map((member, index) => ({ member, place: numberAt(member, 'ord', index) }))
    .sort((a, b) => a.place - b.place)
    .map(({ member }) => member)
}

function fieldOfJson(json: Json): NoteTypeField {
  return tidyField({
    name: textAt(json, 'name'),
    description: textAt(json, 'description'),
    rtl: json['rtl'] === true,
    sticky: json['sticky'] === true,
    plainText: json['plainText'] === true,
    collapsed: json['collapsed'] === true,
    excludeFromSearch: json['excludeFromSearch'] === true,
    font: textAt(json, 'font'),
    fontSize: numberAt(json, 'size'),
  })
}

function templateOfJson(json: Json): NoteTypeTemplate {
  return tidyTemplate({
    name: textAt(json, 'name'),
    question: textAt(json, 'qfmt'),
    answer: textAt(json, 'afmt'),
    browserQuestion: textAt(json, 'bqfmt'),
    browserAnswer: textAt(json, 'bafmt'),
  })
}
