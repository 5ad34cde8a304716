import { hash } from 'node:crypto'
import { Document, isScalar, visit } from 'yaml'
import { DECK_FORMAT } from '../contract/content/deck-file.ts'
import type { NoteContent } from '../contract/content/note-content.ts'
import type { Reference } from '../contract/content/primitives.ts'

export { readNoteText as readNoteYaml } from '../importers/deck-file/note-text.ts'

/** What a note needs to be written in the deck format. */
export interface WritableNote {
  readonly guid: string
  readonly content: NoteContent
  readonly tags: readonly string[]
  readonly objective: string | null
  readonly beyond: string | null
  readonly covers: readonly string[]
  readonly services: readonly string[]
  readonly references: readonly Reference[]
  readonly verifiedOn: string | null
}

/** The head of a deck file to be written. */
export interface WritableHead {
  readonly id: string
  readonly deck: string
  readonly title?: string | null
  readonly description?: string | null
}

/** A note whose identity does not matter. */
export type NamelessNote = Omit<WritableNote, 'guid'> & { readonly guid?: string }

/** One note as YAML text, without its identity: for showing and editing. `readNoteYaml` reads it back. */
export function noteToYaml(note: NamelessNote): string {
  return toText(noteFields(note))
}

/**
 * A deck file as YAML text; importing it gives the same notes with the same guids. Notes whose guid is not made
 * of the file's id and their own keep it in the field `guid`.
 */
export function deckToYaml(head: WritableHead, notes: readonly WritableNote[]): string {
  return toText({ ...headFields(head), notes: notes.map((note) => entryFields(note, head.id, null)) })
}

/** What stands above the notes of a deck file, up to and with the line that begins their list. */
export function headYaml(head: WritableHead): string {
  return `${toText(headFields(head))}notes:\n`
}

/** A note as an entry of a deck file's list. @param deck its deck, where it is not that of the file */
export function entryYaml(note: WritableNote, file: string, deck: string | null): string {
  const lines = toText(entryFields(note, file, deck))
    .trimEnd()
    .split('\n')
  return `${lines.map((line, index) => (index === 0 ? `  - ${line}` : line === '' ? '' : `    ${line}`)).join('\n')}\n`
}

/** The head of a deck file as a plain object. */
export function headFields(head: WritableHead): Record<string, unknown> {
  return {
    format: DECK_FORMAT,
    id: head.id,
    deck: head.deck,
    ...(head.title ? { title: head.title } : {}),
    ...(head.description ? { description: head.description } : {}),
  }
}

/** A note of a deck file as a plain object. @param deck its deck, where it is not that of the file */
export function entryFields(note: WritableNote, file: string, deck: string | null): Record<string, unknown> {
  return { ...identity(note.guid, file), ...(deck === null ? {} : { deck }), ...noteFields(note) }
}

const NOTE_ID = /^[a-z0-9]+(?:[-./][a-z0-9]+)*$/

function identity(guid: string, file: string): { id: string; guid?: string } {
  const own = guid.startsWith(`${file}/`) ? guid.slice(file.length + 1) : ''
  if (own.length <= 200 && NOTE_ID.test(own)) return { id: own }
  return { id: `note-${hash('sha256', guid, 'hex').slice(0, 16)}`, guid }
}

/** The fields in the order in which people write them: kind, content, then what stands beside it. */
function noteFields(note: NamelessNote): Record<string, unknown> {
  const { tags, objective, beyond, covers, services, references, verifiedOn } = note
  return {
    ...contentFields(note.content),
    ...(objective === null ? {} : { objective }),
    ...(beyond === null ? {} : { beyond }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(covers.length === 0 ? {} : { covers }),
    ...(services.length === 0 ? {} : { services }),
    ...(references.length === 0 ? {} : { references }),
    ...(verifiedOn === null ? {} : { verifiedOn }),
  }
}

/** A drawing is long, so it stands behind what is written about it. */
function contentFields(content: NoteContent): object {
  if (content.kind !== 'diagram') return content
  const { svg, ...rest } = content
  return { ...rest, svg }
}

function toText(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_key, node) {
      // A block keeps formulas free of escapes and paragraphs readable.
      if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n')) node.type = 'BLOCK_LITERAL'
    },
    Seq(_key, node) {
      if (node.items.every((item) => isScalar(item) && String(item.value).length < 40)) node.flow = true
    },
  })
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false })
}
