import { NOTE_KINDS, type NoteKind } from '../../contract/content/note-content.ts'
import { ok, type Result } from '../result.ts'
import { COMPARISONS, PROPERTIES, type Comparison, type Property, type Term } from './ast.ts'
import { plainOf } from './pattern.ts'
import type { SearchProblem } from './problems.ts'
import type { Value } from './value.ts'

type Read = Result<Term, SearchProblem>

/** Longer than anybody's history. */
const MOST_DAYS = 36_500

function wholeNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}

function readDays(value: Value, example: string): Result<number, SearchProblem> {
  const days = wholeNumber(value.text)
  if (days === null) return value.refuse('bad-days', 'Give a number of days, counted with today.', example)
  return ok(Math.min(MOST_DAYS, Math.max(1, days)))
}

/** `added:7`: within the last seven days, today included. */
export function readSpan(value: Value, type: 'added' | 'edited' | 'introduced' | 'rescheduled'): Read {
  const days = readDays(value, `${type === 'rescheduled' ? 'resched' : type}:7`)
  return days.ok ? ok({ type, days: days.value }) : days
}

/** `missed:` ever, `missed:30` within the last thirty days. */
export function readMissed(value: Value): Read {
  if (value.text === '') return ok({ type: 'missed', days: null })
  const days = readDays(value, 'missed:30')
  return days.ok ? ok({ type: 'missed', days: days.value }) : days
}

/** `rated:7` or `rated:7:1`. */
export function readRated(value: Value): Read {
  const [count = '', rating, ...more] = value.text.split(':')
  const days = wholeNumber(count)
  const example = 'rated:7, or rated:7:1 for Again'
  if (days === null || more.length > 0)
    return value.refuse('bad-days', 'Give a number of days, counted with today.', example)
  if (rating !== undefined && !/^[1-4]$/.test(rating))
    return value.refuse('bad-rating', 'A rating is 1 Again, 2 Hard, 3 Good or 4 Easy.', example)
  return ok({
    type: 'rated',
    days: Math.min(MOST_DAYS, Math.max(1, days)),
    rating: rating === undefined ? null : Number(rating),
  })
}

export function readFlag(value: Value): Read {
  if (!/^[0-7]$/.test(value.text))
    return value.refuse('bad-flag', 'Flags have the numbers 1 to 7; 0 is none.', 'flag:1')
  return ok({ type: 'flag', flag: Number(value.text) })
}

const EXAM: readonly NoteKind[] = ['multiple-choice', 'multiple-response', 'ordering', 'matching']
const KIND_ALIASES = new Map<string, readonly NoteKind[]>([
  ...NOTE_KINDS.map((kind) => [kind, [kind]] as const),
  ['reversed', ['basic-reversed']],
  ['choice', ['multiple-choice']],
  ['response', ['multiple-response']],
  ['question', EXAM],
  ['exam', EXAM],
])

/** `kind:cloze`; `kind:question` for the four exam kinds. */
export function readKind(value: Value): Read {
  const kinds = KIND_ALIASES.get(value.text.toLowerCase())
  if (kinds === undefined)
    return value.refuse(
      'unknown-kind',
      `There is no kind “${value.text}”.`,
      `${[...NOTE_KINDS, 'question'].join(', ')}`,
    )
  return ok({ type: 'kind', kinds })
}

/** `card:1` is a note's first card; anything else the name that its note type gives the card. */
export function readCard(value: Value): Read {
  if (/^\d{1,5}$/.test(value.text)) {
    const number = Number(value.text)
    if (number < 1) return value.refuse('bad-card', 'Cards of a note are counted from 1.', 'card:1')
    return ok({ type: 'ordinal', ordinal: number - 1 })
  }
  const pattern = value.pattern()
  return pattern.ok ? ok({ type: 'card-name', pattern: pattern.value }) : pattern
}

export function readIds(value: Value, of: 'note' | 'card' | 'deck'): Read {
  if (!/^\d{1,15}(,\d{1,15})*$/.test(value.text))
    return value.refuse('bad-ids', 'Give numbers with commas between them.', '12,15')
  return ok({ type: 'ids', of, ids: value.text.split(',').map(Number) })
}

/** `dupe:text`, or `dupe:basic,text` for notes of one kind or type. */
export function readDupe(value: Value): Read {
  const comma = value.text.indexOf(',')
  const noteType = comma === -1 ? null : value.text.slice(0, comma).trim()
  const pattern = (comma === -1 ? value : value.after(comma + 1)).pattern()
  if (!pattern.ok) return pattern
  const text = plainOf(pattern.value)
  if (text === null || text.trim() === '')
    return value.refuse(
      'bad-dupe',
      'Give the text of a first field, without wildcards.',
      'dupe:basic,What is an epoch?',
    )
  return ok({ type: 'dupe', noteType, text })
}

const PROPERTY = /^([a-z-]+?)(<=|>=|!=|=|<|>)(.*)$/i
const GONE = new Map([
  ['ease', 'Cards have a difficulty instead of an ease.'],
  ['resched', 'Use resched:7 instead.'],
])

/** `prop:ivl>=10`, `prop:due=-1`, `prop:r<0.9` or `prop:r<90%`. */
export function readProperty(value: Value): Read {
  const [, name = '', sign = '', amount = ''] = PROPERTY.exec(value.text) ?? []
  const property = PROPERTIES.find((one) => one === name.toLowerCase())
  const bare = value.text.replace(/[<>=!].*$/s, '').toLowerCase()
  if (property === undefined) {
    if (PROPERTIES.includes(bare as Property))
      return value.refuse(
        'bad-comparison',
        `Compare ${bare} with a number.`,
        `prop:${bare}${COMPARISONS[1]}1, or = < > <= >=`,
      )
    return value.refuse(
      'unknown-property',
      GONE.get(bare) ?? `Cards have no property “${bare}”.`,
      PROPERTIES.join(', '),
    )
  }
  const comparison = sign as Comparison
  const number = numberFor(property, amount.trim())
  if (typeof number === 'string') return value.refuse('bad-number', number, EXAMPLES[property])
  return ok({ type: 'prop', property, comparison, value: number })
}

const EXAMPLES: Readonly<Record<Property, string>> = {
  ivl: 'prop:ivl>=10',
  due: 'prop:due=1 for tomorrow, prop:due<0 for overdue',
  reps: 'prop:reps<5',
  lapses: 'prop:lapses>3',
  s: 'prop:s<21',
  d: 'prop:d>0.8 as a share, or prop:d>8 of ten',
  r: 'prop:r<0.9',
  pos: 'prop:pos<=100',
  rated: 'prop:rated=-1 for yesterday',
}

/** The number of a comparison, or why it is none. Shares may be written in per cent. */
function numberFor(property: Property, text: string): number | string {
  const share = property === 'r' || property === 'd'
  if (share || property === 's') {
    const [, digits, percent] = /^(\d{1,7}(?:\.\d{1,9})?)(%?)$/.exec(text) ?? []
    if (digits === undefined || (percent === '%' && !share)) return 'Compare with a number such as 0.9.'
    const number = percent === '%' ? Number(digits) / 100 : Number(digits)
    if (property === 'r' && number > 1) return 'Recall is a share of 0 to 1.'
    // Anki counts difficulty as a share of the way from 1 to 10.
    return property === 'd' && number <= 1 ? 1 + number * 9 : number
  }
  if (!/^-?\d{1,7}$/.test(text)) return 'Compare with a whole number.'
  const number = Number(text)
  if (property === 'rated' && number > 0) return 'Days that have passed are 0 or less.'
  return number
}
