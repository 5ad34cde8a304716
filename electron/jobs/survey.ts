import type { z } from 'zod'
import type { NoteKind } from '../contract/content/note-content.ts'
import type { ImportPreview } from '../contract/procedures/collection.ts'
import type { CardFace } from '../contract/procedures/review.ts'
import { cardFace, ordinalsOf } from '../core/cards/faces.ts'
import type { NoteTypeOf } from '../core/cards/template/about.ts'
import { hashSeed } from '../core/random.ts'
import { deckFromFile } from '../importers/deck-path.ts'
import type { ImportedDeck } from '../importers/imported-deck.ts'
import type { Collection } from '../store/collection.ts'
import { planImport, reportOf } from './import-plan.ts'

/** What a preview shows; the service adds the id under which the file waits. */
export type ImportSurvey = Omit<z.infer<typeof ImportPreview>, 'importId' | 'bytes'>

const SAMPLES = 12

/**
 * Says what an import would do, and writes nothing.
 * @param collection read only
 * @param deck the file as read
 * @param chosen the deck that was chosen for its notes
 */
export function surveyImport(collection: Collection, deck: ImportedDeck, chosen?: string): ImportSurvey {
  const plan = planImport(collection, deck, { mode: 'file' })
  const noteType: NoteTypeOf = (guid) => collection.noteTypes.byGuid(guid)
  const kinds = new Map<NoteKind, number>()
  const open = openDeck(deck, chosen)
  let cards = 0
  for (const note of deck.notes) {
    kinds.set(note.content.kind, (kinds.get(note.content.kind) ?? 0) + 1)
    cards += ordinalsOf(note.content, noteType).length
  }
  return {
    report: reportOf(deck, plan, deck.bad),
    kinds: [...kinds].map(([kind, notes]) => ({ kind, notes })),
    cards,
    samples: samplesOf(deck, noteType),
    possible: deck.notes.length > 0 || deck.blueprint !== undefined,
    ...(open === null ? {} : { deck: open }),
    ...(deck.table ? { table: { ...deck.table, types: typesOf(collection), remembered: false } } : {}),
  }
}

/** The deck that can be chosen: that of notes for which the file names none. Null when it names one for each. */
export function openDeck(
  { file, head, blueprint, table, notes }: ImportedDeck,
  chosen: string | undefined,
): string | null {
  if (head !== null || blueprint !== undefined || table !== undefined) return null
  const root = chosen ?? deckFromFile(file)
  return notes.some(({ deck }) => deck === root || deck.startsWith(`${root}::`)) ? root : null
}

/** The note types that a table's rows can become. */
function typesOf(collection: Collection): NonNullable<ImportSurvey['table']>['types'] {
  return collection.noteTypes
    .all()
    .map(({ guid, name, definition }) => ({ guid, name, fields: definition.fields.map((field) => field.name) }))
}

/** Faces of notes spread over the file, the first of each kind among them. */
function samplesOf(deck: ImportedDeck, noteType: NoteTypeOf): CardFace[] {
  const firsts = [...Map.groupBy(deck.notes, (note) => note.content.kind).values()].flatMap((notes) =>
    notes.slice(0, 1),
  )
  const step = Math.max(1, Math.floor(deck.notes.length / SAMPLES))
  const spread = deck.notes.filter((_note, index) => index % step === 0)
  const chosen = [...new Set([...firsts, ...spread])].slice(0, SAMPLES)
  return chosen.flatMap((note) => {
    const [ordinal] = ordinalsOf(note.content, noteType)
    const about = { noteType, tags: note.tags, deck: note.deck }
    const face = cardFace(note.content, ordinal ?? 0, hashSeed(note.guid), about)
    return face.ok ? [face.value] : []
  })
}
