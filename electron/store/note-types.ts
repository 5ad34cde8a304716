import type { NoteTypeDefinition } from '../contract/content/note-type.ts'
import type { RowWriter } from './row-writer.ts'
import type { NoteTypeRow } from './rows.ts'
import type { Statements } from './statements.ts'

/** How the notes of an imported type look. */
export interface NoteType {
  readonly id: number
  readonly guid: string
  readonly name: string
  /** The id that its source knows it by; null for one made here. */
  readonly source: string | null
  readonly modifiedAt: number
  readonly definition: NoteTypeDefinition
}

export interface NewNoteType {
  readonly guid?: string
  readonly name: string
  readonly source?: string | null
  readonly definition: NoteTypeDefinition
}

const KEPT = 64

const queries = (sql: Statements) => ({
  get: sql.one<[number], NoteTypeRow>('SELECT * FROM note_type WHERE id = ?'),
  byGuid: sql.one<[string], NoteTypeRow>('SELECT * FROM note_type WHERE guid = ?'),
  changedAt: sql.one<[string], { id: number; modified_at: number }>(
    'SELECT id, modified_at FROM note_type WHERE guid = ?',
  ),
  bySource: sql.all<[string], NoteTypeRow>('SELECT * FROM note_type WHERE source = ? ORDER BY id'),
  all: sql.all<[], NoteTypeRow>('SELECT * FROM note_type ORDER BY name, id'),
  noteIds: sql.values<[string], number>(
    `SELECT id FROM note INDEXED BY note_of_type WHERE kind = 'template' AND json_extract(content, '$.noteType') = ?`,
  ),
  noteCount: sql.value<[string], number>(
    `SELECT count(*) FROM note INDEXED BY note_of_type WHERE kind = 'template' AND json_extract(content, '$.noteType') = ?`,
  ),
})

/** Reads note types. Those asked for by guid are kept in memory, since every card on screen needs its own. */
export class NoteTypes {
  readonly #q: ReturnType<typeof queries>
  readonly #known = new Map<string, NoteType>()

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The note type of an id. */
  get(id: number): NoteType | undefined {
    const row = this.#q.get(id)
    return row === undefined ? undefined : noteTypeOf(row)
  }

  /** The note type of a guid; the same object as long as nobody, on any connection, has changed it. */
  byGuid(guid: string): NoteType | undefined {
    const now = this.#q.changedAt(guid)
    const known = this.#known.get(guid)
    if (now !== undefined && known?.modifiedAt === now.modified_at && known.id === now.id) return known
    this.#known.delete(guid)
    const row = now === undefined ? undefined : this.#q.byGuid(guid)
    if (row === undefined) return undefined
    const [oldest] = this.#known.keys()
    if (this.#known.size >= KEPT && oldest !== undefined) this.#known.delete(oldest)
    const type = noteTypeOf(row)
    this.#known.set(guid, type)
    return type
  }

  /** Note types that came in under an id of their source, the first one first. */
  bySource(source: string): NoteType[] {
    return this.#q.bySource(source).map(noteTypeOf)
  }

  /** All note types by name. */
  all(): NoteType[] {
    return this.#q.all().map(noteTypeOf)
  }

  /** Ids of the notes of a type. */
  noteIds(guid: string): number[] {
    return this.#q.noteIds(guid)
  }

  /** How many notes a type has. */
  noteCount(guid: string): number {
    return this.#q.noteCount(guid) ?? 0
  }

  /** Forgets what is kept in memory, after a write of this connection. */
  forget(): void {
    this.#known.clear()
  }
}

/** Changes note types; usable inside a transaction only. */
export class NoteTypeWrites {
  readonly #rows: RowWriter
  readonly #types: NoteTypes
  readonly #newGuid: () => string

  constructor(rows: RowWriter, types: NoteTypes, newGuid: () => string) {
    this.#rows = rows
    this.#types = types
    this.#newGuid = newGuid
  }

  /** Makes a note type and gives its id; a given guid must be free. */
  create({ guid, name, source, definition }: NewNoteType): number {
    return this.#rows.insert('note_type', {
      guid: guid ?? this.#newGuid(),
      name,
      source: source ?? null,
      definition: JSON.stringify(definition),
    })
  }

  /** @returns false when there is no such note type */
  update(id: number, values: { name?: string; source?: string | null; definition?: NoteTypeDefinition }): boolean {
    const { definition, ...columns } = values
    this.#types.forget()
    return this.#rows.update('note_type', id, {
      ...columns,
      ...(definition === undefined ? {} : { definition: JSON.stringify(definition) }),
    })
  }

  /** Deletes note types; their notes must go first, or show that their type is gone. */
  remove(ids: readonly number[]): void {
    this.#types.forget()
    this.#rows.remove('note_type', ids)
  }
}

function noteTypeOf(row: NoteTypeRow): NoteType {
  const { id, guid, name, source } = row
  const definition = JSON.parse(row.definition) as NoteTypeDefinition
  return { id, guid, name, source, modifiedAt: row.modified_at, definition }
}
