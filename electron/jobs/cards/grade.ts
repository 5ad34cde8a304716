import type { Rating } from '../../contract/shapes.ts'
import { hashSeed } from '../../core/random.ts'
import { balancing, BALANCED_DAYS, type ChooseDays } from '../../core/scheduling/balance.ts'
import type { RatingOutcome } from '../../core/scheduling/memory-card.ts'
import { cappedByExam } from '../../core/scheduling/plan/exam-cap.ts'
import { buries, restsFor } from '../../core/scheduling/siblings.ts'
import type { CardRow } from '../../store/rows.ts'
import { memoryOf, scheduleOf } from '../../store/schedule.ts'
import type { Bench } from './bench.ts'
import { DayLoads } from './day-loads.ts'
import { leechAfter } from './leech.ts'
import { logAct } from './log-act.ts'

const ANSWERED = 0

/** Answers cards without asking them, by the rules of the day's own answers: load, easy days, exam, leeches, rest. */
export class Grading {
  readonly #bench: Bench
  readonly #loads: DayLoads
  readonly #holidays: ReadonlySet<number>
  readonly #chosen: ReadonlySet<number>

  /** @param chosen ids of all cards that are graded together: none of them rests because of another */
  constructor(bench: Bench, chosen: readonly number[]) {
    this.#bench = bench
    this.#loads = new DayLoads(bench.collection.cards, bench.end)
    this.#holidays = new Set(bench.moment.calendar?.holidays)
    this.#chosen = new Set(chosen)
  }

  /** Answers one card. */
  grade(card: CardRow, rating: Rating): void {
    const { collection, writes, now, optionsOf } = this.#bench
    const seed = hashSeed('grade', card.id, now)
    const { next, elapsedDays } = this.#outcome(card, rating, seed)
    const leech = leechAfter(collection, optionsOf(card.deck_id), card, next)
    if (leech !== null) writes.notes.update(leech.noteId, { tags: JSON.stringify(leech.tags) })
    for (const id of this.#toRest(card)) {
      writes.cards.update(id, { buried_until: this.#bench.day + 1, buried_by: 1 })
    }
    writes.cards.update(card.id, { ...scheduleOf(next), held: 0, ...(leech?.suspend === true ? { suspended: 1 } : {}) })
    logAct(this.#bench, card, next, { rating, kind: ANSWERED, elapsedDays, seed, response: null })
    if (next.state === 2) this.#loads.add(Math.min(next.scheduledDays, BALANCED_DAYS + 1))
  }

  #outcome(card: CardRow, rating: Rating, seed: number): RatingOutcome {
    const { schedulerOf, schedulerFor, now, moment } = this.#bench
    const choose = this.#choice(card)
    const outcome = schedulerOf(card.deck_id).rate(memoryOf(card), rating, now, seed, choose)
    const exam = moment.calendar?.exam
    if (!exam) return outcome
    const holding = schedulerFor(card.deck_id, exam.target)
    const cap = { daysToExam: exam.daysToExam, holdFor: (stability: number) => holding.intervalFor(stability) }
    return cappedByExam([outcome], cap, seed, choose)[0] ?? outcome
  }

  #choice(card: CardRow): ChooseDays {
    const { loadBalance, easyDays } = this.#bench.optionsOf(card.deck_id)
    return balancing({
      load: (days) => (loadBalance ? this.#loads.load(days) : 0),
      ease: (days) => this.#ease(days, easyDays),
      siblings: loadBalance ? this.#siblingDays(card) : [],
    })
  }

  #ease(days: number, easyDays: readonly number[]): number {
    const day = this.#bench.day + days
    // 1970-01-01 was a Thursday; the first of the seven is Monday.
    return this.#holidays.has(day) ? 0 : (easyDays[(day + 3) % 7] ?? 1)
  }

  #siblingDays(card: CardRow): number[] {
    const { day, dayOf } = this.#bench
    return this.#others(card)
      .filter(({ state }) => state === 2)
      .map(({ due }) => dayOf(due) - day)
  }

  #others(card: CardRow): CardRow[] {
    return this.#bench.collection.cards.ofNote(card.note_id).filter(({ id }) => id !== card.id)
  }

  #toRest(card: CardRow): number[] {
    const { day, dayOf, optionsOf } = this.#bench
    const options = optionsOf(card.deck_id)
    if (!buries(options)) return []
    return this.#others(card)
      .filter((one) => !this.#chosen.has(one.id) && !one.suspended && !one.held && one.buried_until <= day)
      .filter(({ state, due, last_review }) =>
        restsFor(options, { state, interday: last_review !== null && dayOf(due) > dayOf(last_review) }),
      )
      .map(({ id }) => id)
  }
}
