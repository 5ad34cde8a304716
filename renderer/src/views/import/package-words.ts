import type { ImportPreview, ImportReport } from '../../../../electron/contract/procedures/collection.ts'
import { amount, count } from '../../format/words.ts'
import type { Figure, PlanRow } from './words.ts'

type Contents = NonNullable<ImportPreview['package']>

/** The counts of a package as its own file has them; those that are 0 are left out, except the notes. */
export function packageFigures(contents: Contents): Figure[] {
  const figures: [number, string, string][] = [
    [contents.notes, 'note', 'notes'],
    [contents.cards, 'card', 'cards'],
    [contents.decks, 'deck', 'decks'],
    [contents.noteTypes.length, 'note type', 'note types'],
    [contents.media, 'media file', 'media files'],
    [contents.reviews, 'past review', 'past reviews'],
  ]
  return figures
    .filter(([value], at) => at === 0 || value > 0)
    .map(([value, one, many]) => ({ value: count(value), words: value === 1 ? one : many }))
}

interface Line {
  readonly value: number | undefined
  /** Before and after the import; the number stands in a cell of its own. */
  readonly words: (one: boolean) => readonly [before: string, after: string]
  readonly strong?: boolean
}

/**
 * What comes with the notes of a package: cards that are here, reviews, media and note types, each outcome a row, so
 * that the rows of a kind add up to what the file holds.
 * @param past the import was done
 * @param contents for reviews that stay out; null when it is not known any more
 */
export function packageRows(report: ImportReport, contents: Contents | null, past: boolean): PlanRow[] {
  const { reviews } = report
  const told = reviews.added + reviews.orphaned + (reviews.known ?? 0)
  const out = contents === null ? 0 : contents.reviews - told
  const lines = [...cardLines(report, out), ...mediaLines(report), ...typeLines(report)]
  return lines.flatMap(({ value = 0, words, strong = false }) =>
    value > 0 ? [{ count: value, words: words(value === 1)[past ? 1 : 0], aside: '', strong: strong && !past }] : [],
  )
}

function cardLines({ cards, reviews }: ImportReport, out: number): Line[] {
  return [
    {
      value: cards.known,
      words: (one) => [
        `${one ? 'card is' : 'cards are'} here already and ${one ? 'keeps its' : 'keep their'} schedule`,
        `${one ? 'card was' : 'cards were'} here already and kept ${one ? 'its' : 'their'} schedule`,
      ],
    },
    { value: reviews.added, words: (one) => said(one, 'past review', 'will be added', ['was', 'were'], 'added') },
    {
      value: reviews.orphaned,
      words: (one) =>
        said(one, 'past review', 'of deleted cards will be kept apart', ['', ''], 'of deleted cards kept apart'),
    },
    { value: reviews.known, words: (one) => here(one, 'past review') },
    { value: out, words: (one) => said(one, 'past review', 'will stay out', ['', ''], 'stayed out') },
  ]
}

function mediaLines({ media }: ImportReport): Line[] {
  return [
    { value: media.added, words: (one) => said(one, 'media file', 'will be added', ['was', 'were'], 'added') },
    { value: media.known, words: (one) => here(one, 'media file') },
    {
      value: media.renamed,
      words: (one) => {
        const why = `since yours of that name ${one ? 'is another' : 'are others'}`
        return [`of these ${one ? 'gets' : 'get'} another name, ${why}`, `of these got another name, ${why}`]
      },
    },
    {
      value: media.missing,
      strong: true,
      words: (one) => {
        const text = `${one ? 'media file is' : 'media files are'} named in notes and not in the package`
        return [text, text]
      },
    },
  ]
}

function typeLines({ noteTypes }: ImportReport): Line[] {
  return [
    { value: noteTypes?.added, words: (one) => said(one, 'note type', 'will be added', ['was', 'were'], 'added') },
    {
      value: noteTypes?.updated,
      words: (one) =>
        said(one, 'note type', 'will take the look of the package', ['', ''], 'took the look of the package'),
    },
    {
      value: noteTypes?.conflicting,
      strong: true,
      words: (one) => {
        const name = one ? 'note type differs' : 'note types differ'
        return [`${name} from yours; both will be kept`, `${name} from yours; both were kept`]
      },
    },
  ]
}

function said(
  one: boolean,
  noun: string,
  before: string,
  [was, were]: readonly [string, string],
  after: string,
): readonly [string, string] {
  const name = one ? noun : `${noun}s`
  const verb = one ? was : were
  return [`${name} ${before}`, [name, verb, after].filter(Boolean).join(' ')]
}

function here(one: boolean, noun: string): readonly [string, string] {
  const name = one ? noun : `${noun}s`
  return [`${name} ${one ? 'is' : 'are'} here already`, `${name} ${one ? 'was' : 'were'} here already`]
}

/** The words of the choice to bring the schedule in. */
export function schedulingWords({ reviews }: Contents): string {
  return reviews === 0
    ? 'Bring the schedule of the cards'
    : `Bring the schedule and ${reviews === 1 ? 'the past review' : `the ${amount(reviews, 'past review')}`}`
}
