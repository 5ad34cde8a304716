import type { ContentOf } from '../../contract/content/note-content.ts'
import { DEFAULT_PRESET_OPTIONS, type PresetOptions } from '../../contract/procedures/presets.ts'
import type { CheckResult } from '../../contract/procedures/review.ts'
import { align, diffParts, graphemes } from './diff.ts'
import type { Alignment } from './diff.ts'
import { readNumbers } from './number-input.ts'
import { plainText } from './plain-text.ts'

type Content = Pick<ContentOf<'typed'>, 'answer' | 'accept' | 'caseSensitive' | 'ignoreAccents'>

/** What a preset says about typed answers; a note may say otherwise for itself. */
export type TypedOptions = Pick<PresetOptions, 'typedCapitals' | 'typedAccents'>

/** What counts where the answers of one note are compared. */
export interface TypedCounts {
  readonly capitals: boolean
  readonly accents: boolean
}

/** What counts for a note: what it says itself, else what the preset of its deck says. */
export function typedCounts(
  content: Pick<Content, 'caseSensitive' | 'ignoreAccents'>,
  preset: TypedOptions = DEFAULT_PRESET_OPTIONS,
): TypedCounts {
  const { caseSensitive, ignoreAccents } = content
  return {
    capitals: caseSensitive ?? preset.typedCapitals,
    accents: ignoreAccents === undefined ? preset.typedAccents : !ignoreAccents,
  }
}

/**
 * Compares a typed answer with a note's answers. Spaces at the ends, runs of spaces, composed and decomposed letters,
 * curly and straight quotes, long and short dashes make no difference; capitals and accents do where the note or the
 * preset says so; a number may be written in any way. The difference is shown against the nearest accepted answer, and
 * marks no letter that would have counted as the same.
 * @param preset what the preset of the card's deck says
 */
export function compareTyped(typed: string, content: Content, preset?: TypedOptions): CheckResult {
  const given = tidy(typed)
  const counts = typedCounts(content, preset)
  const key = (text: string): string => {
    const folded = foldedKey(text, counts.capitals)
    return counts.accents ? folded : withoutAccents(folded)
  }
  const accepted = [content.answer, ...(content.accept ?? [])].map((answer) => tidy(plainText(answer)))
  const hit = accepted.find((answer) => key(answer) === key(given) || sameNumber(answer, given))
  if (hit !== undefined) return same(given, hit)
  const characters = graphemes(given)
  let nearest = { characters: [] as string[], alignment: align([], []) as Alignment, likeness: -1 }
  for (const answer of accepted) {
    const wanted = graphemes(answer)
    const alignment = align(characters.map(key), wanted.map(key))
    const likeness = (2 * alignment.common) / Math.max(1, characters.length + wanted.length)
    if (likeness > nearest.likeness) nearest = { characters: wanted, alignment, likeness }
  }
  return {
    right: false,
    typed: diffParts(characters, nearest.alignment.left, 'extra'),
    expected: diffParts(nearest.characters, nearest.alignment.right, 'missing'),
  }
}

/** A right answer: all of it belongs together. */
export function same(typed: string, expected: string): CheckResult {
  return { right: true, typed: [{ text: typed, mark: 'same' }], expected: [{ text: expected, mark: 'same' }] }
}

/** NFC, without spaces at the ends and with single ones inside. */
function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Upper before lower case, so that ß and SS meet. */
function foldedKey(text: string, caseSensitive: boolean): string {
  const plain = text
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
  return caseSensitive ? plain : plain.toUpperCase().toLowerCase().normalize('NFC')
}

/** Without combining marks of Latin, Greek and Cyrillic; other scripts need theirs to be read. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
    .normalize('NFC')
}

function sameNumber(answer: string, given: string): boolean {
  const values = readNumbers(answer, undefined)
  return values.length > 0 && readNumbers(given, undefined).some((value) => values.includes(value))
}
