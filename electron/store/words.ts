import type { NoteRow } from './rows.ts'
import type { Statements } from './statements.ts'

// Ends at the next bracket of either kind, so that a field of a million of them is looked at once.
const HTML_TAG = /<[a-zA-Z/!][^<>]*>/g
const CLOZE_MARK = /\{\{c\d+::|\}\}/g

/**
 * The text by which a note is found: every text of its content, its tags and its objective, without HTML tags
 * and cloze marks. A pure function of the row, so that taking back an edit finds the old words again.
 */
export function wordsOf(note: Pick<NoteRow, 'content' | 'tags' | 'objective'>): string {
  const texts: string[] = []
  const content: unknown = JSON.parse(note.content)
  if (typeof content === 'object' && content !== null) {
    for (const [key, value] of Object.entries(content)) if (key !== 'kind' && key !== 'noteType') collect(value, texts)
  }
  collect(JSON.parse(note.tags), texts)
  if (note.objective !== null) texts.push(note.objective)
  return plainWords(texts)
}

/** Texts as `wordsOf` joins those of a row: for callers that have them at hand, in the row's order. */
export function plainWords(texts: readonly string[]): string {
  const text = texts.join(' ')
  return text.includes('<') || text.includes('{{') ? text.replace(HTML_TAG, ' ').replace(CLOZE_MARK, ' ') : text
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value === 'string') texts.push(value)
  else if (Array.isArray(value)) for (const item of value) collect(item, texts)
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) collect(item, texts)
}

/**
 * What a person types into a search box as an FTS5 query: every word must occur, words match from their start,
 * text in double quotes stands together. Nothing in it is read as query syntax.
 *
 * @returns null when there is no word in it
 */
export function matchQuery(text: string): string | null {
  const terms = text.normalize('NFC').match(/"[^"]*"?|[^\s"]+/g) ?? []
  const parts = terms.flatMap((term) => {
    const exact = term.startsWith('"')
    const words = term.replaceAll('"', '').trim()
    // A term of punctuation alone has no token and would match nothing.
    if (!/[\p{L}\p{N}]/u.test(words)) return []
    return [exact ? `"${words}"` : `"${words}" *`]
  })
  return parts.length === 0 ? null : parts.join(' AND ')
}

/** Notes whose words wait in memory. */
const WAITING = 2000

/**
 * Writes the search index beside the notes. Words wait and go in together: FTS5 writes its batch to disk whenever
 * a statement with a savepoint of its own (any with triggers) comes between, which would be at every note.
 */
export class NoteWords {
  readonly #add
  readonly #remove
  readonly #waiting = new Map<number, string>()

  constructor(sql: Statements) {
    this.#add = sql.run<[number, string]>('INSERT INTO note_words (rowid, words) VALUES (?, ?)')
    this.#remove = sql.run<[string]>('DELETE FROM note_words WHERE rowid IN (SELECT value FROM json_each(?))')
  }

  /** A note is new, or has other words. */
  add(noteId: number, note: Pick<NoteRow, 'content' | 'tags' | 'objective'>): void {
    this.#waiting.set(noteId, wordsOf(note))
    if (this.#waiting.size >= WAITING) this.flush()
  }

  /** Takes notes out of the index. */
  remove(noteIds: readonly number[]): void {
    this.#remove(JSON.stringify(noteIds))
    for (const id of noteIds) this.#waiting.delete(id)
  }

  /** Writes what waits; before the transaction ends. */
  flush(): void {
    for (const [noteId, words] of this.#waiting) this.#add(noteId, words)
    this.#waiting.clear()
  }

  /** Forgets what waits, when the transaction is given up. */
  forget(): void {
    this.#waiting.clear()
  }
}
