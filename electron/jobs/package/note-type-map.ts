import type { NoteTypeDefinition } from '../../contract/content/note-type.ts'
import { stableGuid } from '../../importers/imported-deck.ts'
import type { AnkiNoteType, AnkiPackage } from '../../importers/anki-package/index.ts'
import { renameInStyle, renameMedia } from '../../importers/anki-package/media-refs.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import type { NoteType } from '../../store/note-types.ts'
import type { PackageChoice } from './choice.ts'

/** A note type of the package as it is here. */
export interface MappedType {
  readonly guid: string
  readonly name: string
  readonly definition: NoteTypeDefinition
}

export interface TypeCounts {
  added: number
  updated: number
  conflicting: number
}

type Rename = (name: string) => string | undefined

/**
 * Finds or makes the note types of a package. A type is the same one as here when it comes from the same source with
 * the same fields and templates by name; its look then follows the choice for updates. One of the same source with
 * other fields or templates is a conflict: both are kept.
 */
export class NoteTypeMap {
  readonly counts: TypeCounts = { added: 0, updated: 0, conflicting: 0 }
  readonly #source: AnkiPackage
  readonly #collection: Collection
  readonly #writes: Writes | null
  readonly #choice: PackageChoice
  readonly #rename: Rename | null
  readonly #known = new Map<string, MappedType | null>()

  /** @param writes null when nothing is to be written; @param rename other names for media, or null */
  constructor(
    source: AnkiPackage,
    collection: Collection,
    writes: Writes | null,
    choice: PackageChoice,
    rename: Rename | null,
  ) {
    this.#source = source
    this.#collection = collection
    this.#writes = writes
    this.#choice = choice
    this.#rename = rename
  }

  /** The note type of Anki's id; null when the package does not have it in a form that can be used. */
  get(typeId: string): MappedType | null {
    let mapped = this.#known.get(typeId)
    if (mapped === undefined) {
      const type = this.#source.noteTypes.get(typeId)
      mapped = type === undefined ? null : this.#map({ ...type, definition: this.#renamed(type.definition) })
      this.#known.set(typeId, mapped)
    }
    return mapped
  }

  /** Types that were asked for so far. */
  used(): MappedType[] {
    return [...this.#known.values()].filter((type) => type !== null)
  }

  #map(type: AnkiNoteType): MappedType {
    const here = this.#collection.noteTypes.bySource(type.id)
    const alike = here.filter((known) => sameParts(known.definition, type.definition))
    const same = alike.find((known) => sameText(known.definition, type.definition)) ?? alike[0]
    if (same === undefined) return this.#add(type, here)
    return sameText(same.definition, type.definition) ? same : this.#settle(type, same)
  }

  #add(type: AnkiNoteType, here: readonly NoteType[]): MappedType {
    const first = here[0]
    const { definition } = type
    const name = first === undefined ? type.name : `${type.name} (${here.length + 1})`
    const parts = first === undefined ? [] : [partsOf(definition)]
    const guid = this.#freeGuid(['anki-note-type', type.id, ...parts])
    if (first === undefined) this.counts.added += 1
    else {
      this.counts.conflicting += 1
      this.#source.findings.warn({
        code: 'note-type-conflict',
        message: `The note type “${type.name}” has other fields or cards than the one here of the same origin. Both are kept; the new one is called “${name}”.`,
        where: { field: type.name },
        expected: namesOf(first.definition),
        found: namesOf(definition),
      })
    }
    if (this.#writes) {
      const id = this.#writes.noteTypes.create({ guid, name, source: type.id, definition })
      this.#writes.bulk.changedAt('note_type', id, type.modifiedAt)
    }
    return { guid, name, definition }
  }

  /** Two types that differ in their look alone: which one is kept. */
  #settle(type: AnkiNoteType, here: NoteType): MappedType {
    const { update } = this.#choice
    const taken = update === 'always' || (update === 'newer' && type.modifiedAt > here.modifiedAt)
    this.#source.findings.warn({
      code: taken ? 'note-type-updated' : 'note-type-kept',
      message: taken
        ? `The note type “${here.name}” looks different in the package, which is newer or was chosen. Its templates and style were taken.`
        : `The note type “${here.name}” looks different in the package. The one here stays.`,
      where: { field: here.name },
    })
    if (!taken) return here
    this.counts.updated += 1
    if (this.#writes) {
      this.#writes.noteTypes.update(here.id, { definition: type.definition })
      this.#writes.bulk.changedAt('note_type', here.id, type.modifiedAt)
    }
    return { guid: here.guid, name: here.name, definition: type.definition }
  }

  #freeGuid(parts: readonly string[]): string {
    for (let count = 0; ; count += 1) {
      const guid = stableGuid(...parts, ...(count === 0 ? [] : [String(count)]))
      if (this.#collection.noteTypes.byGuid(guid) === undefined) return guid
    }
  }

  #renamed(definition: NoteTypeDefinition): NoteTypeDefinition {
    const rename = this.#rename
    if (rename === null) return definition
    return {
      ...definition,
      css: renameInStyle(definition.css, rename),
      templates: definition.templates.map((template) => ({
        ...template,
        question: renameMedia(template.question, rename),
        answer: renameMedia(template.answer, rename),
      })),
    }
  }
}

/** What decides whether notes of one type fit the other: kind, and names of fields and templates in order. */
function partsOf({ kind, fields, templates }: NoteTypeDefinition): string {
  return JSON.stringify([kind, fields.map((field) => field.name), templates.map((template) => template.name)])
}

function sameParts(a: NoteTypeDefinition, b: NoteTypeDefinition): boolean {
  return partsOf(a) === partsOf(b)
}

/** Equal whatever the order of members, which differs between a row and a schema's output. */
function sameText(a: NoteTypeDefinition, b: NoteTypeDefinition): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([x], [y]) => (x < y ? -1 : 1)))
      : member,
  )
}

function namesOf({ fields, templates }: NoteTypeDefinition): string {
  const names = (parts: readonly { name: string }[]): string => parts.map((part) => part.name).join(', ')
  return `fields ${names(fields)}; cards ${names(templates)}`
}
