import type { NoteTypeDefinition } from '../../../contract/content/note-type.ts'
import type { CheckResult } from '../../../contract/procedures/review.ts'
import { align, diffParts } from '../diff.ts'
import { clozeToType } from './cloze.ts'
import { decodeEntities, stripTags } from './html.ts'

/** What a card asks to be typed. */
export interface TypedField {
  readonly expected: string
  /** Whether accents and other marks count; `type:nc:` says no. */
  readonly marks: boolean
  readonly font: string | null
  /** Pixels. */
  readonly size: number | null
}

/** Stands where the answer is typed, and on the back where it is compared. */
export const TYPE_SLOT = '\u{E002}'

const OPEN = '[[type:'
const CLOSE = ']]'
const LONGEST = 500

/**
 * The place of typing in a side: `[[type:Field]]` of the first such mark decides; every mark becomes the slot. A field
 * that is empty asks for nothing, one that the type does not have is named in the mark's place.
 * @param ordinal the card, for `[[type:cloze:Field]]`
 */
export function takeTyped(
  html: string,
  type: NoteTypeDefinition,
  fields: readonly string[],
  ordinal: number,
): { readonly html: string; readonly typed: TypedField | null } {
  const first = html.indexOf(OPEN)
  if (first === -1) return { html, typed: null }
  const length = html.slice(first + OPEN.length, first + OPEN.length + LONGEST).indexOf(CLOSE)
  if (length < 1) return { html, typed: null }
  const mark = html.slice(first + OPEN.length, first + OPEN.length + length)
  const [, kind, name = ''] = /^(?:(cloze|nc):)?([^]*)$/.exec(mark) ?? []
  const index = type.fields.findIndex((field) => field.name === name)
  const field = type.fields[index]
  if (field === undefined) return { html: fill(html, `The field to type, ${name}, does not exist.`), typed: null }
  const text = fields[index] ?? ''
  const expected = expectedText(kind === 'cloze' ? clozeToType(text, ordinal + 1) : text)
  if (expected === '') return { html: fill(html, ''), typed: null }
  const typed = { expected, marks: kind !== 'nc', font: field.font ?? null, size: field.fontSize ?? null }
  return { html: fill(html, TYPE_SLOT), typed }
}

/** Every mark of typing, whatever it names, as `words`. */
function fill(html: string, words: string): string {
  let result = ''
  let done = 0
  for (let at = html.indexOf(OPEN); at !== -1; at = html.indexOf(OPEN, done)) {
    const length = html.slice(at, at + LONGEST).indexOf(CLOSE)
    if (length === -1) {
      result += html.slice(done, at + OPEN.length)
      done = at + OPEN.length
      continue
    }
    result += html.slice(done, at) + words
    done = at + length + CLOSE.length
  }
  return result + html.slice(done)
}

/** A field as it is to be typed: no sounds, breaks as spaces, no markup. */
function expectedText(html: string): string {
  const silent = html.replace(/\[sound:[^\]]{1,500}\]|\[\/?anki:tts[^\]]{0,500}\]/g, '')
  const joined = silent.replace(/(?:\n|<br ?\/?>|<\/?div>)+/gi, ' ')
  return decodeEntities(stripTags(joined)).trim()
}

/**
 * Compares what was typed with what is expected, character by character. Anki's rules: capitals and punctuation count;
 * accents do not where the field is typed with `type:nc:`.
 */
export function compareTemplateAnswer(given: string, { expected, marks }: TypedField): CheckResult {
  const typed = given.trim()
  const left = characters(typed, marks)
  const right = characters(expected, marks)
  const equal = left.keys.join('') === right.keys.join('')
  if (equal) {
    const same = [{ text: expected, mark: 'same' as const }]
    return { right: true, typed: same, expected: same }
  }
  const alignment = align(left.keys, right.keys)
  return {
    right: false,
    typed: diffParts(left.shown, alignment.left, 'extra'),
    expected: diffParts(right.shown, alignment.right, 'missing'),
  }
}

/** The characters of a text as they are compared, and as they are shown; without marks each base keeps its own. */
function characters(text: string, marks: boolean): { keys: string[]; shown: string[] } {
  if (marks) {
    const all = [...text.normalize('NFC')]
    return { keys: all, shown: all }
  }
  const keys: string[] = []
  const shown: string[] = []
  for (const character of text.normalize('NFKD')) {
    if (!/\p{M}/u.test(character)) {
      keys.push(character)
      shown.push(character)
    } else if (shown.length > 0) shown[shown.length - 1] += character
  }
  return { keys, shown: shown.map((one) => one.normalize('NFC')) }
}
