import type { StudyChoice, StudyOrder } from '../../../../electron/contract/procedures/study.ts'
import { amount } from '../../format/words.ts'

/** What a person can begin besides the day's reviews; `more` is not a session, but a longer day. */
export const STUDY_KINDS = ['cram', 'ahead', 'forgotten', 'missed', 'subject', 'preview', 'search', 'more'] as const
export type StudyKind = (typeof STUDY_KINDS)[number]

/** What has been filled in. */
export interface StudyForm {
  readonly kind: StudyKind
  readonly deckId: number | null
  readonly days: number
  /** A term of the search language, such as `domain:1`. */
  readonly subject: string
  readonly search: string
  readonly order: StudyOrder
  readonly limit: number
  readonly reschedule: boolean
}

interface Plan {
  readonly label: string
  readonly hint: string
  readonly order: StudyOrder
  readonly reschedule: boolean
  /** How many days it speaks of at first. */
  readonly days?: number
}

export const PLANS: Readonly<Record<StudyKind, Plan>> = {
  cram: {
    label: 'Cram: every card',
    hint: 'Each card until you know it. The schedules stay as they are.',
    order: 'random',
    reschedule: false,
  },
  ahead: {
    label: 'Study ahead',
    hint: 'Cards that come due in the next days. An early answer counts for the days that have really passed.',
    order: 'due',
    reschedule: true,
    days: 3,
  },
  forgotten: {
    label: 'Forgotten lately',
    hint: 'Cards that you rated Again in these days, today among them.',
    order: 'random',
    reschedule: false,
    days: 1,
  },
  missed: {
    label: 'Missed in exams',
    hint: 'Questions that you got wrong in an exam.',
    order: 'random',
    reschedule: false,
  },
  subject: {
    label: 'A domain, an objective or a tag',
    hint: 'The cards that are weakest now come first.',
    order: 'recall-asc',
    reschedule: false,
  },
  preview: {
    label: 'Look at new cards',
    hint: 'They stay new, and the day’s limit is not touched.',
    order: 'added',
    reschedule: false,
  },
  search: {
    label: 'What a search finds',
    hint: 'In the same words as in Browse.',
    order: 'due',
    reschedule: true,
  },
  more: {
    label: 'More cards today',
    hint: 'Raises the limits of a deck for today only.',
    order: 'due',
    reschedule: true,
  },
}

/** The orders in words. */
export const ORDER_WORDS: Readonly<Record<StudyOrder, string>> = {
  due: 'Due first',
  overdue: 'Most overdue for their interval',
  'recall-asc': 'Least likely to be known',
  'recall-desc': 'Most likely to be known',
  random: 'At random',
  'oldest-seen': 'Not seen for longest',
  'interval-asc': 'Short intervals first',
  'interval-desc': 'Long intervals first',
  lapses: 'Forgotten most often',
  added: 'Added first',
  'added-desc': 'Added last',
}

/** The search that a form comes to. */
export function searchOf({ kind, days, subject, search }: StudyForm): string {
  switch (kind) {
    case 'ahead':
      return `prop:due>0 prop:due<=${days}`
    case 'forgotten':
      return `rated:${days}:1`
    case 'missed':
      return 'is:missed'
    case 'subject':
      return subject
    case 'preview':
      return 'is:new'
    case 'search':
      return search
    default:
      return ''
  }
}

function titleOf({ kind, days, search }: StudyForm, subject: string): string {
  switch (kind) {
    case 'cram':
      return 'Cram'
    case 'ahead':
      return `${amount(days, 'day')} ahead`
    case 'subject':
      return subject
    case 'search':
      return search.trim().slice(0, 120) || 'All cards'
    case 'preview':
      return 'New cards'
    default:
      return PLANS[kind].label
  }
}

/**
 * What is asked of the host.
 * @param subject the words for the subject
 */
export function choiceOf(form: StudyForm, subject: string): StudyChoice {
  const { deckId, order, limit, reschedule } = form
  return { title: titleOf(form, subject), text: searchOf(form), deckId, order, limit, reschedule }
}
