import type { NoteContent } from '../../contract/content/note-content.ts'
import { ankiTag, packRestore, type KeptNote } from '../../importers/anki-package/restore.ts'
import { clozeHtml, computedSides, questionSides } from '../card-faces.ts'
import { fieldHtml, plainHtml } from '../card-html.ts'
import { diagramFields } from './diagram-fields.ts'
import { ownTypeOf, type OwnType } from './own-types.ts'

export interface OwnNoteSource extends KeptNote {
  readonly guid: string
}

/** One of our own notes as a note of Anki's: its type, its fields, the last of which brings it back, and its tags. */
export function ownNote(source: OwnNoteSource): { type: OwnType; fields: string[]; tags: string[] } {
  const { guid, ...kept } = source
  const { content } = kept
  if (content.kind === 'template') throw new Error('a note that has a type of its own')
  const fields = fieldsOf(content, guid)
  return {
    type: ownTypeOf(content.kind),
    fields: [...fields, packRestore(kept, fields)],
    tags: [...new Set(kept.tags.map(ankiTag))],
  }
}

function fieldsOf(content: Exclude<NoteContent, { kind: 'template' }>, guid: string): string[] {
  const extra = 'extra' in content && content.extra !== undefined ? fieldHtml(content.extra) : ''
  switch (content.kind) {
    case 'basic':
    case 'basic-reversed':
      return [fieldHtml(content.front), fieldHtml(content.back), extra]
    case 'cloze':
      return [clozeHtml(content.text), extra]
    case 'typed':
      return [fieldHtml(content.front), plainHtml(content.answer), extra]
    case 'computed': {
      const sides = computedSides(content, guid)
      if (sides === null)
        return [fieldHtml(content.prompt), plainHtml(content.answer), content.steps.map(fieldHtml).join('')]
      return [sides.question, sides.answer, sides.extra]
    }
    case 'diagram':
      return diagramFields(content)
    default: {
      const { question, answer, extra: explanation } = questionSides(content, guid)
      return [question, answer, explanation]
    }
  }
}
