import type { NoteContent } from '../contract/content/note-content.ts'
import { LIMITS } from '../contract/content/primitives.ts'
import { deckPath } from './deck-path.ts'
import { PLAIN_NOTE, stableGuid, type ImportedNote, type ImportedSchedule } from './imported-deck.ts'
import type { IssueLog, Problem } from './issue-log.ts'
import type { SourceText } from './source-text.ts'
import type { TextProblem } from './text-note.ts'

/** A note read from a row, before it has an identity. */
export interface RowNote {
  readonly content: NoteContent
  readonly tags: readonly string[]
  /** Empty: the sink's deck. */
  readonly deck: string
  /** Empty: made from `key`. */
  readonly guid: string
  /** What makes the row the same row at the next import; the sink counts rows with equal keys. */
  readonly key: (deck: string) => readonly string[]
  readonly schedule?: ImportedSchedule | undefined
}

/** Gathers the notes of a table; a row is either taken or refused with a reason. */
export interface NoteSink {
  readonly notes: readonly ImportedNote[]
  /** How many rows were refused. */
  bad(): number
  /** @param line counts from 1; null in files without lines */
  take(line: number | null, note: RowNote): void
  refuse(line: number | null, problem: TextProblem | Omit<TextProblem, 'field'>): void
}

/** @param source the file's text, or its name when it has no lines */
export function createNoteSink(source: SourceText | string, log: IssueLog, deck: string): NoteSink {
  const notes: ImportedNote[] = []
  const identities = createIdentities()
  const decks = new Map<string, string | null>()
  const file = typeof source === 'string' ? source : source.file
  let bad = 0
  const refuse: NoteSink['refuse'] = (line, problem) => {
    bad += 1
    log.error(rowProblem(problem, source, line, notes.length + bad))
  }
  const normal = (name: string): string | null => {
    let known = decks.get(name)
    if (known === undefined) {
      const made = deckPath(name)
      known = 'path' in made ? made.path : null
      decks.set(name, known)
    }
    return known
  }
  return {
    notes,
    bad: () => bad,
    refuse,
    take(line, note) {
      const path = normal(note.deck === '' ? deck : note.deck)
      if (path === null) return refuse(line, badDeck(note.deck === '' ? deck : note.deck))
      const problem = tagProblem(note.tags) ?? guidProblem(note.guid)
      if (problem) return refuse(line, problem)
      const first = note.guid === '' ? undefined : identities.claim(note.guid, line ?? notes.length + bad + 1)
      if (first !== undefined) return refuse(line, repeatedGuid(note.guid, first))
      const guid = note.guid === '' ? identities.make(note.key(path)) : note.guid
      const where = { file, ...(line === null ? {} : { line }), note: notes.length + bad + 1 }
      const { content, tags, schedule } = note
      const made = note.guid === '' ? ({ madeGuid: true } as const) : {}
      notes.push({ guid, ...made, deck: path, content, tags, ...PLAIN_NOTE, where, ...(schedule ? { schedule } : {}) })
    },
  }
}

/** A problem of a row with its place. */
function rowProblem(
  problem: Partial<TextProblem>,
  source: SourceText | string,
  line: number | null,
  note: number,
): Problem {
  const { field, code = 'row', message = '', ...rest } = problem
  const file = typeof source === 'string' ? source : source.file
  const place = typeof source === 'string' || line === null ? { file } : { ...source.lineAt(line), column: 1 }
  return { code, message, ...rest, where: { ...place, note, ...(field ? { field } : {}) } }
}

/** Rows with equal keys are different notes: each further one is counted into its guid. */
function createIdentities() {
  const claimed = new Map<string, number>()
  const counts = new Map<string, number>()
  return {
    /** Takes a guid, or gives the line that has it already. */
    claim(guid: string, line: number): number | undefined {
      const first = claimed.get(guid)
      if (first === undefined) claimed.set(guid, line)
      return first
    },
    make(key: readonly string[]): string {
      const guid = stableGuid(...key)
      const earlier = counts.get(guid) ?? 0
      counts.set(guid, earlier + 1)
      return earlier === 0 ? guid : stableGuid(...key, String(earlier))
    },
  }
}

function tagProblem(tags: readonly string[]): TextProblem | null {
  if (tags.length <= LIMITS.tags && tags.every((tag) => tag.length <= LIMITS.name)) return null
  const many = tags.length > LIMITS.tags
  return {
    code: many ? 'too-many' : 'too-long',
    message: many ? 'The note has too many tags.' : 'A tag is too long.',
    field: 'tags',
    expected: many ? `at most ${LIMITS.tags} tags` : `at most ${LIMITS.name} characters`,
    found: many ? `${tags.length} tags` : `${Math.max(...tags.map((tag) => tag.length))} characters`,
  }
}

function guidProblem(guid: string): TextProblem | null {
  if (guid.length <= LIMITS.name) return null
  const expected = `at most ${LIMITS.name} characters`
  return {
    code: 'too-long',
    message: 'The guid is too long.',
    field: 'guid',
    expected,
    found: `${guid.length} characters`,
  }
}

function badDeck(found: string): TextProblem {
  const expected = 'names joined by two colons, such as AIF-C01::Cards'
  return { code: 'deck-path', message: 'The name of the deck is not usable.', field: 'deck', expected, found }
}

function repeatedGuid(guid: string, line: number): TextProblem {
  const message = `This guid is also that of the row on line ${line}.`
  return { code: 'duplicate-id', message, field: 'guid', expected: 'a guid of its own for each row', found: guid }
}
