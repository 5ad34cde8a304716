import type { Pattern } from '../../core/search/ast.ts'
import { plainOf, toLike } from '../../core/search/pattern.ts'
import type { SearchEnv } from './env.ts'
import { allOf, NEVER, ofNotes, sql, type Sql } from './sql.ts'

const WORD = /[\p{L}\p{N}\p{Co}]+/gu
/** Signs that tell words apart: C, C++ and C#. */
const TELLING = /[+#&@$%^=<>~|/\\]/

/** A text as the search index has it: small letters without accents. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The words of a text as the search index has them. */
export function wordsIn(text: string): string[] {
  return folded(text).match(WORD) ?? []
}

/**
 * Notes that hold a text, by the search index (content, tags and objective; case and accents do not count).
 * - One word: words that hold it, at the beginning, in the middle or at the end. One or two Latin letters or digits:
 *   words that begin with it.
 * - Several words in quotation marks, or joined by signs: these words beside each other; the last may go on.
 * - `whole`: these words, whole.
 * - Wildcards stand for letters of one word; with several words, or signs alone, the text is looked for as it is written.
 */
export function textCondition(pattern: Pattern, whole: boolean, env: SearchEnv): Sql {
  const plain = plainOf(pattern)
  if (plain === null) return wildCondition(pattern, whole, env)
  const words = wordsIn(plain)
  if (words.length === 0) return asWritten(pattern)
  const [only = ''] = words
  const found = whole
    ? matching(phrase(words, false))
    : words.length === 1
      ? oneWord(only, env)
      : matching(phrase(words, true))
  return TELLING.test(plain) ? sql`(${allOf([found, asWritten(pattern)])})` : found
}

function phrase(words: readonly string[], goesOn: boolean): string {
  return `"${words.join(' ')}"${goesOn ? ' *' : ''}`
}

/** By an FTS5 query of words alone. */
function matching(query: string): Sql {
  return ofNotes(sql`SELECT rowid FROM note_words WHERE note_words MATCH ${query}`)
}

function withTerms(terms: readonly string[]): Sql {
  return sql`SELECT doc FROM temp.note_places WHERE term IN (SELECT value FROM json_each(${JSON.stringify(terms)}))`
}

function oneWord(word: string, env: SearchEnv): Sql {
  const beginning = phrase([word], true)
  if (/^[a-z0-9]{1,2}$/.test(word)) return matching(beginning)
  const inside = env.vocabulary().filter((term) => term.indexOf(word) > 0 && !term.startsWith(word))
  if (inside.length === 0) return matching(beginning)
  return ofNotes(sql`SELECT rowid FROM note_words WHERE note_words MATCH ${beginning} UNION ALL ${withTerms(inside)}`)
}

function wildCondition(pattern: Pattern, whole: boolean, env: SearchEnv): Sql {
  const signs = pattern.some((piece) => typeof piece !== 'string' && /[^\p{L}\p{N}\p{M}\p{Co}]/u.test(piece.text))
  const letters = pattern.some((piece) => typeof piece !== 'string')
  if (signs || !letters) return asWritten(pattern)
  const source = pattern.map((piece) => (piece === 'any' ? '.*' : piece === 'one' ? '.' : folded(piece.text))).join('')
  const regex = new RegExp(whole ? `^${source}$` : source, 'u')
  const terms = env.vocabulary().filter((term) => regex.test(term))
  return terms.length === 0 ? NEVER : ofNotes(withTerms(terms))
}

/** As it stands in one of the note's texts or in its tags. */
function asWritten(pattern: Pattern): Sql {
  const [inJson, inText] = [likeInside(pattern), `%${toLike(pattern)}%`]
  return sql`((n.content LIKE ${inJson} ESCAPE '\\' AND EXISTS (
      SELECT 1 FROM json_tree(n.content) WHERE type = 'text' AND fullkey <> '$.kind' AND atom LIKE ${inText} ESCAPE '\\'))
    OR EXISTS (SELECT 1 FROM json_each(n.tags) WHERE value LIKE ${inText} ESCAPE '\\'))`
}

/** A LIKE pattern for text anywhere inside JSON. */
export function likeInside(pattern: Pattern): string {
  const inJson = pattern.map((piece) =>
    typeof piece === 'string' ? piece : { text: JSON.stringify(piece.text).slice(1, -1) },
  )
  return `%${toLike(inJson)}%`
}
