import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { Answer, ExamKindName, Id, Instant, NoteReference, QuestionKey, QuestionView, ServiceBadge } from '../shapes.ts'

export const BlueprintView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  questions: z.int(),
  scored: z.int(),
  minutes: z.number(),
  passShare: z.number(),
  kinds: z.array(z.object({ kind: ExamKindName, share: z.number() })),
  /** Path of the deck that its questions come from, or null for the whole collection. */
  deck: z.string().nullable(),
  /** Brought in by the person, who can take it out again. */
  imported: z.boolean(),
  domains: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      weight: z.number(),
      /** Questions a form takes from this domain, in the bank, and not yet asked in an exam. */
      perForm: z.int(),
      bank: z.int(),
      unseen: z.int(),
    }),
  ),
  /** How many forms the bank still fills without repeating a question. */
  freshForms: z.int(),
})
export type BlueprintView = z.infer<typeof BlueprintView>

/** `exam`: nothing is told before the end. `practice` and `quiz`: the key of a question is shown when it is asked for. */
export const AttemptMode = z.enum(['exam', 'practice', 'quiz'])
export type AttemptMode = z.infer<typeof AttemptMode>

/** A marked stretch of the stem: first character and the one after the last, in the text as shown. */
export const Stretch = z.tuple([z.int().min(0), z.int().min(0)])
export type Stretch = z.infer<typeof Stretch>

const Struck = z.array(z.int().min(0)).max(24)
const Highlights = z.array(Stretch).max(100)

/** Characters that a scratch pad holds. */
export const SCRATCH_LIMIT = 20_000

export const ResponseState = z.object({
  answer: Answer.nullable(),
  flagged: z.boolean(),
  /** The person said that the answer is a guess. */
  guessed: z.boolean(),
  struck: Struck,
  highlights: Highlights,
  seen: z.boolean(),
  spentMs: z.int(),
})
export type ResponseState = z.infer<typeof ResponseState>

export const AttemptState = z.enum(['running', 'submitted'])

export const AttemptSummary = z.object({
  attemptId: Id,
  mode: AttemptMode,
  title: z.string(),
  blueprintId: z.string(),
  state: AttemptState,
  startedAt: Instant,
  submittedAt: Instant.nullable(),
  /** True when time ran out. */
  timedOut: z.boolean(),
  /** 0 when there is no limit, as in practice. */
  limitMs: z.int(),
  spentMs: z.int(),
  answered: z.int(),
  questions: z.int(),
  /** Right among the scored items; null while running. */
  right: z.int().nullable(),
  scored: z.int(),
})
export type AttemptSummary = z.infer<typeof AttemptSummary>

/** What is told of a question once its key was asked for. */
export const Feedback = z.object({
  right: z.boolean(),
  key: QuestionKey,
  objective: z.string().nullable(),
  badges: z.array(ServiceBadge),
  references: z.array(NoteReference),
  verifiedOn: z.string().nullable(),
})
export type Feedback = z.infer<typeof Feedback>

/** An attempt as it is sat: no keys but those that were shown, nothing that tells scored items from the others. */
export const AttemptSitting = z.object({
  attemptId: Id,
  mode: AttemptMode,
  title: z.string(),
  /** 0 when there is no limit. */
  limitMs: z.int(),
  remainingMs: z.int(),
  spentMs: z.int(),
  /** The clock stands, in practice and quizzes, until the person goes on. */
  paused: z.boolean(),
  scratch: z.string(),
  position: z.int(),
  /** Another window holds the attempt: its clock and its place are moved there, until it is taken over. */
  elsewhere: z.boolean(),
  items: z.array(
    z.object({ ordinal: z.int(), question: QuestionView, response: ResponseState, feedback: Feedback.nullable() }),
  ),
})
export type AttemptSitting = z.infer<typeof AttemptSitting>

/** The clock after a call: what is left (0 without a limit) and what was spent, in milliseconds. */
export const Pulse = z.object({
  /** `elsewhere`: the attempt goes on, but in another window. */
  state: z.enum([...AttemptState.options, 'elsewhere']),
  remainingMs: z.int(),
  spentMs: z.int(),
  savedAt: Instant,
  /** Something was saved from another window meanwhile: the attempt is to be opened again. */
  stale: z.boolean().optional(),
})
export type Pulse = z.infer<typeof Pulse>

export const ReportItem = z.object({
  ordinal: z.int(),
  noteId: Id.nullable(),
  guid: z.string(),
  domain: z.string(),
  objective: z.string().nullable(),
  scored: z.boolean(),
  right: z.boolean(),
  /** Whether the question comes up in the reviews. */
  inReviews: z.boolean(),
  question: QuestionView,
  key: QuestionKey,
  response: ResponseState,
  badges: z.array(ServiceBadge),
  references: z.array(NoteReference),
  verifiedOn: z.string().nullable(),
  /** Task of the exam guide, and the objective in words; null where the exam does not have the objective. */
  task: z.string().nullable(),
  objectiveLabel: z.string().nullable(),
  /** What became of the question since it was asked; the report shows what was asked then. */
  since: z.enum(['same', 'edited', 'deleted']),
  /** It was in an earlier attempt. */
  seenBefore: z.boolean(),
  /** Complete answers that were given up for others, oldest first, with the time spent on the question by then. */
  replaced: z.array(z.object({ answer: Answer, right: z.boolean(), spentMs: z.int() })),
})
export type ReportItem = z.infer<typeof ReportItem>

/** A count of right answers with its 90 % interval (shares, 0 to 1). */
export const ShareEstimate = z.object({ right: z.int(), of: z.int(), low: z.number(), high: z.number() })
export type ShareEstimate = z.infer<typeof ShareEstimate>

export const AttemptReport = z.object({
  attempt: AttemptSummary,
  total: ShareEstimate,
  passShare: z.number(),
  passed: z.boolean(),
  /** Illustration on the exam's scale, or null when the blueprint has none. */
  scaled: z
    .object({ value: z.int(), low: z.int(), high: z.int(), min: z.number(), pass: z.number(), max: z.number() })
    .nullable(),
  domains: z.array(z.object({ id: z.string(), title: z.string(), estimate: ShareEstimate })),
  /** As the domains, for the exam guide's tasks; those without a scored question are left out. */
  tasks: z.array(z.object({ id: z.string(), title: z.string(), domain: z.string(), estimate: ShareEstimate })),
  /**
   * Of 100 fresh forms as hard as this one, how many the same knowledge passes (0 to 1): Beta-binomial with a uniform
   * prior over all questions asked. Null for practice and quizzes.
   */
  again: z.number().nullable(),
  evenPaceMs: z.int(),
  /** Milliseconds a question: the middle one, of those right, of those wrong, and of the last quarter of the exam. */
  pace: z.object({
    medianMs: z.int(),
    rightMs: z.int().nullable(),
    wrongMs: z.int().nullable(),
    lastQuarterMs: z.int(),
    overPace: z.int(),
    notSeen: z.int(),
  }),
  /** Questions by what became of the first complete answer when another was given in the end. */
  changes: z.object({ wrongToRight: z.int(), rightToWrong: z.int(), wrongToWrong: z.int(), back: z.int() }),
  interruptions: z.array(z.object({ at: Instant, gapMs: z.int() })),
  items: z.array(ReportItem),
})
export type AttemptReport = z.infer<typeof AttemptReport>

/** Which questions a quiz is drawn from; an empty list lets everything through. */
export const QuizFilter = z.object({
  /** Null for every question of the collection. */
  blueprintId: z.string().nullable(),
  domains: z.array(z.string()).max(50),
  objectives: z.array(z.string()).max(500),
  kinds: z.array(ExamKindName),
  services: z.array(z.string()).max(200),
  difficulties: z.array(z.int().min(1).max(3)),
  /** `missed`: answered wrong in an attempt before. `unseen`: neither in an attempt nor in the reviews yet. */
  past: z.enum(['any', 'missed', 'unseen']),
})
export type QuizFilter = z.infer<typeof QuizFilter>

/** Questions in a quiz, at least and at most. */
export const QUIZ_SIZE = { least: 5, most: 30 } as const

const Counted = { questions: z.int() }
/** What a quiz can be drawn from, with how many questions there are of each. */
export const QuizChoices = z.object({
  ...Counted,
  missed: z.int(),
  unseen: z.int(),
  domains: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      ...Counted,
      objectives: z.array(z.object({ id: z.string(), label: z.string(), ...Counted })),
    }),
  ),
  kinds: z.array(z.object({ kind: ExamKindName, ...Counted })),
  services: z.array(z.object({ id: z.string(), name: z.string(), ...Counted })),
  difficulties: z.array(z.object({ difficulty: z.int(), ...Counted })),
})
export type QuizChoices = z.infer<typeof QuizChoices>

const base = oc.errors(commonErrors)
const attempt = z.object({ attemptId: Id })
/** A name that a window gives itself. */
const WindowName = z.string().min(1).max(64)
/** An attempt and the window in which it is sat; without one, other windows are not looked at. */
const held = attempt.extend({ window: WindowName.optional() })

export const exam = {
  blueprints: base.output(z.array(BlueprintView)),
  /** Takes out an exam that the person brought in; its deck stays. Can be undone. */
  removeBlueprint: base.input(z.object({ blueprintId: z.string() })).output(z.object({ undo: z.string() })),
  attempts: base.output(z.array(AttemptSummary)),
  /** CONFLICT with the id of the running attempt when there is one; CONFLICT with the reason when the bank is short. */
  start: base
    .input(
      z.object({
        blueprintId: z.string(),
        mode: z.enum(['exam', 'practice']).optional(),
        seed: z.int().optional(),
        extraMinutes: z.int().min(0).max(600),
        /** The minutes of the blueprint are multiplied by this; 1 unless given. */
        timeFactor: z.number().min(1).max(4).optional(),
        /** Asks the same questions in the same order as this attempt did. */
        again: Id.optional(),
      }),
    )
    .output(attempt),
  /** What a quiz can be drawn from: of a blueprint, or of the whole collection. */
  quizChoices: base.input(z.object({ blueprintId: z.string().nullable() })).output(QuizChoices),
  /** How many questions a filter lets through. */
  quizMatches: base.input(QuizFilter).output(z.object({ questions: z.int() })),
  /** Starts a quiz of at most `size` questions; CONFLICT when none match or another attempt is running. */
  startQuiz: base
    .input(
      z.object({
        filter: QuizFilter,
        size: z.int().min(QUIZ_SIZE.least).max(QUIZ_SIZE.most),
        order: z.enum(['mixed', 'weakest']),
        seed: z.int().optional(),
      }),
    )
    .output(attempt),
  /** The window holds the attempt from then on, unless another one does; `take` takes it from that one. */
  sit: base.input(held.extend({ take: z.boolean().optional() })).output(AttemptSitting),
  /**
   * Lets the attempt go, so that another window can hold it at once: this one is closed or shows something else.
   * `position` is the question that was on screen, and is kept when the window held the attempt.
   */
  leave: base.input(attempt.extend({ window: WindowName, position: z.int().min(0).optional() })).output(z.object({})),
  /** Durable when it answers, from whichever window. Counts as a pulse. What is left out stays as it is. */
  respond: base
    .input(
      held.extend({
        ordinal: z.int().min(0),
        answer: Answer.nullable(),
        flagged: z.boolean(),
        guessed: z.boolean().optional(),
        struck: Struck,
        highlights: Highlights.optional(),
      }),
    )
    .output(Pulse),
  /** Keeps the notes on the scratch pad; durable when it answers. */
  scratch: base.input(held.extend({ text: z.string().max(SCRATCH_LIMIT) })).output(Pulse),
  /** Practice and quizzes: shows the key of a question, which takes no other answer from then on. */
  reveal: base.input(held.extend({ ordinal: z.int().min(0) })).output(Feedback),
  /** Practice and quizzes: stops the clock, or lets it go on. */
  pause: base.input(held.extend({ paused: z.boolean() })).output(Pulse),
  /**
   * Keeps the clock: called every 2 s while a window holds the attempt, and when the question changes. From a window
   * that does not hold it, or that only looks on (`watch`), it moves nothing.
   */
  pulse: base.input(held.extend({ position: z.int().min(0), watch: z.boolean().optional() })).output(Pulse),
  submit: base.input(attempt).output(AttemptSummary),
  report: base.input(attempt).output(AttemptReport),
  /** Deletes a submitted attempt; can be undone. */
  remove: base.input(attempt).output(z.object({ undo: z.string() })),
}
