import type { NoteContent } from '../contract/content/note-content.ts'
import { summary } from '../core/cards/note-text.ts'
import { noteHash, type ImportedNote } from '../importers/imported-deck.ts'
import type { Collection } from '../store/collection.ts'
import type { AlikeNote } from '../store/notes.ts'

/** Rows that are looked for first; a table that is here already has most of them. */
const SAMPLE = 200
const AT_ONCE = 5000
/** Share of the rows that have to be here word for word for the table to count as here already. */
const MOST = 0.5

/** A row that is here in another deck than the one that was chosen now. */
export interface MovedRow {
  readonly known: AlikeNote
  /** Levels joined by `::`. */
  readonly deck: string
}

/**
 * Finds the notes of a table that came in before into another deck. The guid of a row without one of its own holds its
 * deck, so that two lists with the same fronts stay two lists; so the rows are compared themselves. When at least half
 * of them are here word for word, the file is taken for the one those came from: its other rows then belong to the
 * notes with the same front in the same decks. Reads only.
 * @param rows whose guid was made and is not here
 * @param taken notes that other rows of the file stand for
 */
export function findMoved(
  collection: Collection,
  rows: readonly ImportedNote[],
  taken: ReadonlySet<number>,
): Map<ImportedNote, MovedRow> {
  const none = new Map<ImportedNote, MovedRow>()
  if (rows.length === 0 || !collection.notes.anyOwn()) return none
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  const sample = rows.filter((_row, index) => index % step === 0)
  if (step > 1 && sameOf(sample, alikeTo(collection, sample), new Set(taken)).size < (sample.length * MOST) / 2)
    return none
  const alike = alikeTo(collection, rows)
  const claimed = new Set(taken)
  const same = sameOf(rows, alike, claimed)
  if (same.size < rows.length * MOST) return none
  const decks = new Set([...same.values()].map(({ deck }) => deck))
  for (const row of rows) {
    if (same.has(row)) continue
    const known = alike.byFront.get(frontOf(row.content))?.find(({ id, deck }) => !claimed.has(id) && decks.has(deck))
    if (known) claim(same, row, known, claimed)
  }
  const paths = new Map(collection.decks.tree().map(({ id, path }) => [id, path]))
  return new Map([...same].map(([row, known]) => [row, { known, deck: paths.get(known.deck) ?? row.deck }]))
}

interface Alike {
  readonly byHash: ReadonlyMap<string, readonly AlikeNote[]>
  readonly byFront: ReadonlyMap<string, readonly (AlikeNote & { readonly content: string })[]>
}

function alikeTo(collection: Collection, rows: readonly ImportedNote[]): Alike {
  const notes = new Map<number, AlikeNote>()
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = rows.slice(at, at + AT_ONCE)
    const found = collection.notes.alike(
      part.map(({ content }) => summary(content)),
      part.map((row) => noteHash(row)),
    )
    for (const note of found) notes.set(note.id, note)
  }
  const all = [...notes.values()]
  return {
    byHash: Map.groupBy(all, ({ source_hash }) => source_hash ?? ''),
    byFront: Map.groupBy(all, ({ content }) => frontOf(JSON.parse(content) as NoteContent)),
  }
}

/** Rows that are here word for word: as they came in, or as they stand now. */
function sameOf(rows: readonly ImportedNote[], alike: Alike, claimed: Set<number>): Map<ImportedNote, AlikeNote> {
  const same = new Map<ImportedNote, AlikeNote>()
  for (const row of rows) {
    const text = JSON.stringify(row.content)
    const found =
      alike.byHash.get(noteHash(row))?.find(({ id }) => !claimed.has(id)) ??
      alike.byFront.get(frontOf(row.content))?.find(({ id, content }) => !claimed.has(id) && content === text)
    if (found) claim(same, row, found, claimed)
  }
  return same
}

function claim(same: Map<ImportedNote, AlikeNote>, row: ImportedNote, known: AlikeNote, claimed: Set<number>): void {
  same.set(row, known)
  claimed.add(known.id)
}

/** What a table knows a note by: its front, whatever kind of note it became. */
function frontOf(content: NoteContent): string {
  switch (content.kind) {
    case 'basic':
    case 'basic-reversed':
    case 'typed':
      return content.front.normalize()
    case 'cloze':
      return content.text.normalize()
    case 'template':
      return `${content.noteType}\u001f${content.fields[0] ?? ''}`
    default:
      return `${content.kind}\u001f${summary(content)}`
  }
}
