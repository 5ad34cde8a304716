import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { CalendarDate } from '../content/primitives.ts'
import { commonErrors } from '../errors.ts'
import { DueCounts, Instant, Progress, Rating, StudyDay } from '../shapes.ts'

const base = oc.errors(commonErrors)

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Factor on the root size, 0.85 to 1.5. */
  textSize: z.number().min(0.85).max(1.5),
  /** Actions with a key of the person's own: action id → key, e.g. `review.undo` → `z`. */
  keys: z.record(z.string().max(60), z.string().max(30)),
  /** Keys without Ctrl, Alt or Cmd (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  /** The hour at which a study day begins. */
  rolloverHour: z.int().min(0).max(23),
  newPerDay: z.int().min(0).max(9999),
  reviewsPerDay: z.int().min(0).max(9999),
  desiredRetention: z.number().min(0.7).max(0.99),
  /** Days that are kept as free of reviews as an easy weekday at none. */
  holidays: z.array(CalendarDate).max(1000),
  /** Limits of the decks above count as well when a deck is studied by itself. */
  limitsFromTop: z.boolean(),
  /** What was missed, guessed or flagged in an exam comes into the reviews, and right answers count as reviews. */
  missesToReviews: z.boolean(),
  /** Sounds of a card play when it comes. */
  autoplay: z.boolean(),
  /** URI of the system's voice that reads aloud; empty for the first that fits. */
  voice: z.string().max(300),
  /** BCP 47; empty for the system's own language. */
  voiceLang: z.string().max(40),
  voiceRate: z.number().min(0.5).max(2),
  examDate: CalendarDate.nullable(),
  minutesPerDay: z.int().min(1).max(600).nullable(),
  /** What bounds a day: numbers of cards, minutes, or the plan to the date of the exam. */
  paceBy: z.enum(['cards', 'minutes', 'exam']),
  /** Expected recall to reach on the day of the exam. */
  targetRecall: z.number().min(0.7).max(0.97),
  /** Only Again and Good in reviews. */
  twoButtons: z.boolean(),
  /** A word when Hard is used for what was forgotten. */
  hardNote: z.boolean(),
  /** The seconds that a card has been thought about stand above it. */
  answerTimer: z.boolean(),
  /** Seconds after which the answer is shown by itself; 0 for never. */
  revealAfter: z.int().min(0).max(600),
  /** Seconds after which an answer that was not rated is put off until tomorrow; 0 for never. */
  restAfter: z.int().min(0).max(600),
  /** Minutes that a learning card may come early when nothing else is left. */
  learnAhead: z.int().min(0).max(720),
  experience: z.enum(['new', 'some']).nullable(),
  /** Columns of the Browse list in their order; empty for the usual ones. */
  browseColumns: z.array(z.string().max(20)).max(30),
  /** Decks, tags and saved searches stand beside the list. */
  browseOutline: z.boolean(),
  firstRunDone: z.boolean(),
  /** The line that explains what an epoch is. */
  epochHint: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

export const Hello = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'loopback']),
  platform: z.string(),
  dataDir: z.string(),
  /** Path that cards are shown from, a secret of this run: `media/NAME` and `frame/` lie below it. */
  content: z.string(),
  schema: z.int(),
  settings: Settings,
})
export type Hello = z.infer<typeof Hello>

export const TodayView = z.object({
  day: StudyDay,
  /** Which pass this is: study days with an answer, today included. */
  epoch: z.int(),
  left: z.int(),
  done: z.int(),
  counts: DueCounts,
  /** New cards not begun yet in the whole collection, held questions apart. */
  newLeft: z.int(),
  /** The first study day with an answer; today when there is none yet. */
  firstDay: StudyDay,
  /** Study days of the submitted attempts, oldest first. */
  attemptDays: z.array(StudyDay),
  /** Today's answers in order, for the strip. */
  strip: z.array(Rating),
  recall: z.number().nullable(),
  minutesDone: z.number(),
  minutesLeft: z.number(),
  /** The last 14 study days, oldest first: answers given. */
  lastDays: z.array(z.object({ day: StudyDay, answers: z.int() })),
  tomorrow: DueCounts,
  examDate: StudyDay.nullable(),
  daysToExam: z.int().nullable(),
  runningAttempt: z.object({ attemptId: z.int(), title: z.string(), remainingMs: z.int() }).nullable(),
  latestAttempt: z
    .object({
      attemptId: z.int(),
      title: z.string(),
      right: z.int(),
      scored: z.int(),
      low: z.number(),
      high: z.number(),
      passShare: z.number(),
    })
    .nullable(),
  updatesWaiting: z.int(),
  cardsOnClosedServices: z.int(),
  savedAt: Instant.nullable(),
})
export type TodayView = z.infer<typeof TodayView>

/** What the interface is told without asking. */
export const AppEvent = z.discriminatedUnion('type', [
  /** Something in the collection changed; views on screen read again. */
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('job'), job: z.enum(['check', 'install']), progress: Progress }),
  z.object({ type: z.literal('job-done'), job: z.enum(['check', 'install']), message: z.string().nullable() }),
])
export type AppEvent = z.infer<typeof AppEvent>

export const Licence = z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() })

/** A name that every file system takes, without its ending. */
const FileName = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u)

export const PdfSaved = z.object({
  outcome: z.enum(['saved', 'cancelled', 'unavailable']),
  /** Where the file is, once it was saved. */
  path: z.string().nullable(),
})
export type PdfSaved = z.infer<typeof PdfSaved>

export const app = {
  hello: base.output(Hello),
  today: base.output(TodayView),
  updateSettings: base.input(Settings.partial()).output(Settings),
  events: base.output(eventIterator(AppEvent)),
  /** Version, system, schema, counts and settings; no card content. */
  diagnostics: base.output(z.object({ text: z.string() })),
  licences: base.output(z.array(Licence)),
  /**
   * Saves the page on screen as a PDF where the person wants it; `unavailable` in a browser, which prints. CONFLICT when
   * the file cannot be written.
   */
  savePdf: base.input(z.object({ name: FileName })).output(PdfSaved),
  /** A report about a note for the clipboard: guid, versions, source; no answers of the person. */
  noteReport: base.input(z.object({ noteId: z.int() })).output(z.object({ text: z.string() })),
}
