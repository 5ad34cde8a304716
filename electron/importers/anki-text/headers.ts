import type { OnMatch } from '../imported-deck.ts'
import type { Problem } from '../issue-log.ts'
import { quoted, type SourceText } from '../source-text.ts'

/** What the leading lines of an Anki text file say; columns count from 0. */
export interface AnkiHeaders {
  readonly separator: string | null
  readonly html: boolean | null
  readonly tags: readonly string[]
  /** The line of column labels as written; it is read when the separator is known. */
  readonly columns: { readonly text: string; readonly line: number } | null
  readonly noteType: string | null
  readonly deck: string | null
  readonly noteTypeColumn: number | null
  readonly deckColumn: number | null
  readonly tagsColumn: number | null
  readonly guidColumn: number | null
  readonly onMatch: OnMatch
  /** Notes with equal first fields are the same only within one deck. */
  readonly matchDeck: boolean
  /** Where the records begin. */
  readonly body: { readonly offset: number; readonly line: number }
  readonly problems: readonly Problem[]
}

type Draft = { -readonly [K in keyof AnkiHeaders]: AnkiHeaders[K] } & { problems: Problem[] }

const SEPARATORS = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['space', ' '],
  ['pipe', '|'],
  ['colon', ':'],
  ['\\t', '\t'],
  ...[',', ';', '\t', ' ', '|', ':'].map((sign) => [sign, sign] as const),
])

const KEYS =
  /^#\s*(?:separator|html|tags|columns|note\s?type|deck|(?:note\s?type|deck|tags|guid) column|if matches|match scope)\s*:/i

/** Does the first line say that this is an Anki text file? */
export function hasAnkiHeaders(text: string): boolean {
  return KEYS.test(text) || /^tags:/i.test(text)
}

/**
 * Reads the headers: an optional first line `tags:a b`, then lines `#key:value`. Keys are trimmed and their case
 * does not count; unknown keys are comments.
 */
export function readHeaders(source: SourceText): AnkiHeaders {
  const draft: Draft = {
    separator: null,
    html: null,
    tags: [],
    columns: null,
    noteType: null,
    deck: null,
    noteTypeColumn: null,
    deckColumn: null,
    tagsColumn: null,
    guidColumn: null,
    onMatch: 'update',
    matchDeck: false,
    body: { offset: 0, line: 1 },
    problems: [],
  }
  const { text } = source
  let offset = 0
  let line = 1
  while (offset < text.length) {
    const found = text.indexOf('\n', offset)
    const end = found < 0 ? text.length : found
    const content = text.slice(offset, end)
    if (line === 1 && /^tags:/i.test(content)) draft.tags = splitAnkiTags(content.slice('tags:'.length))
    else if (!content.startsWith('#')) break
    else readHeader(content.slice(1), line, draft, source)
    offset = end + 1
    line += 1
  }
  draft.body = { offset, line }
  return draft
}

function readHeader(content: string, line: number, draft: Draft, source: SourceText): void {
  const colon = content.indexOf(':')
  if (colon < 0) return
  const key = content
    .slice(0, colon)
    .trim()
    .toLowerCase()
    .replace(/^note type/, 'notetype')
  const value = content.slice(colon + 1)
  const refuse = (expected: string) =>
    draft.problems.push({
      code: 'header',
      message: `The header #${key} has a value that is not known.`,
      where: { ...source.lineAt(line), column: colon + 3 },
      expected,
      found: value.trim() === '' ? 'nothing' : quoted(value),
    })
  switch (key) {
    case 'separator': {
      const separator = readSeparator(value)
      if (separator === null) refuse('comma, semicolon, tab, space, pipe or colon')
      else draft.separator = separator
      return
    }
    case 'html': {
      const word = withoutJunk(value).toLowerCase()
      if (word !== 'true' && word !== 'false') refuse('true or false')
      else draft.html = word === 'true'
      return
    }
    case 'tags':
      draft.tags = splitAnkiTags(value)
      return
    case 'columns':
      draft.columns = { text: value, line }
      return
    case 'notetype':
      draft.noteType = value.trim()
      return
    case 'deck':
      draft.deck = value.trim()
      return
    default:
      readChoice(key, value, draft, refuse)
  }
}

function readChoice(key: string, value: string, draft: Draft, refuse: (expected: string) => void): void {
  const column = COLUMN_KEYS.get(key)
  if (column) {
    const number = Number(withoutJunk(value))
    if (Number.isInteger(number) && number >= 1) draft[column] = number - 1
    else refuse('the number of a column, from 1')
  } else if (key === 'if matches') {
    const choice = MATCHES.find(([words]) => value.trim().toLowerCase().startsWith(words))
    if (choice) draft.onMatch = choice[1]
    else refuse('update current, keep current or keep both')
  } else if (key === 'match scope') {
    const scope = value.trim().toLowerCase()
    if (!scope.startsWith('notetype')) refuse('notetype, or notetype + deck')
    else draft.matchDeck = scope.includes('deck')
  }
}

const COLUMN_KEYS = new Map<string, 'noteTypeColumn' | 'deckColumn' | 'tagsColumn' | 'guidColumn'>([
  ['notetype column', 'noteTypeColumn'],
  ['deck column', 'deckColumn'],
  ['tags column', 'tagsColumn'],
  ['guid column', 'guidColumn'],
])

const MATCHES: readonly (readonly [string, OnMatch])[] = [
  ['update current', 'update'],
  ['keep current', 'keep-current'],
  ['keep both', 'keep-both'],
]

function readSeparator(value: string): string | null {
  const [first = ''] = value
  const name = withoutJunk(value).toLowerCase()
  return SEPARATORS.get(name) ?? SEPARATORS.get(first) ?? null
}

/**
 * A spreadsheet that saved the file again adds separators to each line (`#separator:Comma,,`): everything from
 * the first character after the first that is no letter or digit is cut.
 */
function withoutJunk(value: string): string {
  const trimmed = value.replace(/^[^\S\t]+/, '')
  return trimmed.slice(0, 1) + trimmed.slice(1).replace(/[^A-Za-z0-9][^]*$/, '')
}

/** Splits tags at blanks, the ideographic one included. */
export function splitAnkiTags(text: string): string[] {
  return [...new Set(text.split(/[\s\u3000]+/).filter((tag) => tag !== ''))]
}
