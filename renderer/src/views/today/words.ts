import type { TodayView } from '../../../../electron/contract/procedures/app.ts'
import type { DueCounts } from '../../../../electron/contract/shapes.ts'
import { addDays, daysBetween } from '../../format/dates.ts'
import { amount, count } from '../../format/words.ts'

export interface Headline {
  readonly title: string
  readonly line: string
  /** Words of the primary button, or null when there is nothing to review. */
  readonly button: string | null
}

/** `36 reviews and 12 new cards`, or that there is nothing. */
export function dueWords(due: DueCounts): string {
  const reviews = due.review + due.learning
  const parts = [reviews > 0 && amount(reviews, 'review'), due.new > 0 && amount(due.new, 'new card')].filter(Boolean)
  return parts.length > 0 ? parts.join(' and ') : 'nothing'
}

/** The day in a sentence, and what there is to do. */
export function headline(today: TodayView): Headline {
  const { done, left, epoch } = today
  if (left > 0) {
    const title =
      done > 0 ? `${amount(left, 'card')} left in today\u2019s pass` : `${amount(left, 'card')} in today\u2019s pass`
    return {
      title,
      line: `Epoch ${epoch}, ${amount(done + left, 'card')}.`,
      button: done > 0 ? 'Continue reviewing' : 'Start reviewing',
    }
  }
  const tomorrow = `Tomorrow: ${dueWords(today.tomorrow)}.`
  if (done > 0) {
    return {
      title: 'Today\u2019s pass is done',
      line: `Epoch ${epoch}, ${amount(done, 'answer')}. ${tomorrow}`,
      button: null,
    }
  }
  return { title: 'Nothing is due today', line: tomorrow, button: null }
}

/** What an epoch is, with today's number. */
export function epochWords(today: TodayView): string {
  const cards = amount(today.done + today.left, 'card')
  return `Epoch ${today.epoch}. An epoch is one full pass over the training data; today that is ${cards}.`
}

export interface ExamPlan {
  readonly title: string
  /** The day on which the last new card is begun at this pace; null when none is left, or none are begun. */
  readonly lastNew: string | null
  /** True when every new card is begun before the exam. */
  readonly onTrack: boolean
  /** New cards a day that would be enough. */
  readonly needed: number
}

function examTitle(days: number): string {
  if (days > 0) return `Exam in ${amount(days, 'day')}`
  return days === 0 ? 'Exam today' : `Exam ${amount(-days, 'day')} ago`
}

/** What the exam date asks for at `newPerDay` new cards a day; null without a date. */
export function examPlan(today: TodayView, newPerDay: number): ExamPlan | null {
  const { examDate, newLeft, day } = today
  if (examDate === null) return null
  const days = daysBetween(day, examDate)
  const needed = Math.ceil(newLeft / Math.max(1, days))
  const lastNew = newLeft > 0 && newPerDay > 0 ? addDays(day, Math.ceil(newLeft / newPerDay) - 1) : null
  const onTrack = newLeft === 0 || (lastNew !== null && lastNew < examDate)
  return { title: examTitle(days), lastNew, onTrack, needed }
}

/** Short plan words: `on track`, or what would be. */
export function planWords(plan: ExamPlan): string {
  return plan.onTrack ? 'on track' : `needs ${count(plan.needed)} new a day`
}
