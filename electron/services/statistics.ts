import { setImmediate } from 'node:timers/promises'
import type {
  StatisticsRange,
  StatisticsScope,
  StatisticsStep,
  StatisticsView,
} from '../contract/procedures/statistics.ts'
import type { Progress } from '../contract/shapes.ts'
import { shareEstimate } from '../core/exam/score.ts'
import { AnswerTally, type AnswersView } from '../core/insight/answer-tally.ts'
import { figuresOf, type CardReading } from '../core/insight/card-point.ts'
import { CardTally, type CardsView } from '../core/insight/cards.ts'
import { gatherStatistics, type ExamFigures, type Figures } from '../core/insight/statistics.ts'
import { ok } from '../core/result.ts'
import { studyDay } from '../core/scheduling/study-day.ts'
import { runJob } from '../jobs/run-job.ts'
import { Statistics } from '../store/statistics.ts'
import { today, type Context } from './context.ts'
import { searchSetting } from './search.ts'
import { conflict, invalid, type Served } from './service-error.ts'
import { cardReading } from './statistics-reading.ts'
import { planScope, type ScopePlan } from './statistics-scope.ts'

export interface StatisticsQuestion {
  readonly scope: StatisticsScope
  readonly range: StatisticsRange
  readonly step: StatisticsStep | null
  readonly year: number | null
}

/** Study days and cards read at a time: a few milliseconds of work, then others have their turn. */
const DAYS_A_STEP = 5
const CARDS_A_STEP = 1000
/** Scopes whose figures are kept, so that another range or year of theirs needs no counting. */
const SCOPES_KEPT = 4
const CANCELLED = 'Cancelled.'

type Counted = Omit<Figures, 'exams'>

interface Kept {
  readonly version: string
  readonly counted: Counted
}

type Tell = (progress: Progress) => void

/** Counts what the Insight view shows. */
export class StatisticsService {
  readonly #context: Context
  readonly #store: Statistics
  readonly #kept = new Map<string, Kept>()

  constructor(context: Context) {
    this.#context = context
    this.#store = new Statistics(context.collection.db)
  }

  /**
   * The view of a scope over a range. All cards and decks are read from the daily figures on this thread, in pieces;
   * any other scope is counted from the log in the worker.
   */
  async read(question: StatisticsQuestion, signal: AbortSignal, tell: Tell): Promise<Served<StatisticsView>> {
    const { day } = today(this.#context)
    const plan = planScope(this.#context, question.scope)
    if (!plan.ok) return plan
    const counted = await this.#counted(plan.value, cardReading(this.#context, day), signal, tell)
    if (!counted.ok) return counted
    const figures = { ...counted.value, exams: this.#exams(plan.value) }
    return ok(gatherStatistics(figures, { ...question, today: day }))
  }

  /** Counts every day anew in the worker; how many had other figures than their reviews. */
  async rebuild(signal: AbortSignal, tell: Tell): Promise<Served<{ days: number }>> {
    const { resources, dataDir, events } = this.#context
    const done = await runJob({ job: 'recount' }, { worker: resources.worker, dataDir, signal, onProgress: tell })
    if (!done.ok) return done.error.code === 'cancelled' ? conflict(CANCELLED) : invalid(done.error.issues)
    if (done.value.days > 0) events.emit({ type: 'changed' })
    return ok(done.value)
  }

  /** The figures of a scope: those that are kept while nothing changed, or newly counted ones. */
  async #counted(plan: ScopePlan, reading: CardReading, signal: AbortSignal, tell: Tell): Promise<Served<Counted>> {
    const version = this.#store.version()
    const key = JSON.stringify([plan, reading, [...reading.decays]])
    const kept = this.#kept.get(key)
    if (kept?.version === version) return ok(kept.counted)
    const counted = await this.#count(plan, reading, signal, tell)
    if (!counted.ok) return counted
    this.#kept.delete(key)
    this.#kept.set(key, { version, counted: counted.value })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > SCOPES_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return counted
  }

  async #count(plan: ScopePlan, reading: CardReading, signal: AbortSignal, tell: Tell): Promise<Served<Counted>> {
    if (plan.way === 'daily') {
      const answers = await this.#answers(plan.deckIds, reading, signal)
      const cards = await this.#cards(plan.deckIds, reading, signal)
      return signal.aborted ? conflict(CANCELLED) : ok({ answers, cards })
    }
    const { resources, dataDir } = this.#context
    const choice =
      plan.way === 'log' ? plan.choice : { text: plan.text, deckIds: null, setting: searchSetting(this.#context) }
    const options = { worker: resources.worker, dataDir, signal, onProgress: tell }
    const counted = await runJob({ job: 'statistics', choice, reading }, options)
    if (counted.ok) return counted
    return counted.error.code === 'cancelled' ? conflict(CANCELLED) : invalid(counted.error.issues)
  }

  async #answers(deckIds: readonly number[] | null, reading: CardReading, signal: AbortSignal): Promise<AnswersView> {
    const tally = new AnswerTally(reading.today)
    const span = this.#store.span()
    for (let from = span?.from ?? 1; span && from <= span.to && !signal.aborted; from += DAYS_A_STEP) {
      for (const hour of this.#store.hours(from, from + DAYS_A_STEP - 1, deckIds)) tally.addHour(hour)
      await setImmediate()
    }
    return tally.result()
  }

  async #cards(deckIds: readonly number[] | null, reading: CardReading, signal: AbortSignal): Promise<CardsView> {
    const tally = new CardTally(reading.today)
    for (const deckId of deckIds ?? [null]) {
      for (let after = 0; !signal.aborted;) {
        const page = this.#store.cards(after, CARDS_A_STEP, deckId)
        for (const point of page) tally.add(figuresOf(point, reading))
        const last = page.at(-1)
        if (last === undefined) break
        after = last[0]
        await setImmediate()
      }
    }
    return tally.figures()
  }

  /** The exams that can be set against a scope's answers: of a deck or a search there are none. */
  #exams(plan: ScopePlan): ExamFigures[] | null {
    if (plan.way === 'daily' && plan.deckIds !== null) return null
    if (plan.way === 'search' || (plan.way === 'log' && plan.objectives === null)) return null
    const rows = plan.way === 'log' ? this.#store.examsOf(plan.objectives ?? []) : this.#store.exams()
    const zone = this.#context.zone()
    const { rolloverHour } = this.#context.settings.get()
    return rows.map(({ title, submitted_at, right, scored }) => {
      const { low, high } = shareEstimate(right, scored)
      return { day: studyDay(submitted_at, zone, rolloverHour), title, right, scored, low, high }
    })
  }
}
