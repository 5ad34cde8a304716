import { addDays, daysBetween } from '../format/dates.ts'

export interface CalendarCell {
  readonly day: string
  /** Weeks from the left, and the weekday from 0 for Monday. */
  readonly week: number
  readonly weekday: number
  readonly answers: number
  /** 0 for none, 1 to 4 for more and more. */
  readonly heat: number
  /** `future` has not come yet. */
  readonly when: 'past' | 'today' | 'future'
}

export interface Calendar {
  readonly cells: readonly CalendarCell[]
  readonly weeks: number
  /** Where each month begins. */
  readonly months: readonly { readonly week: number; readonly name: string }[]
  /** The least answers of each heat from 1 to 4. */
  readonly steps: readonly number[]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The weekday of a day, 0 for Monday. */
function weekdayOf(day: string): number {
  return ((daysBetween('2024-01-01', day) % 7) + 7) % 7
}

/**
 * Where one heat ends and the next begins: at quarters of what a busy day has (nine days in ten have fewer), so that
 * one great day does not make all others pale.
 */
export function heatSteps(answers: readonly number[]): number[] {
  const sorted = answers.filter((count) => count > 0).sort((a, b) => a - b)
  const busy = sorted[Math.floor(sorted.length * 0.9)] ?? sorted.at(-1) ?? 4
  return [1, 2, 3, 4].map((step) => (step === 1 ? 1 : Math.max(step, Math.round((busy * (step - 1)) / 4))))
}

/** A year of days in weeks from Monday, each with its heat. */
export function calendarOf(
  year: number,
  days: readonly { readonly day: string; readonly answers: number }[],
  today: string,
): Calendar {
  const first = `${year}-01-01`
  const length = daysBetween(first, `${year + 1}-01-01`)
  const offset = weekdayOf(first)
  const answered = new Map(days.map(({ day, answers }) => [day, answers]))
  const steps = heatSteps([...answered.values()])
  const cells = Array.from({ length }, (_, at): CalendarCell => {
    const day = addDays(first, at)
    const answers = answered.get(day) ?? 0
    const place = offset + at
    return {
      day,
      week: Math.floor(place / 7),
      weekday: place % 7,
      answers,
      heat: answers === 0 ? 0 : steps.filter((step) => answers >= step).length,
      when: day === today ? 'today' : day < today ? 'past' : 'future',
    }
  })
  const months = MONTHS.map((name, at) => {
    const begins = `${year}-${String(at + 1).padStart(2, '0')}-01`
    return { name, week: Math.ceil((offset + daysBetween(first, begins)) / 7) }
  })
  return { cells, weeks: (cells.at(-1)?.week ?? 52) + 1, months, steps }
}
