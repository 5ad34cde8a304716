import { setImmediate } from 'node:timers/promises'
import type { BegunCard, PlanModel } from '../../core/scheduling/plan/model.ts'
import { Statistics } from '../../store/statistics.ts'
import type { CardPoint } from '../../core/insight/card-point.ts'
import type { PresetOptions } from '../../contract/procedures/presets.ts'
import { calendarOf, today, type Context } from '../context.ts'
import { DeckPlan, schedulerFor } from '../deck-plan.ts'

/** Cards read at a time: a few milliseconds of work. */
const CARDS_A_STEP = 500
const SUSPENDED_OR_HELD = 4 | 8

/** The cards that a plan is for: those that may be asked. */
export interface PlanCards {
  readonly begun: readonly BegunCard[]
  /** Their ids, in the same order; null for those on a learning step. */
  readonly ids: readonly (number | null)[]
  readonly fresh: readonly number[]
  /** Reviews due before today. */
  readonly overdue: number
  /** The models under a desired retention (null: each preset's own) and a target for the exam day. */
  readonly modelsAt: (retention: number | null, target: number) => readonly PlanModel[]
}

/** Reads all cards in pieces, between which others have their turn. */
export async function readPlanCards(context: Context): Promise<PlanCards> {
  const reading = new Reading(context)
  const store = new Statistics(context.collection.db)
  for (let after = 0; ;) {
    const page = store.cards(after, CARDS_A_STEP, null)
    for (const point of page) reading.add(point)
    const last = page.at(-1)
    if (last === undefined) break
    after = last[0]
    await setImmediate()
  }
  return reading.result()
}

class Reading {
  readonly #context: Context
  readonly #day: number
  readonly #plan: DeckPlan
  readonly #dayOf: (instant: number) => number
  readonly #places = new Map<number, number>()
  readonly #options: PresetOptions[] = []
  readonly #begun: BegunCard[] = []
  readonly #ids: (number | null)[] = []
  readonly #fresh: number[] = []
  #overdue = 0

  constructor(context: Context) {
    this.#context = context
    this.#day = today(context).day
    this.#plan = new DeckPlan(context, this.#day)
    this.#dayOf = calendarOf(context).dayOf
  }

  add([id, deckId, marks, , due, , stability, difficulty, last]: CardPoint): void {
    if ((marks & SUSPENDED_OR_HELD) !== 0) return
    const model = this.#placeOf(deckId)
    const state = marks & 3
    if (state === 0) {
      this.#fresh.push(model)
      return
    }
    const dueDay = this.#dayOf(due) - this.#day
    if (state === 2 && dueDay < 0) this.#overdue += 1
    if (stability === null || difficulty === null || last === null) return
    this.#ids.push(state === 2 ? id : null)
    this.#begun.push({ model, stability, difficulty, lastDay: Math.min(0, this.#dayOf(last) - this.#day), dueDay })
  }

  result(): PlanCards {
    const [begun, ids, fresh, overdue] = [this.#begun, this.#ids, this.#fresh, this.#overdue]
    return { begun, ids, fresh, overdue, modelsAt: (retention, target) => this.#models(retention, target) }
  }

  #models(retention: number | null, target: number): PlanModel[] {
    return this.#options.map((options) => {
      const desiredRetention = retention ?? options.desiredRetention
      const holding = schedulerFor(this.#context, { ...options, desiredRetention: target })
      return {
        memory: schedulerFor(this.#context, { ...options, desiredRetention }),
        holdFor: (stability) => holding.intervalFor(stability),
        learningSteps: options.learningSteps.length,
        relearningSteps: options.relearningSteps.length,
        maximumInterval: options.maximumInterval,
      }
    })
  }

  /** Decks with the same options share a model. */
  #placeOf(deckId: number): number {
    const known = this.#places.get(deckId)
    if (known !== undefined) return known
    const options = this.#plan.optionsOf(deckId)
    const same = (other: PresetOptions): boolean =>
      other.weights === options.weights &&
      other.desiredRetention === options.desiredRetention &&
      other.maximumInterval === options.maximumInterval &&
      other.learningSteps === options.learningSteps &&
      other.relearningSteps === options.relearningSteps
    const found = this.#options.findIndex(same)
    const place = found === -1 ? this.#options.push(options) - 1 : found
    this.#places.set(deckId, place)
    return place
  }
}
