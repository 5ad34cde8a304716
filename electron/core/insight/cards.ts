import type { StatisticsRange, StatisticsView } from '../../contract/procedures/statistics.ts'
import { MATURE_DAYS } from './answer-phase.ts'
import { DAY_EDGES, DIFFICULTY_EDGES, HistogramTally, RECALL_EDGES } from './histogram.ts'
import { periodAt, periods, periodsAhead, rangeAhead, stepFor, stretchOf, type Period } from './periods.ts'

/** What the statistics know of a card. */
export interface CardFigures {
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  readonly state: number
  readonly suspended: boolean
  readonly held: boolean
  /** Study day until which it rests; 0 for none. */
  readonly buriedUntil: number
  /** The study day on which it is due. */
  readonly dueDay: number
  /** Days. */
  readonly interval: number
  readonly stability: number | null
  readonly difficulty: number | null
  /** Probability of recall now, 0 to 1; null without a memory. */
  readonly recall: number | null
  /** The study day on which it was added. */
  readonly addedDay: number
}

type View = StatisticsView
type Count = { young: number; mature: number }

const COUNTS: View['counts'] = {
  new: 0,
  learning: 0,
  relearning: 0,
  young: 0,
  mature: 0,
  suspended: 0,
  held: 0,
  buried: 0,
}
const STATES = ['new', 'learning', null, 'relearning'] as const

/** Reads cards one by one, in any order; what it holds does not grow with the log of answers. */
export class CardTally {
  readonly #today: number
  readonly #counts = { ...COUNTS }
  readonly #due = new Map<number, Count>()
  readonly #added = new Map<number, number>()
  readonly #intervals = new HistogramTally(DAY_EDGES, false)
  readonly #stability = new HistogramTally(DAY_EDGES, false)
  readonly #difficulty = new HistogramTally(DIFFICULTY_EDGES, true)
  readonly #recall = new HistogramTally(RECALL_EDGES, true)
  #cards = 0

  constructor(today: number) {
    this.#today = today
  }

  get cards(): number {
    return this.#cards
  }

  /** Counts a card. Suspended and held ones are neither due nor in the histograms: they are out of study. */
  add(card: CardFigures): void {
    this.#cards += 1
    this.#added.set(card.addedDay, (this.#added.get(card.addedDay) ?? 0) + 1)
    if (card.suspended) this.#counts.suspended += 1
    else if (card.held) this.#counts.held += 1
    else this.#addActive(card)
  }

  #addActive(card: CardFigures): void {
    const age = card.interval < MATURE_DAYS ? 'young' : 'mature'
    this.#counts[STATES[card.state] ?? age] += 1
    if (card.buriedUntil > this.#today) this.#counts.buried += 1
    if (card.state === 0) return
    const due = this.#due.get(card.dueDay) ?? { young: 0, mature: 0 }
    due[card.state === 2 ? age : 'young'] += 1
    this.#due.set(card.dueDay, due)
    if (card.state === 2) this.#intervals.add(card.interval)
    if (card.stability !== null) this.#stability.add(card.stability)
    if (card.difficulty !== null) this.#difficulty.add(card.difficulty)
    if (card.recall !== null) this.#recall.add(card.recall)
  }

  /** The first study day on which a card was added, or null. */
  firstAdded(): number | null {
    return this.#added.size === 0 ? null : [...this.#added.keys()].reduce((first, day) => Math.min(first, day))
  }

  /** Cards by state, and the histograms: none of them depends on a range. */
  figures(): CardsView {
    return {
      cards: this.#cards,
      counts: { ...this.#counts },
      intervals: this.#intervals.result(),
      stability: this.#stability.result(),
      difficulty: this.#difficulty.result(),
      recall: { ...this.#recall.result(), expected: this.#recall.sum() },
      due: this.#due,
      added: this.#added,
      firstAdded: this.firstAdded(),
    }
  }
}

/** What was learned from all cards of a scope. */
export interface CardsView extends Pick<
  View,
  'cards' | 'counts' | 'intervals' | 'stability' | 'difficulty' | 'recall'
> {
  /** By study day. */
  readonly due: ReadonlyMap<number, Count>
  readonly added: ReadonlyMap<number, number>
  readonly firstAdded: number | null
}

/** Cards that come due over the days ahead, as they are scheduled now, with those whose day has passed. */
export function gatherDue(due: ReadonlyMap<number, Count>, today: number, range: StatisticsRange): View['due'] {
  const furthest = [...due.keys()].reduce((last, day) => Math.max(last, day), today)
  const days = rangeAhead(range, furthest - today + 1)
  const stretches = periodsAhead(today, days, stepFor(days))
  const bars = stretches.map((period) => ({ ...stretchOf(period), young: 0, mature: 0 }))
  const backlog = { young: 0, mature: 0 }
  let [later, inRange] = [0, 0]
  for (const [day, { young, mature }] of due) {
    const at = periodAt(stretches, day)
    const place = day < today ? backlog : bars[at]
    if (place === undefined) later += young + mature
    else {
      place.young += young
      place.mature += mature
      inRange += young + mature
    }
  }
  const shown = (stretches.at(-1)?.to ?? today) - today + 1
  return { backlog, bars, later, perDay: inRange / shown }
}

/** Cards added over a range in steps, and how many there were before it. */
export function gatherAdded(added: ReadonlyMap<number, number>, range: Period): View['added'] {
  const stretches = periods(range.from, range.to, stepFor(range.to - range.from + 1))
  const bars = stretches.map((period) => ({ ...stretchOf(period), cards: 0 }))
  let before = 0
  for (const [day, cards] of added) {
    const bar = bars[periodAt(stretches, day)]
    if (bar !== undefined) bar.cards += cards
    else if (day < range.from) before += cards
  }
  return { before, bars }
}
