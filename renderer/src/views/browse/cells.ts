import type { CardRow } from '../../../../electron/contract/procedures/browse.ts'
import { dayWithYear } from '../../format/dates.ts'
import { KIND_NAMES } from '../../format/kinds.ts'
import { amount, share } from '../../format/words.ts'
import { daysShort, dueWords, studyDayOf } from './words.ts'

export interface CellContext {
  readonly today: string
  readonly rolloverHour: number
}

export interface Cell {
  readonly words: string
  /** A class that sets it off. */
  readonly tone?: 'now' | 'zero' | 'many'
}

const LEECH_NEAR = 4
const NOTHING: Cell = { words: '' }
const days = (value: number | null): Cell => (value === null ? NOTHING : { words: daysShort(value) })
const counted = (value: number): Cell => ({ words: String(value), ...(value === 0 ? { tone: 'zero' as const } : {}) })

/** What stands in a column of a card's line, the question apart. */
export function cellOf(row: CardRow, column: string, { today, rolloverHour }: CellContext): Cell {
  switch (column) {
    case 'side':
      return { words: row.cards > 1 ? amount(row.cards, 'card') : (row.side ?? '') }
    case 'kind':
      return { words: KIND_NAMES[row.kind] }
    case 'objective':
      return { words: row.objective ?? '' }
    case 'due': {
      const due = dueWords(row, today, rolloverHour)
      return { words: due.words, ...(due.now ? { tone: 'now' as const } : {}) }
    }
    case 'stability':
      return days(row.stability)
    case 'recall':
      return { words: row.retrievability === null ? '' : share(row.retrievability) }
    case 'lapses':
      return row.lapses >= LEECH_NEAR ? { words: String(row.lapses), tone: 'many' } : counted(row.lapses)
    case 'difficulty':
      return { words: row.difficulty === null ? '' : row.difficulty.toFixed(1) }
    case 'interval':
      return days(row.interval)
    case 'reps':
      return counted(row.reps)
    case 'position':
      return { words: row.position === null ? '' : String(row.position) }
    case 'deck':
      return { words: row.deck === '' ? 'several' : (row.deck.split('::').at(-1) ?? row.deck) }
    case 'tags':
      return { words: row.tags.join(', ') }
    case 'added':
      return { words: dayWithYear(studyDayOf(row.createdAt, rolloverHour)) }
    case 'edited':
      return { words: dayWithYear(studyDayOf(row.editedAt, rolloverHour)) }
    default:
      return NOTHING
  }
}
