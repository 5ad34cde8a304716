import type { CardRow } from '../../../../electron/contract/procedures/browse.ts'
import { addDays, dayWithYear, shortDay } from '../../format/dates.ts'

const HOUR_MS = 3_600_000

/** The study day (YYYY-MM-DD, local zone) of an instant, with days that begin at `rolloverHour`. */
export function studyDayOf(instant: number, rolloverHour: number): string {
  const date = new Date(instant - rolloverHour * HOUR_MS)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** A study day near today in words: `today`, `tomorrow`, `21 Nov`, with the year where it is another. */
export function nearDay(day: string, today: string): string {
  if (day === today) return 'today'
  if (day === addDays(today, 1)) return 'tomorrow'
  return day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : dayWithYear(day)
}

export interface DueWords {
  readonly words: string
  /** It waits now. */
  readonly now: boolean
}

/** When a card comes: a day, or why it does not come by itself. */
export function dueWords(row: CardRow, today: string, rolloverHour: number): DueWords {
  if (row.suspended) return { words: 'suspended', now: false }
  if (row.held) return { words: 'held', now: false }
  if (row.buried) return { words: 'buried', now: false }
  if (row.due === null || row.state === 'new') return { words: 'new', now: false }
  const day = studyDayOf(row.due, rolloverHour)
  const now = day <= today
  return { words: now ? 'today' : nearDay(day, today), now }
}

/** Days as `4.6` below a hundred, whole above. */
export function daysShort(days: number): string {
  return days < 100 ? days.toFixed(1) : Math.round(days).toLocaleString('en-GB')
}

/** An interval: `10 min`, `5 h`, `4 d`, `2.5 months`, `1.2 years`. `ms` counts where `days` is 0. */
export function intervalWords(days: number, ms: number): string {
  if (days > 0) {
    if (days < 60) return `${Math.round(days)} d`
    if (days < 365) return `${(days / 30.4).toFixed(1)} months`
    return `${(days / 365.25).toFixed(1)} years`
  }
  const minutes = Math.max(1, Math.round(ms / 60_000))
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

/** Time taken for an answer: `0:12`, `1:04`. */
export function timeTaken(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export interface TextPart {
  readonly text: string
  readonly gap: boolean
}

/** The line of a card in parts, with the answers of gaps (`[answer]`) apart. */
export function textParts(row: Pick<CardRow, 'text' | 'kind'>): readonly TextPart[] {
  if (row.kind !== 'cloze') return [{ text: row.text, gap: false }]
  return row.text
    .split(/(\[[^\]]*\])/)
    .filter(Boolean)
    .map((text) => ({ text, gap: text.startsWith('[') && text.endsWith(']') }))
}

/** The state of a card in words, for those who do not see its mark. */
export function stateWords(row: CardRow): string {
  if (row.suspended) return 'suspended'
  if (row.held) return 'held'
  if (row.buried) return 'buried'
  return row.state === 'relearning' ? 'learning again' : row.state
}
