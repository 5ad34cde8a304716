import type { CardRows } from '../../store/bulk.ts'
import type { CardTable } from './card-table.ts'
import { NEW, scheduleOf, type CardRemark, type Scheduling } from './card-schedule.ts'
import type { MappedDeck } from './deck-map.ts'
import { cardName } from './names.ts'
import type { NoteImport } from './notes.ts'
import { NewIds, UNWRITTEN, type PackageRun } from './run.ts'

/** Anki's bound of ordinals. */
const MOST_ORDINALS = 65_536

function isOrdinal(ordinal: number): boolean {
  return ordinal >= 0 && ordinal < MOST_ORDINALS
}

/** Brings the cards of a package in. Cards that are here already stay as they are. */
export class CardImport {
  readonly counts = { added: 0, known: 0, left: 0 }
  /** Our card of each row of the table; 0 for one that was left out. */
  readonly ids: Float64Array
  /** Our deck of each row; 0 where there is none. */
  readonly decks: Int32Array
  /** Rows of cards that were here before. */
  readonly known = new Set<number>()
  readonly #run: PackageRun
  readonly #table: CardTable
  readonly #notes: NoteImport
  readonly #scheduling: Scheduling | null
  readonly #new: NewIds
  readonly #rows: CardRows | null
  readonly #seen = new Set<number>()
  #position = 0
  readonly #held: number[] = []

  /** @param scheduling how cards were scheduled, or null to bring them in as new */
  constructor(run: PackageRun, table: CardTable, notes: NoteImport, scheduling: Scheduling | null) {
    this.#run = run
    this.#table = table
    this.#notes = notes
    this.#scheduling = scheduling
    this.#new = new NewIds(run.writes?.bulk.nextId('card') ?? UNWRITTEN)
    this.#rows = run.writes?.bulk.cards(scheduling?.buriedUntil ?? 0, run.order.now) ?? null
    this.ids = new Float64Array(table.size)
    this.decks = new Int32Array(table.size)
  }

  /** Brings one row of the table in. */
  add(row: number): void {
    const ordinal = this.#table.get('ordinal', row)
    const noteId = this.#notes.ids.get(this.#table.get('noteId', row))
    if (noteId === undefined) return this.#leaveOut(row)
    const known = this.#notes.cards.get(noteId)?.get(ordinal)
    if (known !== undefined) {
      this.ids[row] = known.id
      this.decks[row] = known.deckId
      this.known.add(row)
      this.counts.known += 1
      return
    }
    const key = noteId * MOST_ORDINALS + ordinal
    if (!isOrdinal(ordinal) || this.#seen.has(key)) return this.#leaveOut(row)
    this.#seen.add(key)
    const deck = this.#run.decks.get(this.#table.homeDeck(row))
    this.decks[row] = deck.id
    this.ids[row] = this.#new.take()
    this.counts.added += 1
    this.#insert(row, noteId, ordinal, deck)
  }

  /** Writes what waits; after the last card. */
  finish(): void {
    this.#rows?.flush()
    if (this.#held.length > 0) this.#run.writes?.bulk.hold(this.#held)
    this.#run.writes?.bulk.cardsInserted(this.#new.first, this.#new.last)
  }

  #insert(row: number, noteId: number, ordinal: number, deck: MappedDeck): void {
    if (this.#rows === null) return
    const flag = Math.max(0, this.#table.get('flags', row)) & 7
    const id = this.ids[row] ?? 0
    const scheduling = this.#scheduling
    const fresh = scheduling === null || this.#table.get('type', row) === 0
    if (fresh && this.#notes.held.has(noteId)) this.#held.push(id)
    const schedule =
      scheduling === null ? NEW : scheduleOf(this.#table, row, scheduling, (told) => this.#warn(row, told))
    const place = scheduling === null ? ++this.#position : schedule.position
    const position = schedule.state === 0 ? deck.lastPosition + place : place
    this.#rows.add({ ...schedule, id, noteId, ordinal, deckId: deck.id, flag, position })
  }

  #leaveOut(row: number): void {
    this.counts.left += 1
    const lost = !this.#notes.ids.has(this.#table.get('noteId', row))
    if (lost) this.#warn(row, { code: 'card-without-note', message: 'it was left out, since its note is not here.' })
    else if (isOrdinal(this.#table.get('ordinal', row)))
      this.#warn(row, { code: 'card-twice', message: 'the note has this card twice; the first counts.' })
    else this.#warn(row, { code: 'card-number', message: 'it was left out, since no note has a card of this number.' })
  }

  /** Tells something of a card, which is named in words. */
  #warn(row: number, { code, message, found }: CardRemark): void {
    const { findings, source } = this.#run
    const name = findings.lists(code)
      ? cardName(source, this.#table.get('noteId', row), this.#table.get('ordinal', row))
      : 'A card'
    findings.warn({ code, message: `${name}: ${message}`, ...(found === undefined ? {} : { found }) })
  }
}
