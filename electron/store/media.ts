import type { RowWriter } from './row-writer.ts'
import type { Statements } from './statements.ts'

/** A file that notes refer to by its name; its bytes lie in the media folder under their hash. */
export interface MediaRow {
  /** As notes write it; composed form (NFC). */
  readonly name: string
  /** SHA-256 of the bytes, in lower-case hex. */
  readonly hash: string
  /** Bytes. */
  readonly size: number
  readonly modified_at: number
}

const queries = (sql: Statements) => ({
  get: sql.one<[string], MediaRow>('SELECT * FROM media WHERE name = ?'),
  byHash: sql.all<[string], MediaRow>('SELECT * FROM media INDEXED BY media_by_hash WHERE hash = ? ORDER BY name'),
  all: sql.all<[], MediaRow>('SELECT * FROM media ORDER BY name'),
  count: sql.value<[], number>('SELECT count(*) FROM media'),
})

/** A name and the bytes that go by it. */
type NamedFile = Pick<MediaRow, 'name' | 'hash' | 'size'>

/** Reads which media there are. */
export class MediaNames {
  readonly #q: ReturnType<typeof queries>

  constructor(sql: Statements) {
    this.#q = queries(sql)
  }

  /** The medium of a name, whatever form its letters are composed in. */
  get(name: string): MediaRow | undefined {
    return this.#q.get(mediaName(name))
  }

  /** Every name that the same bytes go by. */
  byHash(hash: string): MediaRow[] {
    return this.#q.byHash(hash)
  }

  /** All media by name. */
  all(): MediaRow[] {
    return this.#q.all()
  }

  count(): number {
    return this.#q.count() ?? 0
  }
}

/**
 * Changes which media there are; usable inside a transaction only. Not part of undo, but for those of an import: a
 * name that nothing refers to does no harm, and the check finds it.
 */
export class MediaWrites {
  readonly #rows: RowWriter
  readonly #put
  readonly #rename
  readonly #remove

  constructor(sql: Statements, rows: RowWriter) {
    this.#rows = rows
    this.#put = sql.run<[string, string, number, number]>(`
      INSERT INTO media (name, hash, size, modified_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, size = excluded.size, modified_at = excluded.modified_at
      WHERE hash <> excluded.hash`)
    this.#rename = sql.run<[string, number, string]>(
      'UPDATE OR IGNORE media SET name = ?, modified_at = ? WHERE name = ?',
    )
    this.#remove = sql.run<[string]>('DELETE FROM media WHERE name = ?')
  }

  /** Says which bytes go by a name; the file must be in the folder already. */
  put({ name, hash, size }: NamedFile): void {
    this.#put(mediaName(name), hash, size, this.#rows.at)
  }

  /** As `put` for what an import brings: undo takes the name away again; the file stays for redo until it is swept. */
  bring({ name, hash, size }: NamedFile): void {
    this.#rows.keep('media', mediaName(name), `${hash} ${size}`)
  }

  /** @returns false when there is no such name, or the new one is taken */
  rename(from: string, to: string): boolean {
    return this.#rename(mediaName(to), this.#rows.at, mediaName(from)).changes > 0
  }

  /** Takes a name away; the file stays until it is swept. @returns false when there is no such name */
  remove(name: string): boolean {
    return this.#remove(mediaName(name)).changes > 0
  }
}

/** A medium's name as it is stored. */
export function mediaName(name: string): string {
  return name.normalize('NFC')
}
