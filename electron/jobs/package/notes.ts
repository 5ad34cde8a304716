import type { NoteContent } from '../../contract/content/note-content.ts'
import type { TemplateContent } from '../../contract/content/note-type.ts'
import { LIMITS } from '../../contract/content/primitives.ts'
import { stableGuid } from '../../importers/imported-deck.ts'
import type { AnkiNote } from '../../importers/anki-package/index.ts'
import type { RowBatch } from '../../store/bulk.ts'
import type { KnownCard, KnownText } from '../../store/bulk-reads.ts'
import { plainWords, wordsOf } from '../../store/words.ts'
import { noteName } from './names.ts'
import { fieldsOf, summaryOf, TagTexts, tooLong } from './note-text.ts'
import type { MappedType } from './note-type-map.ts'
import { isOwnType } from '../../importers/anki-package/restore.ts'
import { fitCards, textColumns } from '../note-row.ts'
import { addOwnNote, ownNoteOf, type OwnNote } from './own-notes.ts'
import { NewIds, UNWRITTEN, type PackageRun } from './run.ts'

export interface NoteCounts {
  added: number
  updated: number
  unchanged: number
  skipped: number
  conflicting: number
}

/** A note as it would stand here. */
interface ReadNote {
  readonly note: AnkiNote
  /** Of a note that went out from here and comes back as it was: what it is; its type is none. */
  readonly own: OwnNote | null
  readonly type: Pick<MappedType, 'guid'>
  readonly guid: string
  readonly content: NoteContent
  readonly tags: readonly string[]
  readonly tagsJson: string
  /** Place in the file, from 1. */
  readonly place: number
}

/** Notes whose words wait, so that the index is written rarely. */
const WORDS_WAITING = 4000

/** Brings the notes of a package in, a part at a time. */
export class NoteImport {
  readonly counts: NoteCounts = { added: 0, updated: 0, unchanged: 0, skipped: 0, conflicting: 0 }
  /** How many notes the package has of each of its note types. */
  readonly byType = new Map<string, number>()
  /** Our note of each of Anki's that came in or is here. */
  readonly ids = new Map<number, number>()
  /** The cards that notes had here before. */
  readonly cards = new Map<number, ReadonlyMap<number, KnownCard>>()
  /** Our notes whose cards wait until their question was missed. */
  readonly held = new Set<number>()
  readonly #run: PackageRun
  readonly #hasCards: ReadonlySet<number>
  readonly #tags: TagTexts
  readonly #new: NewIds
  readonly #rows: RowBatch | null
  readonly #ownRows: RowBatch | null
  readonly #seen = new Set<string>()
  #words: [noteId: number, words: string][] = []
  #place = 0

  /** @param hasCards Anki's ids of the notes that have a card in the package */
  constructor(run: PackageRun, hasCards: ReadonlySet<number>) {
    this.#run = run
    this.#hasCards = hasCards
    this.#tags = new TagTexts(run.order.scheduling)
    this.#new = new NewIds(run.writes?.bulk.nextId('note') ?? UNWRITTEN)
    this.#rows = run.writes?.bulk.notes() ?? null
    this.#ownRows = run.writes?.bulk.ownNotes() ?? null
  }

  /** Brings some notes in. */
  add(notes: readonly AnkiNote[]): void {
    const read = notes.flatMap((note) => this.#read(note) ?? [])
    const known = this.#run.collection.bulk.notesByGuid(read.map(({ guid }) => guid))
    const apart: ReadNote[] = []
    const matched: { note: ReadNote; mine: KnownText }[] = []
    for (const note of read) {
      const mine = known.get(note.guid)
      if (mine === undefined) this.#insert(note)
      else if (typeOf(mine) === note.type.guid) matched.push({ note, mine })
      else apart.push(note)
    }
    this.#keepBoth(apart, matched)
    for (const { note, mine } of matched) this.#meet(note, mine)
    const cards = this.#run.collection.bulk.cardsOf(matched.map(({ mine }) => mine.id))
    for (const [noteId, ordinals] of cards) this.cards.set(noteId, ordinals)
  }

  /** Writes what waits; after the last notes. */
  finish(): void {
    this.#rows?.flush()
    this.#ownRows?.flush()
    this.#flushWords()
    this.#run.writes?.bulk.notesInserted(this.#new.first, this.#new.last)
  }

  #read(note: AnkiNote): ReadNote | null {
    this.#place += 1
    const place = this.#place
    this.byType.set(note.typeId, (this.byType.get(note.typeId) ?? 0) + 1)
    const own = this.#readOwn(note, place)
    if (own !== null) return own
    const type = this.#run.types.get(note.typeId)
    if (type === null)
      return this.#leaveOut(place, note, 'note-without-type', 'Its note type is not in the package, or cannot be used.')
    if (!this.#hasCards.has(note.id))
      return this.#leaveOut(place, note, 'note-without-cards', 'It has no card in the package.')
    const { fields, wrong } = fieldsOf(note, type.definition.fields.length)
    const long = tooLong(fields)
    if (long >= 0)
      return this.#leaveOut(
        place,
        note,
        'field-size',
        `Its field “${type.definition.fields[long]?.name ?? long}” is longer than a million characters.`,
      )
    if (wrong !== null) {
      const message = `A note has ${wrong} fields and its type ${fields.length}; the text of all of them was kept.`
      this.#warn(note, place, 'field-count', message)
    }
    const named = this.#run.media.inFields(fields)
    const { tags, json } = this.#tags.get(note.tags)
    const content: TemplateContent = { kind: 'template', noteType: type.guid, fields: named }
    return { note, own: null, type, guid: this.#guidOf(note, place), content, tags, tagsJson: json, place }
  }

  /** A note that went out from here, unless it was changed in Anki; null for any other. */
  #readOwn(note: AnkiNote, place: number): ReadNote | null {
    const type = this.#run.source.noteTypes.get(note.typeId)
    if (type === undefined || !isOwnType(type.definition.fields) || !this.#hasCards.has(note.id)) return null
    const { fields } = fieldsOf(note, type.definition.fields.length)
    const own = ownNoteOf(note.guid, fields, this.#tags.get(note.tags).tags, this.#run.media.rename)
    if (own === null) return null
    this.#run.media.inFields(fields.slice(0, -1))
    const guid = this.#guidOf(note, place)
    const mine = { ...own, note: { ...own.note, guid } }
    const { content, tags } = own.note
    return { note, own: mine, type: OWN, guid, content, tags, tagsJson: JSON.stringify(tags), place }
  }

  #leaveOut(place: number, note: AnkiNote, code: string, reason: string): null {
    this.counts.skipped += 1
    this.#warn(note, place, code, `A note was left out. ${reason}`)
    return null
  }

  /** Tells something of a note, which is named in words. */
  #warn(note: AnkiNote, place: number, code: string, message: string): void {
    const { findings, source } = this.#run
    const named = findings.lists(code) ? { found: noteName(source, note) } : {}
    findings.warn({ code, message, where: { note: place }, ...named })
  }

  /** The note's guid; one of its own where the file has none that can be used, or has it twice. */
  #guidOf(note: AnkiNote, place: number): string {
    let { guid } = note
    if (guid === '' || guid.length > LIMITS.name) guid = stableGuid('anki-note', String(note.id))
    if (this.#seen.has(guid)) {
      const message = 'Two notes of the package have the same identity; both are kept.'
      this.#warn(note, place, 'guid-twice', message)
      for (let copy = 1; this.#seen.has(guid); copy += 1)
        guid = stableGuid('anki-note', note.guid, String(note.id), String(copy))
    }
    this.#seen.add(guid)
    return guid
  }

  /** Notes whose guid belongs to a note of another type here: they come in beside it, under a guid that is always the same. */
  #keepBoth(notes: readonly ReadNote[], matched: { note: ReadNote; mine: KnownText }[]): void {
    if (notes.length === 0) return
    const beside = notes.map((note) => ({ ...note, guid: stableGuid('anki-beside', note.guid, note.type.guid) }))
    const known = this.#run.collection.bulk.notesByGuid(beside.map(({ guid }) => guid))
    for (const note of beside) {
      const mine = known.get(note.guid)
      if (mine !== undefined) {
        matched.push({ note, mine })
        continue
      }
      const message = 'A note of the same identity and another type is here already. Both are kept.'
      this.#warn(note.note, note.place, 'note-conflict', message)
      this.#insert(note)
      this.counts.added -= 1
      this.counts.conflicting += 1
    }
  }

  #insert({ note, own, guid, content, tags, tagsJson }: ReadNote): void {
    const id = this.#new.take()
    this.ids.set(note.id, id)
    this.counts.added += 1
    if (own?.held === true) this.held.add(id)
    if (this.#rows === null || this.#ownRows === null) return
    const { now } = this.#run.order
    const created = note.id > 0 && note.id <= now ? note.id : now
    const modified = Math.min(note.modifiedAt, now)
    if (content.kind === 'template') {
      this.#rows.add(id, guid, 'template', summaryOf(content), tagsJson, created, modified, JSON.stringify(content))
      this.#words.push([id, plainWords([...content.fields, ...tags])])
    } else if (own !== null) {
      addOwnNote(this.#ownRows, id, { ...own, note: { ...own.note, guid } }, { created, modified })
      this.#words.push([id, wordsOf({ ...textColumns(own.note) })])
    }
    if (this.#words.length >= WORDS_WAITING) this.#flushWords()
  }

  /** A note that is here already: its text follows the choice for updates; its cards stay as they are. */
  #meet({ note, own, content, tagsJson, place }: ReadNote, mine: KnownText): void {
    this.ids.set(note.id, mine.id)
    const json = JSON.stringify(content)
    const { update } = this.#run.order
    if (mine.content === json && mine.tags === tagsJson) this.counts.unchanged += 1
    else if (update === 'always' || (update === 'newer' && note.modifiedAt > mine.modified_at)) {
      this.counts.updated += 1
      if (this.#run.writes === null) return
      if (own !== null) {
        this.#run.writes.notes.update(mine.id, textColumns(own.note))
        fitCards(this.#run.collection, this.#run.writes, mine.id, content)
      } else if (content.kind === 'template') {
        this.#run.writes.notes.update(mine.id, { content: json, summary: summaryOf(content), tags: tagsJson })
      }
      this.#run.writes.bulk.changedAt('note', mine.id, Math.min(note.modifiedAt, this.#run.order.now))
    } else {
      this.counts.unchanged += 1
      const message = update === 'never' ? 'The text here differs, and stays.' : 'The text here is newer, and stays.'
      this.#warn(note, place, 'note-kept', message)
    }
  }

  #flushWords(): void {
    this.#run.writes?.bulk.words(this.#words)
    this.#words = []
  }
}

/** The type that notes of our own have, since each is what its kind says. */
const OWN = { guid: '' } as const

/** The note type of a note that is here; that of our own for one of another kind. */
function typeOf({ kind, content }: KnownText): string {
  if (kind !== 'template') return OWN.guid
  return (JSON.parse(content) as TemplateContent).noteType
}
