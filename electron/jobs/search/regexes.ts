import type { NoteContent } from '../../contract/content/note-content.ts'
import { termsOf, type SearchNode, type Term } from '../../core/search/ast.ts'
import { fieldTexts } from '../../core/search/note-fields.ts'
import { matcher } from '../../core/search/pattern.ts'
import { compileRegex } from '../../core/search/regex.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { NoteRow } from '../../store/rows.ts'
import { regexKey } from '../../store/search/compile.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import { bounded } from './bounded.ts'

type RegexTerm = Extract<Term, { type: 'regex' | 'tag-regex' }>
type Refusal = Exclude<JobFailure, { code: 'bug' }>

/** Notes looked at between two looks at the cancel flag. */
const BATCH = 200

interface Matcher {
  readonly key: string
  readonly matches: (note: NoteRow) => boolean
}

/** The regular expressions of a search. */
export function regexesIn(node: SearchNode | null): RegexTerm[] {
  if (node === null) return []
  const terms = [...termsOf(node)].map(({ term }) => term)
  return terms.filter((term): term is RegexTerm => term.type === 'regex' || term.type === 'tag-regex')
}

function matcherOf(collection: Collection, term: RegexTerm): Matcher {
  const compiled = compileRegex(term.source)
  // The search was parsed with this expression compiled.
  if (!compiled.ok) throw new Error(compiled.error)
  const regex = compiled.value
  const key = regexKey(term)
  if (term.type === 'tag-regex') {
    return { key, matches: (note) => (JSON.parse(note.tags) as string[]).some((tag) => regex.test(tag)) }
  }
  const named = term.field === null ? () => true : matcher(term.field)
  return {
    key,
    matches: (note) => {
      const content = JSON.parse(note.content) as NoteContent
      const type = content.kind === 'template' ? collection.noteTypes.byGuid(content.noteType) : undefined
      const names = type?.definition.fields.map((field) => field.name) ?? []
      return fieldTexts(content, names).some(({ field, text }) => named(field) && regex.test(text))
    },
  }
}

/**
 * The notes, among some, in which each regular expression is found.
 * @param noteIds notes that may matter
 */
export function findByRegex(
  collection: Collection,
  terms: readonly RegexTerm[],
  noteIds: readonly number[],
  pulse: JobPulse,
): Result<Map<string, number[]>, Refusal> {
  const matchers = terms.map((term) => matcherOf(collection, term))
  const found = new Map<string, number[]>(matchers.map(({ key }) => [key, []]))
  for (let start = 0; start < noteIds.length; start += BATCH) {
    if (pulse.cancelled()) return fail({ code: 'cancelled' })
    pulse.progress('Searching', start, noteIds.length)
    let at = ''
    const notes = collection.notes.many(noteIds.slice(start, start + BATCH))
    const ended = bounded(() => {
      for (const note of notes) {
        at = note.summary
        for (const { key, matches } of matchers) if (matches(note)) found.get(key)?.push(note.id)
      }
    })
    if (!ended) return fail({ code: 'refused', issues: [endless(at)] })
  }
  return ok(found)
}

function endless(note: string) {
  return {
    severity: 'error' as const,
    code: 'regex-too-slow',
    message: `The regular expression was stopped: it takes too long on the note “${note}”.`,
    where: { field: 're' },
    expected: 'an expression in which one repetition does not stand inside another',
  }
}
