import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { Id, Instant } from '../shapes.ts'
import { SEARCH_LENGTH, SearchProblem } from './browse.ts'

const base = oc.errors(commonErrors)

/** What a session of chosen cards goes by; `overdue` is how late a card is in proportion to its interval. */
export const STUDY_ORDERS = [
  'due',
  'overdue',
  'recall-asc',
  'recall-desc',
  'random',
  'oldest-seen',
  'interval-asc',
  'interval-desc',
  'lapses',
  'added',
  'added-desc',
] as const
export type StudyOrder = (typeof STUDY_ORDERS)[number]

/** Cards that one session may hold. */
export const MOST_STUDIED = 5000

/** Which cards a session asks, and how. */
export const StudyChoice = z.object({
  /** What the session is called on screen. */
  title: z.string().trim().min(1).max(200),
  /** In the search language; empty means every card. */
  text: z.string().max(SEARCH_LENGTH),
  /** Only this deck with its subdecks. */
  deckId: Id.nullable(),
  order: z.enum(STUDY_ORDERS),
  limit: z.int().min(1).max(MOST_STUDIED),
  /** False: the answers change no schedule. */
  reschedule: z.boolean(),
})
export type StudyChoice = z.infer<typeof StudyChoice>

/** A session that is under way. */
export const StudySession = z.object({
  title: z.string(),
  reschedule: z.boolean(),
  startedAt: Instant,
  /** Cards that were chosen. */
  cards: z.int(),
  done: z.int(),
  /** Still to be asked, those that come back among them. */
  left: z.int(),
})
export type StudySession = z.infer<typeof StudySession>

/** Study of chosen cards beside the day's queue. Its steps are asked for with `review.next({ study: true })`. */
export const study = {
  /**
   * How many cards could be asked; suspended, held and resting ones are left out. Problem `regex`: `browse.search` has
   * to look for it first, as a list of cards; then this knows.
   */
  count: base
    .input(StudyChoice.pick({ text: true, deckId: true }))
    .output(z.object({ cards: z.int(), problem: SearchProblem.nullable() })),
  /** Begins a session in place of the one before. INVALID for a search that makes no sense, CONFLICT without cards. */
  start: base.input(StudyChoice).output(StudySession),
  /** The session under way, as long as it has cards left. */
  current: base.output(z.object({ session: StudySession.nullable() })),
  /** Gives the session up; its answers stay. */
  end: base.output(z.object({})),
}
