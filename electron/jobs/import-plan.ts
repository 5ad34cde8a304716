import { randomUUID } from 'node:crypto'
import { ordinalsOf } from '../core/cards/faces.ts'
import type { Issue } from '../contract/errors.ts'
import { findMoved, type MovedRow } from './moved-rows.ts'
import { noteHash, type ImportedDeck, type ImportedNote } from '../importers/imported-deck.ts'
import type { Collection } from '../store/collection.ts'
import type { KnownNote } from '../store/notes.ts'
import type { Report } from './protocol.ts'

/** Built-in decks never come back after the person deleted a note; a file the person chose does. */
export interface ImportMode {
  readonly mode: 'builtin' | 'file'
}

export interface ImportPlan {
  readonly add: readonly ImportedNote[]
  readonly update: readonly { readonly note: ImportedNote; readonly known: KnownNote }[]
  /** The person has edited these; the newer text waits beside theirs. */
  readonly wait: readonly { readonly note: ImportedNote; readonly known: KnownNote }[]
  readonly unchanged: number
  readonly skipped: number
  readonly cardsToAdd: number
  readonly mediaToAdd: number
  /** Rows that are here in another deck than the one chosen now; they stay there. */
  readonly moved: ReadonlyMap<ImportedNote, MovedRow>
  readonly issues: readonly Issue[]
}

const CHUNK = 5000

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += CHUNK) yield items.slice(at, at + CHUNK)
}

function edited(note: ImportedNote): Issue {
  return {
    severity: 'warning',
    code: 'edited-here',
    message: 'You have changed this note here, so yours stays. The newer text waits under Updates.',
    where: note.where,
  }
}

/**
 * Compares the notes of a file with the collection: new, changed, the same, deleted here, or edited here.
 * Reads only. A guid that stands twice in a file counts once, the last one.
 */
export function planImport(collection: Collection, deck: ImportedDeck, { mode }: ImportMode): ImportPlan {
  const add: ImportedNote[] = []
  const update: { note: ImportedNote; known: KnownNote }[] = []
  const wait: { note: ImportedNote; known: KnownNote }[] = []
  const issues: Issue[] = []
  let unchanged = 0
  let skipped = 0
  let cardsToAdd = 0
  const notes = [...new Map(deck.notes.map((note) => [note.guid, note])).values()]
  const known = knownOf(collection, notes)
  const moved = mode === 'file' && deck.onMatch !== 'keep-both' ? movedOf(collection, notes, known) : NOT_MOVED
  for (const part of chunks(notes)) {
    const deleted = mode === 'builtin' ? collection.notes.deleted(part.map((note) => note.guid)) : new Set<string>()
    for (const note of part) {
      const mine = known.get(note.guid) ?? moved.get(note)?.known
      if (!mine && deleted.has(note.guid)) skipped += 1
      else if (!mine || deck.onMatch === 'keep-both') {
        add.push(mine ? { ...note, guid: randomUUID() } : note)
        cardsToAdd += ordinalsOf(note.content, (guid) => collection.noteTypes.byGuid(guid)).length
      } else if (mine.source_hash === noteHash(note) || deck.onMatch === 'keep-current') unchanged += 1
      else if (mine.edited_at !== null) {
        wait.push({ note, known: mine })
        if (mode === 'file') issues.push(edited(note))
      } else update.push({ note, known: mine })
    }
  }
  const mediaToAdd = (deck.media ?? []).filter(({ name }) => !collection.media.get(name)).length
  issues.push(...tellMoved(deck, moved))
  return { add, update, wait, unchanged, skipped, cardsToAdd, mediaToAdd, moved, issues }
}

const NOT_MOVED: ImportPlan['moved'] = new Map()

/** The notes of the collection that the guids name. */
function knownOf(collection: Collection, notes: readonly ImportedNote[]): Map<string, KnownNote> {
  const known = new Map<string, KnownNote>()
  for (const part of chunks(notes))
    for (const [guid, note] of collection.notes.known(part.map((one) => one.guid))) known.set(guid, note)
  return known
}

function movedOf(collection: Collection, notes: readonly ImportedNote[], known: ReadonlyMap<string, KnownNote>) {
  const rows = notes.filter(({ guid, madeGuid }) => madeGuid === true && !known.has(guid))
  return findMoved(collection, rows, new Set([...known.values()].map(({ id }) => id)))
}

function tellMoved({ file }: ImportedDeck, moved: ImportPlan['moved']): Issue[] {
  const decks = [...new Set([...moved.values()].map(({ deck }) => deck))].sort()
  if (decks.length === 0) return []
  const [one] = decks
  const where = decks.length === 1 ? `the deck “${one ?? ''}”` : `${decks.length} other decks`
  const message = `These notes are in ${where} already. They stay there and are brought up to date.`
  return [{ severity: 'warning', code: 'other-deck', message, where: { file } }]
}

/** The report of a plan, before or after it was carried out. */
export function reportOf(deck: ImportedDeck, plan: ImportPlan, bad: number): Report {
  return {
    file: deck.file,
    format: deck.format,
    notes: {
      added: plan.add.length,
      updated: plan.update.length,
      unchanged: plan.unchanged,
      skipped: plan.skipped + bad,
      conflicting: plan.wait.length,
    },
    cards: { added: plan.cardsToAdd },
    reviews: { added: 0, orphaned: 0 },
    media: { added: plan.mediaToAdd, missing: deck.missingMedia.length },
    decks: [...new Set(deck.notes.map((note) => plan.moved.get(note)?.deck ?? note.deck))].sort(),
    issues: [...deck.issues, ...plan.issues],
  }
}
