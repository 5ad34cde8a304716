import { LIMITS } from '../../contract/content/primitives.ts'
import type { ImportedSchedule } from '../imported-deck.ts'
import type { XmlNote, XmlNotes } from '../xml-notes.ts'

const GENERAL = '<default>'
/** Items of lower grades are not yet learned, and asked again and again. */
const LEARNED = 2
const USUAL_EASE = 2.5
/** More answers than anyone gives. */
const MOST_ANSWERS = 1_000_000

/** An item of Mnemosyne 1, from its collection or its XML. */
export interface MnemosyneItem {
  readonly id: string
  readonly question: string
  readonly answer: string
  /** Name of its category; empty for none. */
  readonly category: string
  /** Seconds since 1970: when day 0 of the collection began; 0 when that is not known. */
  readonly begun: number
  /** 0 to 5, as it was last answered. */
  readonly grade: number
  readonly easiness: number
  /** Answers while it was learned, and after. */
  readonly acquisitions: number
  readonly retentions: number
  readonly lapses: number
  /** Days since the collection was begun. */
  readonly lastDay: number
  readonly nextDay: number
  /** UTF-16 units from 0; null in files without lines. */
  readonly offset: number | null
}

/** An item as a note: its category is its deck, and one that was learned keeps its due date. */
export function itemNote(item: MnemosyneItem): XmlNote {
  const schedule = scheduleOf(item)
  return {
    kind: 'basic',
    front: item.question,
    back: item.answer,
    tags: [],
    deck: categoryDeck(item.category),
    // The other way round is an item of its own, whose id says so.
    id: item.id,
    offset: item.offset,
    ...(schedule ? { schedule } : {}),
  }
}

/** What stays behind of items, in words that follow "without". */
export const ITEMS_LOST: XmlNotes['lost'] =
  'the log of their reviews, which Mnemosyne keeps apart; how well each is known is worked out from its interval and easiness'

/** The levels of a category's name; the general category is the deck of the file itself. */
function categoryDeck(category: string): string {
  if (category === GENERAL) return ''
  const levels = category.split('::').map((level) => level.replace(/\s+/g, ' ').trim().slice(0, LIMITS.name))
  return levels.filter((level) => level !== '').join('::')
}

function scheduleOf(item: MnemosyneItem): ImportedSchedule | null {
  const { begun, grade, easiness, lastDay, nextDay, retentions, acquisitions, lapses } = item
  const answers = count(retentions) + count(acquisitions)
  const known = [begun, grade, lastDay, nextDay].every(Number.isFinite) && begun > 0
  if (!known || grade < LEARNED || answers === 0 || nextDay < lastDay) return null
  return {
    begunAt: begun * 1000,
    dueDay: Math.round(nextDay),
    lastDay: Math.round(lastDay),
    ease: Number.isFinite(easiness) && easiness > 1.1 ? easiness : USUAL_EASE,
    reps: Math.max(answers, count(lapses)),
    lapses: count(lapses),
  }
}

function count(number: number): number {
  return Number.isFinite(number) ? Math.min(MOST_ANSWERS, Math.max(0, Math.trunc(number))) : 0
}
