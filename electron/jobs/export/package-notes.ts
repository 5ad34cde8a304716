import { isExamKind } from '../../contract/content/note-content.ts'
import { OWN_TYPES, ownNote, type OutNote, type OutNoteType, type OwnType } from '../../exporters/anki-package/index.ts'
import { ankiTag } from '../../importers/anki-package/restore.ts'
import { mediaInContent } from '../../importers/media-in-content.ts'
import type { ReadNote } from './notes-out.ts'

/** Tags that say how a card went rather than what it is about. */
const OF_SCHEDULE: readonly string[] = ['leech', 'marked']

function isOfText(tag: string): boolean {
  return !OF_SCHEDULE.includes(tag.toLowerCase())
}

/** Makes Anki's notes of ours, and keeps in mind what they need: types, tags and media. */
export class NotesOut {
  readonly tags = new Set<string>()
  readonly media = new Set<string>()
  readonly ownTypes = new Set<OwnType>()
  readonly #types: ReadonlyMap<string, OutNoteType>
  readonly #scheduling: boolean

  /** @param types note types of imported notes by our guid */
  constructor(types: ReadonlyMap<string, OutNoteType>, scheduling: boolean) {
    this.#types = types
    this.#scheduling = scheduling
    for (const { definition } of types.values()) this.#mediaOfType(definition)
  }

  /** @param id Anki's; @returns null for a note whose type is gone */
  note(note: ReadNote, id: number): OutNote | null {
    const { guid, modifiedAt, content } = note
    const made = content.kind === 'template' ? this.#template(note) : this.#own(note)
    if (made === null) return null
    const { type, fields } = made
    const tags = this.#scheduling ? made.tags : made.tags.filter(isOfText)
    for (const tag of tags) this.tags.add(tag)
    for (const name of mediaInContent(content.kind === 'template' ? fields : [content, fields])) this.media.add(name)
    return { id, guid, typeId: type.id, modifiedAt, tags, fields, sortField: type.definition.sortField ?? 0 }
  }

  #template(note: ReadNote): { type: OutNoteType; fields: readonly string[]; tags: string[] } | null {
    if (note.content.kind !== 'template') return null
    const type = this.#types.get(note.content.noteType)
    if (type === undefined) return null
    return { type, fields: note.content.fields, tags: note.tags.map(ankiTag) }
  }

  #own(note: ReadNote): { type: OutNoteType; fields: readonly string[]; tags: string[] } {
    const { guid, content, tags, objective, beyond, covers, services, references, verifiedOn, held } = note
    const kept = { content, objective, beyond, verifiedOn, held: held && isExamKind(content.kind) }
    const lists = {
      tags: this.#scheduling ? [...tags] : tags.filter(isOfText),
      covers: [...covers],
      services: [...services],
      references: [...references],
    }
    const made = ownNote({ guid, ...kept, ...lists })
    this.ownTypes.add(made.type)
    return { type: OWN_TYPES[made.type], fields: made.fields, tags: made.tags }
  }

  #mediaOfType({ css, templates }: OutNoteType['definition']): void {
    const sides = templates.flatMap(({ question, answer }) => [question, answer])
    for (const name of mediaInContent([css, ...sides])) this.media.add(name)
  }
}
