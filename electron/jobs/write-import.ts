import { isExamKind } from '../contract/content/note-content.ts'
import { ordinalsOf } from '../core/cards/faces.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { noteHash, type ImportedDeck, type ImportedNote } from '../importers/imported-deck.ts'
import type { Collection, Writes } from '../store/collection.ts'
import type { DeckProblem } from '../store/deck-writes.ts'
import type { StoreProblem } from '../store/problems.ts'
import type { KeptMedia } from './bank-media.ts'
import { scheduledCard } from './foreign-schedule.ts'
import { planImport, type ImportMode, type ImportPlan } from './import-plan.ts'
import { fitCards, newNoteRow, pendingText, textColumns } from './note-row.ts'
import type { PackageMoment } from './package/choice.ts'
import type { JobPulse } from './protocol.ts'

const PROGRESS_EVERY = 500

export interface WriteOptions extends ImportMode {
  /** What undo calls it; null for what can't be taken back. */
  readonly undoName: string | null
  /** Id of the deck file for built-in decks, else null. */
  readonly source: string | null
  /** Media that came with the notes. */
  readonly media?: KeptMedia
  /** When and where it happens, for notes that come with a schedule; without it their cards are new. */
  readonly moment?: PackageMoment
}

export type WriteProblem = DeckProblem | StoreProblem | { readonly code: 'cancelled' }

/** Puts the cards of new notes behind those that their deck has already, in the order of the file. */
class Placer {
  readonly #collection: Collection
  readonly #writes: Writes
  readonly #source: string | null
  readonly #moment: PackageMoment | undefined
  readonly #decks = new Map<string, { id: number; position: number | null }>()

  constructor(collection: Collection, writes: Writes, { source, moment }: WriteOptions) {
    this.#collection = collection
    this.#writes = writes
    this.#source = source
    this.#moment = moment
  }

  add(note: ImportedNote): Result<void, DeckProblem> {
    const deck = this.#deck(note.deck)
    if (!deck.ok) return deck
    const writes = this.#writes
    const noteId = writes.notes.insert(newNoteRow(note, this.#source))
    const held = isExamKind(note.content.kind)
    const place = deck.value.position === null ? { held } : { held, position: deck.value.position }
    const ordinals = ordinalsOf(note.content, (guid) => this.#collection.noteTypes.byGuid(guid))
    const [first] = writes.cards.insertFor(noteId, deck.value.id, ordinals, place)
    const position =
      deck.value.position ?? (first === undefined ? 0 : (this.#collection.cards.get(first)?.position ?? 0))
    deck.value.position = position + 1
    if (first !== undefined && note.schedule && this.#moment)
      writes.cards.update(first, scheduledCard(note.schedule, this.#moment))
    return ok(undefined)
  }

  #deck(path: string): Result<{ id: number; position: number | null }, DeckProblem> {
    const known = this.#decks.get(path)
    if (known) return ok(known)
    const id = this.#writes.decks.getOrCreate(path, this.#source)
    if (!id.ok) return id
    const deck = { id: id.value, position: null }
    this.#decks.set(path, deck)
    return ok(deck)
  }
}

/** Sets a note's text, and gives it the cards that the text now has; cards that went lose nothing of the log. */
function updateNote(collection: Collection, writes: Writes, noteId: number, note: ImportedNote): void {
  writes.notes.update(noteId, { ...textColumns(note), source_hash: noteHash(note), pending: null })
  fitCards(collection, writes, noteId, note.content)
}

/**
 * Writes a file's notes in one transaction: all of it or, when it is cancelled or fails, nothing.
 * @returns the plan that was carried out
 */
export function writeImport(
  collection: Collection,
  deck: ImportedDeck,
  options: WriteOptions,
  pulse: JobPulse,
): Result<ImportPlan, WriteProblem> {
  return collection.transact(options.undoName, (writes): Result<ImportPlan, WriteProblem> => {
    const plan = planImport(collection, deck, options)
    const total = plan.add.length + plan.update.length + plan.wait.length
    const placer = new Placer(collection, writes, options)
    let done = 0
    const tick = (): boolean => {
      if (done % PROGRESS_EVERY === 0) pulse.progress('Writing notes', done, total)
      done += 1
      return pulse.cancelled()
    }
    for (const note of plan.add) {
      if (tick()) return fail({ code: 'cancelled' })
      const added = placer.add(note)
      if (!added.ok) return added
    }
    for (const { note, known } of plan.update) {
      if (tick()) return fail({ code: 'cancelled' })
      updateNote(collection, writes, known.id, note)
    }
    for (const { note, known } of plan.wait) {
      if (tick()) return fail({ code: 'cancelled' })
      writes.notes.update(known.id, { pending: JSON.stringify(pendingText(note)), source_hash: noteHash(note) })
    }
    options.media?.write(writes)
    if (deck.blueprint) writes.blueprints.put(deck.blueprint)
    pulse.progress('Writing notes', total, total)
    return ok(plan)
  })
}
