import { ok, type Result } from '../result.ts'
import { CARD_CONDITIONS, type CardCondition, type Pattern, type Term } from './ast.ts'
import { checkRegex, readText } from './field-terms.ts'
import { plainOf } from './pattern.ts'
import type { SearchProblem } from './problems.ts'
import {
  readCard,
  readDupe,
  readFlag,
  readIds,
  readKind,
  readMissed,
  readProperty,
  readRated,
  readSpan,
} from './value-terms.ts'
import type { Value } from './value.ts'

type Read = Result<Term, SearchProblem>

interface Key {
  readonly read: (value: Value) => Read
  /** Shown when nothing stands behind the colon; null where that has a meaning. */
  readonly example: string | null
}

/** A key whose value is a pattern. */
function patterned(example: string, make: (pattern: Pattern) => Term): Key {
  return {
    example,
    read: (value) => {
      const pattern = value.pattern()
      return pattern.ok ? ok(make(pattern.value)) : pattern
    },
  }
}

function wordOf(pattern: Pattern): string | null {
  return plainOf(pattern)?.toLowerCase() ?? null
}

function readTag(value: Value): Read {
  if (/^re:/i.test(value.text)) {
    const source = checkRegex(value.after(3))
    return source.ok ? ok({ type: 'tag-regex', source: source.value }) : source
  }
  const pattern = (/^nc:/i.test(value.text) ? value.after(3) : value).pattern()
  if (!pattern.ok) return pattern
  return ok({ type: 'tag', pattern: wordOf(pattern.value) === 'none' ? null : pattern.value })
}

function deckTerm(pattern: Pattern): Term {
  const word = wordOf(pattern)
  if (word === 'current') return { type: 'deck-current' }
  if (word === 'filtered') return { type: 'deck-filtered' }
  return { type: 'deck', pattern }
}

const CONDITION_NAMES = new Map<string, CardCondition>([
  ...CARD_CONDITIONS.map((name) => [name, name] as const),
  ['learning', 'learn'],
  ['relearning', 'relearn'],
])

function readCondition(value: Value): Read {
  const name = value.text.toLowerCase()
  if (name === 'missed') return ok({ type: 'missed', days: null })
  const condition = CONDITION_NAMES.get(name)
  if (condition === undefined)
    return value.refuse('unknown-state', `Cards are never “${value.text}”.`, `${CARD_CONDITIONS.join(', ')} or missed`)
  return ok({ type: 'is', condition })
}

function readHas(value: Value): Read {
  if (['media', 'image', 'images', 'sound', 'audio'].includes(value.text.toLowerCase())) return ok({ type: 'media' })
  return value.refuse('unknown-part', 'Notes can be asked for media only.', 'has:media')
}

const condition: Key = { read: readCondition, example: 'is:due' }
const ids = (of: 'note' | 'card' | 'deck', key: string): Key => ({
  read: (value) => readIds(value, of),
  example: `${key}:12,15`,
})

const KEYS: Readonly<Record<string, Key>> = {
  tag: { read: readTag, example: 'tag:networks, or tag:none' },
  deck: patterned('deck:AIF-C01, or deck:current', deckTerm),
  is: condition,
  state: condition,
  prop: { read: readProperty, example: 'prop:lapses>3' },
  rated: { read: readRated, example: 'rated:7, or rated:7:1 for Again' },
  added: { read: (value) => readSpan(value, 'added'), example: 'added:7' },
  edited: { read: (value) => readSpan(value, 'edited'), example: 'edited:7' },
  introduced: { read: (value) => readSpan(value, 'introduced'), example: 'introduced:7' },
  resched: { read: (value) => readSpan(value, 'rescheduled'), example: 'resched:7' },
  missed: { read: readMissed, example: null },
  flag: { read: readFlag, example: 'flag:1, or flag:0 for none' },
  note: patterned('note:Basic', (pattern) => ({ type: 'note-type', pattern })),
  kind: { read: readKind, example: 'kind:cloze' },
  card: { read: readCard, example: 'card:1' },
  nid: ids('note', 'nid'),
  cid: ids('card', 'cid'),
  did: ids('deck', 'did'),
  dupe: { read: readDupe, example: 'dupe:basic,What is an epoch?' },
  preset: patterned('preset:Default', (pattern) => ({ type: 'preset', pattern })),
  objective: patterned('objective:1.1', (pattern) => ({
    type: 'objective',
    pattern: wordOf(pattern) === 'none' ? null : pattern,
  })),
  domain: patterned('domain:1', (pattern) => ({ type: 'domain', pattern })),
  service: patterned('service:bedrock', (pattern) => ({ type: 'service', pattern })),
  has: { read: readHas, example: 'has:media' },
  w: { read: (value) => readText(value, true), example: 'w:epoch' },
  nc: { read: (value) => readText(value, false), example: 'nc:naive' },
  sc: { read: (value) => readText(value, false), example: 'sc:epoch' },
}

/** What reads the value of a key; undefined for the name of a field. */
export function keyOf(name: string): Key | undefined {
  return Object.hasOwn(KEYS, name) ? KEYS[name] : undefined
}
