import type { PlanLine, PlanView, SpreadView } from '../../contract/procedures/plan.ts'
import { ok } from '../../core/result.ts'
import { dayToDate } from '../../core/scheduling/study-day.ts'
import { today, write, type Context } from '../context.ts'
import { conflict, type Served } from '../service-error.ts'
import { breakOf } from './break.ts'
import { minutesOf } from './day-room.ts'
import { doToCards } from '../card-acts.ts'
import { inSlices } from '../exam/slices.ts'
import { examPlan, lateCards } from './exam.ts'
import { readPlanCards } from './reading.ts'
import { chooseSpread, planState, writePlan, type PlanState } from './state.ts'
import { secondsOf, timeAnswers } from './timing.ts'

/** Cards that are brought back before the exam come in this many days before it. */
const LAST_DAYS = 10

/** What was done with a backlog, by the name that undo has for it. */
interface Spreading {
  readonly undo: string
  readonly spread: SpreadView | null
}

interface Made {
  readonly key: string
  readonly view: PlanView
}

/**
 * Plans the days ahead: to the date of an exam, by minutes, after a break. It is reckoned anew on every day and
 * whenever the collection or a setting changes, and what it decides is kept for the queues.
 */
export class PlanService {
  readonly #context: Context
  #made: Made | null = null
  #making: { readonly key: string; readonly work: Promise<Served<PlanView>> } | null = null

  constructor(context: Context) {
    this.#context = context
  }

  /** The whole plan, as it is now. */
  get(): Promise<Served<PlanView>> {
    const key = this.#key()
    if (this.#made?.key === key) return Promise.resolve(ok(this.#made.view))
    if (this.#making?.key === key) return this.#making.work
    const work = this.#make().finally(() => {
      if (this.#making?.work === work) this.#making = null
    })
    this.#making = { key, work }
    return work
  }

  /** The plan in a line. */
  async line(): Promise<Served<PlanLine>> {
    const made = await this.get()
    if (!made.ok) return made
    const { exam, spread, settings } = made.value
    return ok({ paceBy: settings.paceBy, exam, spread })
  }

  /** Spreads the backlog at a pace, or asks all of it again; undoable. No due date moves. */
  async spread(on: boolean, perDay: number | null, newPerDay: number | null): Promise<Served<Spreading>> {
    const made = await this.get()
    if (!made.ok) return made
    const { spread } = made.value
    if (spread === null) return conflict('There is no backlog to spread.')
    const pace = perDay ?? spread.pace?.perDay ?? spread.choices[1]?.perDay
    const fresh = newPerDay ?? spread.newPerDay
    const ownNew = newPerDay !== null || planState(this.#context).spread?.ownNew === true
    const chosen = on && pace !== undefined ? { perDay: pace, newPerDay: fresh, ownNew } : null
    const undo = chosen ? `Spread reviews, ${chosen.perDay} a day` : 'Ask all reviews that piled up'
    const written = await write(this.#context, undo, (writes) => {
      chooseSpread(writes, { spread: chosen, declined: !on })
      return ok(undefined)
    })
    if (!written.ok) return written
    const now = await this.get()
    return now.ok ? ok({ undo, spread: now.value.spread }) : now
  }

  /** Brings cards back before the exam that would come after it, and be under the target by then; undoable. */
  async bringBack(): Promise<Served<{ undo: string; cards: number }>> {
    const made = await this.get()
    if (!made.ok) return made
    const { exam } = made.value
    const days = exam?.daysToExam ?? 0
    const cards = days < 2 ? null : await readPlanCards(this.#context)
    const late = cards === null ? [] : await inSlices(lateCards(cards, days, exam?.target ?? 0))
    if (late.length === 0) return conflict('No card comes back too late.')
    return doToCards(this.#context, { act: 'due', days: `${Math.max(1, days - LAST_DAYS)}-${days - 1}` }, late)
  }

  /** Adds minutes to today. @returns how many it has now */
  async goOn(minutes: number): Promise<Served<{ minutes: number }>> {
    const { day } = today(this.#context)
    const { extra } = planState(this.#context)
    const before = extra?.day === day ? extra.minutes : 0
    const spent = this.#context.collection.dayCounts.total(day).duration_ms / 60_000
    const planned = minutesOf(this.#context, day)
    if (planned === null) return conflict('No minutes a day are set.')
    // Whoever went over already gets the minutes from now on.
    const added = before + Math.max(0, Math.ceil(spent - planned)) + minutes
    const written = await this.#write({ extra: { day, minutes: added } })
    return written.ok ? ok({ minutes: minutesOf(this.#context, day) ?? 0 }) : written
  }

  #write(change: Partial<PlanState>): Promise<Served<undefined>> {
    return write(this.#context, null, (writes) => {
      writePlan(this.#context, writes, change)
      return ok(undefined)
    })
  }

  /** Changes when the plan may. The answers of the day are a part of the plan, not a reason for another. */
  #key(): string {
    const { paceBy, examDate, targetRecall, minutesPerDay } = this.#context.settings.get()
    const { day } = today(this.#context)
    const { collection } = this.#context
    return JSON.stringify([collection.revision(), day, paceBy, examDate, targetRecall, minutesPerDay])
  }

  async #make(): Promise<Served<PlanView>> {
    const context = this.#context
    let key = this.#key()
    const { day } = today(context)
    const { paceBy, examDate, targetRecall, minutesPerDay } = context.settings.get()
    const options = context.collection.presets.default().options
    const cards = await readPlanCards(context)
    await inSlices(timeAnswers(context, day))
    const before = planState(context)
    const away = await breakOf(context, cards)
    const exam = await examPlan(context, cards, away)
    const after: Partial<PlanState> = {
      exam: exam && { examDate: exam.examDate, newPerDay: exam.newPerDay, retention: exam.retention },
      spread: away?.spread ?? null,
      declined: away?.declined ?? false,
    }
    // What it was made from has changed meanwhile.
    if (this.#key() !== key) return this.#make()
    const { exam: kept, spread, declined } = before
    if (JSON.stringify({ exam: kept, spread, declined }) !== JSON.stringify(after)) {
      const written = await this.#write(after)
      if (!written.ok) return written
      // The plan itself was what changed the collection.
      key = this.#key()
    }
    const view: PlanView = {
      today: dayToDate(day),
      settings: { paceBy, examDate, targetRecall, minutesPerDay },
      newLeft: cards.fresh.length,
      seconds: { ...secondsOf(context, day, options) },
      exam,
      spread: away?.view ?? null,
    }
    this.#made = { key, view }
    return ok(view)
  }
}
