import type { Rating } from '../../contract/shapes.ts'

/** What can be done to cards in any number. */
export type CardAct =
  /** Days from today: `3`, `3-7`, with `!` the interval as well. */
  | { readonly act: 'due'; readonly days: string }
  | { readonly act: 'forget'; readonly keepCounts: boolean }
  | {
      readonly act: 'reposition'
      readonly start: number
      readonly step: number
      readonly random: boolean
      readonly shift: boolean
    }
  | { readonly act: 'grade'; readonly rating: Rating }
  | { readonly act: 'suspend'; readonly suspended: boolean }
  | { readonly act: 'bury'; readonly buried: boolean }
  | { readonly act: 'flag'; readonly flag: number }

/** When and where it is done; plain values, so that a worker can be told. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number
  /** IANA zone. */
  readonly zone: string
  readonly rolloverHour: number
  /** What answers have to know besides; without it they know of no holidays and no plan. */
  readonly calendar?: AnswerCalendar
}

/** The days ahead, as an answer sees them. */
export interface AnswerCalendar {
  /** Study days that are to be kept free. */
  readonly holidays: readonly number[]
  /** The plan's desired retention instead of the presets', or null. */
  readonly retention: number | null
  /** The exam that intervals may not pass over, and the recall to reach on it. */
  readonly exam: { readonly daysToExam: number; readonly target: number } | null
}

export const RATING_NAMES: Readonly<Record<Rating, string>> = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' }

/** What undo calls it, for so many cards. */
export function nameOfAct(act: CardAct, cards: number): string {
  const them = cards === 1 ? 'card' : `${cards} cards`
  switch (act.act) {
    case 'due':
      return `Set due date of ${them}`
    case 'forget':
      return `Forget ${them}`
    case 'reposition':
      return `Reposition ${them}`
    case 'grade':
      return `Grade ${them} ${RATING_NAMES[act.rating]}`
    case 'suspend':
      return `${act.suspended ? 'Suspend' : 'Resume'} ${them}`
    case 'bury':
      return `${act.buried ? 'Bury' : 'Unbury'} ${them}`
    case 'flag':
      return act.flag === 0 ? `Remove flag of ${them}` : `Flag ${them}`
  }
}
