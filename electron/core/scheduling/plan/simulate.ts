import type { Rating } from '../../../contract/shapes.ts'
import type { Steps } from '../../steps.ts'
import { chooseEvenly, fuzzRange } from '../balance.ts'
import type { Memory } from '../memory-card.ts'
import { drawAt } from './draw.ts'
import { examRange } from './exam-cap.ts'
import type { BegunCard, ExamAim, PlanModel, Timing } from './model.ts'
import { riskOf } from './risk.ts'

export interface SimulationInput {
  readonly begun: readonly BegunCard[]
  /** The models of the new cards, in the order in which they are begun. */
  readonly fresh: readonly number[]
  readonly models: readonly PlanModel[]
  /** How many real cards each one stands for. */
  readonly weight: number
  readonly timing: Timing
  /** Days that are gone through: 0 to days - 1. */
  readonly days: number
  /** New real cards on a day. */
  readonly newOn: (day: number) => number
  /** Real reviews on a day at most; Infinity for all. */
  readonly reviewsOn: (day: number) => number
  /** Days on which nothing is done. */
  readonly rests: (day: number) => boolean
  readonly exam: ExamAim | null
  readonly seed: number
  /** Reckon recall for every day and not only for the last. */
  readonly curve: boolean
}

/** One day of a simulation, in real cards. */
export interface SimulatedDay {
  readonly minutes: number
  readonly answers: number
  readonly reviews: number
  readonly newCards: number
  /** Due and not done when the day ends. */
  readonly waiting: number
  /** The share of all cards that were begun by the end of the day. */
  readonly learnt: number
  /** Mean recall of the begun cards at the day's start; null when it was not asked for, or without any. */
  readonly recall: number | null
}

export interface Simulation {
  readonly days: readonly SimulatedDay[]
  /** Mean recall of the begun cards on the day after the last one gone through (the exam day). */
  readonly recall: number | null
  readonly notBegun: number
}

interface Going {
  readonly index: number
  readonly model: PlanModel
  memory: Memory
  last: number
  answers: number
}

/** Steps between which others may have their turn. */
const CARDS_A_STEP = 64

/**
 * Goes through the days card by card (Monte Carlo over the forgetting curve): each due card is recalled or not by a
 * draw of its own, and comes back by FSRS. The same seed gives the same days; plans that differ a little meet the
 * same luck.
 */
export function simulate(input: SimulationInput): Steps<Simulation> {
  return new Run(input).all()
}

class Run {
  readonly #input: SimulationInput
  readonly #buckets = new Map<number, Going[]>()
  readonly #all: Going[] = []
  #waiting: Going[] = []
  #begun = 0
  #owedNew = 0
  #owedReviews = 0
  #work = 0

  constructor(input: SimulationInput) {
    this.#input = input
    for (const card of input.begun) {
      const { stability, difficulty, lastDay } = card
      const going = this.#going(card.model, { stability, difficulty }, lastDay)
      this.#put(going, Math.max(0, card.dueDay))
    }
  }

  *all(): Steps<Simulation> {
    const { days, curve, fresh, weight } = this.#input
    const done: SimulatedDay[] = []
    for (let day = 0; day < days; day++) {
      const recall = curve ? yield* this.#recallOn(day) : null
      done.push({ ...(yield* this.#day(day)), recall })
    }
    const recall = yield* this.#recallOn(days)
    return { days: done, recall, notBegun: (fresh.length - this.#begun) * weight }
  }

  *#day(day: number): Steps<Omit<SimulatedDay, 'recall'>> {
    const { weight, fresh, reviewsOn, rests, begun } = this.#input
    this.#waiting.push(...(this.#buckets.get(day) ?? []))
    this.#buckets.delete(day)
    let seconds = 0
    let answers = 0
    const due = rests(day) ? [] : yield* this.#due(day, reviewsOn(day))
    for (const card of due) {
      if (++this.#work % CARDS_A_STEP === 0) yield
      const cost = this.#review(card, day)
      seconds += cost.seconds
      answers += cost.answers
    }
    const before = this.#begun
    if (!rests(day)) {
      for (const cost of this.#beginNew(day)) {
        if (++this.#work % CARDS_A_STEP === 0) yield
        seconds += cost.seconds
        answers += cost.answers
      }
    }
    const total = fresh.length + begun.length
    return {
      minutes: (seconds * weight) / 60,
      answers: answers * weight,
      reviews: due.length * weight,
      newCards: (this.#begun - before) * weight,
      waiting: this.#waiting.length * weight,
      learnt: total === 0 ? 1 : this.#all.length / total,
    }
  }

  /** The reviews of a day, out of those that wait: the most at risk where not all have a place. */
  *#due(day: number, perDay: number): Steps<Going[]> {
    if (perDay === Number.POSITIVE_INFINITY) return this.#waiting.splice(0)
    this.#owedReviews += perDay / this.#input.weight
    const places = Math.floor(this.#owedReviews)
    this.#owedReviews -= places
    if (this.#waiting.length <= places) return this.#waiting.splice(0)
    const wait = this.#waiting.length / Math.max(1, places)
    const ranked: { readonly card: Going; readonly risk: number }[] = []
    for (const card of this.#waiting) {
      if (++this.#work % CARDS_A_STEP === 0) yield
      const recall = (days: number, stability: number): number => card.model.memory.recallAfter(days, stability)
      ranked.push({ card, risk: riskOf(recall, day - card.last, card.memory.stability, wait) })
    }
    ranked.sort((a, b) => b.risk - a.risk || a.card.index - b.card.index)
    this.#waiting = ranked.slice(places).map(({ card }) => card)
    return ranked.slice(0, places).map(({ card }) => card)
  }

  #review(card: Going, day: number): { seconds: number; answers: number } {
    const { timing, seed } = this.#input
    const { memory: model, relearningSteps } = card.model
    const elapsed = Math.max(0, day - card.last)
    const knew = drawAt(seed, card.index, card.answers) < model.recallAfter(elapsed, card.memory.stability)
    this.#remember(card, elapsed, knew ? 3 : 1)
    let { review: seconds } = timing
    if (!knew) {
      for (let step = 0; step < relearningSteps; step++) this.#remember(card, 0, 3)
      seconds += relearningSteps * timing.relearning
    }
    this.#schedule(card, day, elapsed)
    return { seconds, answers: 1 + (knew ? 0 : relearningSteps) }
  }

  *#beginNew(day: number): Generator<{ seconds: number; answers: number }> {
    const { newOn, weight, fresh, timing, seed } = this.#input
    this.#owedNew += newOn(day) / weight
    // 1e-9: thirds added up three times are a whole card.
    while (this.#owedNew >= 1 - 1e-9 && this.#begun < fresh.length) {
      this.#owedNew -= 1
      const place = fresh[this.#begun] ?? 0
      this.#begun += 1
      const model = this.#input.models[place]
      if (model === undefined) throw new RangeError(`no model ${place}`)
      const first: Rating = drawAt(seed, this.#all.length, -1) < timing.firstRight ? 3 : 1
      const card = this.#going(place, model.memory.nextMemory(null, 0, first), day)
      const more = first === 3 ? model.learningSteps - 1 : model.learningSteps
      for (let step = 0; step < more; step++) this.#remember(card, 0, 3)
      this.#schedule(card, day, 0)
      const answers = 1 + Math.max(0, more)
      yield { seconds: answers * timing.learning, answers }
    }
  }

  #going(place: number, memory: Memory, last: number): Going {
    const model = this.#input.models[place]
    if (model === undefined) throw new RangeError(`no model ${place}`)
    const card = { index: this.#all.length, model, memory, last, answers: 0 }
    this.#all.push(card)
    return card
  }

  #remember(card: Going, elapsed: number, rating: Rating): void {
    card.memory = card.model.memory.nextMemory(card.memory, elapsed, rating)
  }

  #schedule(card: Going, day: number, elapsed: number): void {
    const { exam, seed } = this.#input
    const { stability } = card.memory
    const draw = drawAt(seed ^ 0x5bd1e995, card.index, card.answers)
    card.last = day
    card.answers += 1
    const range = fuzzRange(card.model.memory.intervalFor(stability), elapsed, card.model.maximumInterval)
    let days = chooseEvenly(range, draw)
    const capped = exam && examRange(days, exam.day - day, card.model.holdFor(stability))
    if (capped) days = chooseEvenly(capped, draw)
    this.#put(card, day + days)
  }

  #put(card: Going, day: number): void {
    if (day >= this.#input.days) return
    const bucket = this.#buckets.get(day)
    if (bucket === undefined) this.#buckets.set(day, [card])
    else bucket.push(card)
  }

  *#recallOn(day: number): Steps<number | null> {
    let sum = 0
    for (const card of this.#all) {
      if (++this.#work % (CARDS_A_STEP * 8) === 0) yield
      sum += card.model.memory.recallAfter(Math.max(0, day - card.last), card.memory.stability)
    }
    return this.#all.length === 0 ? null : sum / this.#all.length
  }
}
