import type { Blueprint } from '../contract/content/catalogue.ts'
import type { AttemptSummary, BlueprintView } from '../contract/procedures/exam.ts'
import { assembleForm, type Form } from '../core/exam/assemble.ts'
import { bankOf } from '../core/exam/bank.ts'
import { shareEstimate } from '../core/exam/score.ts'
import { ok } from '../core/result.ts'
import { dayToDate, studyDay } from '../core/scheduling/study-day.ts'
import { runSteps } from '../core/steps.ts'
import { write, type Context } from './context.ts'
import { readBank, seenQuestions } from './exam/bank.ts'
import { countMatches, quizChoices, startQuiz, type QuizInput } from './exam/quiz.ts'
import { Sitting } from './exam/sitting.ts'
import { inSlices } from './exam/slices.ts'
import { shortOf, startExam, type StartInput } from './exam/start.ts'
import { blueprintView, summaryOf } from './exam/views.ts'
import { conflict, notFound, type Served } from './service-error.ts'

export { responseOf, summaryOf } from './exam/views.ts'

/** Mock exams, practice and quizzes: what can be sat, starting, and what was sat. Sitting is `sitting`'s affair. */
export class ExamService {
  readonly #context: Context
  readonly sitting: Sitting

  constructor(context: Context) {
    this.#context = context
    this.sitting = new Sitting(context)
  }

  /** The exams that can be sat, and what the bank holds for each. */
  async blueprints(): Promise<BlueprintView[]> {
    const { collection, catalogue } = this.#context
    const bank = await inSlices(readBank(collection))
    const seen = seenQuestions(collection, bank)
    const imported = new Set(collection.blueprints.list().map(({ id }) => id))
    return catalogue.blueprints.map((blueprint) =>
      blueprintView(blueprint, imported.has(blueprint.id), bankOf(blueprint, catalogue.blueprints, bank), seen),
    )
  }

  /** Takes out an exam that was imported. */
  async removeBlueprint(id: string): Promise<Served<{ undo: string }>> {
    const blueprint = this.#context.collection.blueprints.list().find((one) => one.id === id)
    if (!blueprint) {
      return this.#context.catalogue.blueprint(id)
        ? conflict('This exam comes with Epoch and cannot be taken out.')
        : notFound('exam')
    }
    const undo = `Remove exam ${blueprint.code}`
    const done = await write(this.#context, undo, (writes) => {
      writes.blueprints.remove(id)
      return ok(undefined)
    })
    return done.ok ? ok({ undo }) : done
  }

  /** All attempts, newest first. */
  attempts(): AttemptSummary[] {
    return this.#context.collection.attempts.list().map(summaryOf)
  }

  /** The attempt that can be gone on with; nothing is left of the time of one without a limit. */
  running(): { attemptId: number; title: string; remainingMs: number } | null {
    const { attempts } = this.#context.collection
    const id = attempts.runningId()
    const row = id === null ? undefined : attempts.get(id)
    if (!row) return null
    return { attemptId: row.id, title: row.title, remainingMs: Math.max(0, row.limit_ms - row.spent_ms) }
  }

  /** The newest result of a mock exam, for Today. */
  latest() {
    const { attempts } = this.#context.collection
    const row = attempts.list().find((one) => one.submitted_at !== null && one.mode === 'exam')
    const full = row && attempts.get(row.id)
    if (!full) return null
    const { low, high } = shareEstimate(row.right ?? 0, row.scored)
    const { passShare } = JSON.parse(full.blueprint) as Blueprint
    return { attemptId: row.id, title: row.title, right: row.right ?? 0, scored: row.scored, low, high, passShare }
  }

  /** Study days of the submitted mock exams, oldest first. */
  days(): string[] {
    const { rolloverHour } = this.#context.settings.get()
    const zone = this.#context.zone()
    const exams = this.#context.collection.attempts.list().filter((row) => row.mode === 'exam')
    const submitted = exams.flatMap((row) => row.submitted_at ?? [])
    return submitted.reverse().map((at) => dayToDate(studyDay(at, zone, rolloverHour)))
  }

  /** The form that a seed gives with no question seen; for the command line. */
  form(blueprintId: string, seed: number): Served<Form> {
    const { collection, catalogue } = this.#context
    const blueprint = catalogue.blueprint(blueprintId)
    if (!blueprint) return notFound(`exam "${blueprintId}"`)
    const bank = bankOf(blueprint, catalogue.blueprints, runSteps(readBank(collection)))
    const form = assembleForm({ blueprint, bank, seen: new Set(), seed })
    return form.ok ? form : shortOf(blueprint, form.error)
  }

  /** Starts an exam or a practice; one attempt at a time. */
  start(input: StartInput): Promise<Served<{ attemptId: number }>> {
    return startExam(this.#context, input)
  }

  quizChoices(blueprintId: string | null): ReturnType<typeof quizChoices> {
    return quizChoices(this.#context, blueprintId)
  }

  quizMatches(filter: QuizInput['filter']): ReturnType<typeof countMatches> {
    return countMatches(this.#context, filter)
  }

  startQuiz(input: QuizInput): ReturnType<typeof startQuiz> {
    return startQuiz(this.#context, input)
  }

  /** Deletes a submitted attempt. */
  async remove(attemptId: number): Promise<Served<{ undo: string }>> {
    const row = this.#context.collection.attempts.get(attemptId)
    if (!row) return notFound('mock exam')
    if (row.submitted_at === null) return conflict('End this exam before you delete it.', attemptId)
    const undo = `Delete ${row.title}`
    const done = await write(this.#context, undo, (writes) => writes.attempts.remove(attemptId))
    return done.ok ? ok({ undo }) : done
  }
}
