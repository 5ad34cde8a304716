import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figuresOf, recallAfter, type CardPoint } from '../../../../electron/core/insight/card-point.ts'
import { CardTally, gatherAdded, gatherDue, type CardFigures } from '../../../../electron/core/insight/cards.ts'
import { DAY_EDGES, HistogramTally, medianOf, RECALL_EDGES } from '../../../../electron/core/insight/histogram.ts'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../../electron/core/scheduling/fsrs.ts'
import { newMemoryCard } from '../../../../electron/core/scheduling/memory-card.ts'
import { DEFAULT_WEIGHTS } from '../../../../electron/core/scheduling/weights.ts'
import { nov } from './support.ts'

const TODAY = nov(20)
const CARD: CardFigures = {
  state: 2,
  suspended: false,
  held: false,
  buriedUntil: 0,
  dueDay: TODAY,
  interval: 30,
  stability: 32,
  difficulty: 5.5,
  recall: 0.91,
  addedDay: nov(1),
}
const NEW: CardFigures = { ...CARD, state: 0, interval: 0, stability: null, difficulty: null, recall: null, dueDay: 0 }

function tally(...cards: Partial<CardFigures>[]) {
  const counted = new CardTally(TODAY)
  for (const card of cards) counted.add({ ...CARD, ...card })
  return counted.figures()
}

describe('counting cards', () => {
  it('puts each into one state; suspended and held ones are out of study', () => {
    const figures = tally(
      {},
      { interval: 20 },
      { ...NEW, buriedUntil: TODAY + 1 },
      { state: 1, interval: 0 },
      { state: 3, interval: 0 },
      { suspended: true, held: true },
      { ...NEW, held: true },
    )
    expect(figures.counts).toEqual({
      new: 1,
      learning: 1,
      relearning: 1,
      young: 1,
      mature: 1,
      suspended: 1,
      held: 1,
      buried: 1,
    })
    expect(figures.cards).toBe(7)
    expect(figures.intervals.cards).toBe(2)
    expect(figures.stability.cards).toBe(4)
    expect(figures.recall.expected).toBeCloseTo(4 * 0.91)
    expect(figures.firstAdded).toBe(nov(1))
  })

  it('says what comes due, with the backlog and what lies beyond the range', () => {
    const { due } = tally({ dueDay: TODAY - 3 }, { interval: 3 }, { dueDay: TODAY + 29 }, { dueDay: TODAY + 30 }, NEW)
    const view = gatherDue(due, TODAY, 'month')
    expect(view.backlog).toEqual({ young: 0, mature: 1 })
    expect(view.bars).toHaveLength(30)
    expect(view.bars[0]).toEqual({ from: '2026-11-20', to: '2026-11-20', young: 1, mature: 0 })
    expect(view.bars.at(-1)).toMatchObject({ to: '2026-12-19', mature: 1 })
    expect(view.later).toBe(1)
    expect(view.perDay).toBeCloseTo(3 / 30)
    expect(gatherDue(due, TODAY, 'all').later).toBe(0)
  })

  it('says what was added, and how much there was before', () => {
    const { added } = tally({ addedDay: nov(1) }, { addedDay: nov(19) }, { addedDay: nov(19) }, { addedDay: nov(20) })
    const { before, bars } = gatherAdded(added, { from: nov(18), to: nov(20) })
    expect([before, bars.map(({ cards }) => cards)]).toEqual([1, [0, 2, 1]])
  })

  it('loses no card, whatever the range', () => {
    const one = fc.record({
      dueDay: fc.integer({ min: TODAY - 4000, max: TODAY + 40_000 }),
      interval: fc.double({ min: 0, max: 40_000, noNaN: true }),
      addedDay: fc.integer({ min: TODAY - 4000, max: TODAY }),
    })
    const range = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const, 'all' as const)
    fc.assert(
      fc.property(fc.array(one), range, (cards, choice) => {
        const { due, intervals } = tally(...cards)
        const view = gatherDue(due, TODAY, choice)
        const sum = (list: readonly { young: number; mature: number }[]) =>
          list.reduce((all, { young, mature }) => all + young + mature, 0)
        expect(sum([view.backlog, ...view.bars]) + view.later).toBe(cards.length)
        expect(intervals.bins.reduce((all, bin) => all + bin.cards, 0)).toBe(cards.length)
      }),
      { numRuns: 40 },
    )
  })
})

describe('histograms', () => {
  it('have the boundary between young and mature as an edge', () => {
    const counted = new HistogramTally(DAY_EDGES, false)
    for (const value of [0.5, 1, 20.9, 21, 5000]) counted.add(value)
    const { bins, median, mean } = counted.result()
    expect(bins.filter(({ cards }) => cards > 0)).toEqual([
      { from: 0, to: 1, cards: 1 },
      { from: 1, to: 2, cards: 1 },
      { from: 14, to: 21, cards: 1 },
      { from: 21, to: 30, cards: 1 },
      { from: 730, to: null, cards: 1 },
    ])
    expect([median, mean]).toEqual([20.9, (0.5 + 1 + 20.9 + 21 + 5000) / 5])
  })

  it('take the end of the scale into the last bar', () => {
    const counted = new HistogramTally(RECALL_EDGES, true)
    for (const value of [0, 0.97, 1]) counted.add(value)
    const { bins } = counted.result()
    expect(bins).toHaveLength(20)
    expect([bins[0]?.cards, bins.at(-1)]).toEqual([1, { from: 0.95, to: 1, cards: 2 }])
    expect(new HistogramTally(RECALL_EDGES, true).result()).toMatchObject({ cards: 0, mean: null, median: null })
  })
})

describe('the median', () => {
  it('is the value in the middle, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 })), (values) => {
        const sorted = [...values].sort((a, b) => a - b)
        const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
        const expected = lower === undefined || upper === undefined ? null : (lower + upper) / 2
        const found = medianOf(values)
        if (expected === null) expect(found).toBeNull()
        else expect(found).toBeCloseTo(expected, 6)
      }),
    )
  })
})

describe('reading a card', () => {
  const reading = { today: TODAY, zone: 'UTC', rolloverHour: 4, decays: new Map([[7, 0.5]]), decay: 0.1542 }
  const at = {
    deckId: 1,
    stability: 10 as number | null,
    last: Date.UTC(2026, 10, 10, 12),
  }
  const point = (values: Partial<typeof at> = {}): CardPoint => {
    const { deckId, stability, last } = { ...at, ...values }
    return [1, deckId, 2, 0, Date.UTC(2026, 10, 25, 3), 9, stability, 5, last, Date.UTC(2026, 9, 1, 2)]
  }

  it('counts in study days, which begin at the rollover hour', () => {
    expect(figuresOf(point(), reading)).toMatchObject({ dueDay: nov(24), addedDay: nov(1) - 32 })
  })

  it('has a recall of 90 % at its stability, by the decay of its deck', () => {
    expect(figuresOf(point(), reading).recall).toBeCloseTo(0.9, 10)
    expect(recallAfter(10, 10, 0.5)).toBeCloseTo(0.9, 10)
    expect(figuresOf(point({ deckId: 7, stability: 1 }), reading).recall).toBeCloseTo(recallAfter(10, 1, 0.5), 10)
    expect(figuresOf(point({ stability: null }), reading).recall).toBeNull()
    expect(figuresOf(point({ last: Date.UTC(2027, 0, 1) }), reading).recall).toBe(1)
  })

  it('agrees with the scheduler', () => {
    const scheduler = createScheduler(DEFAULT_SCHEDULING, (instant) => Math.floor(instant / 86_400_000))
    const decay = DEFAULT_WEIGHTS[20] ?? 0
    expect(newMemoryCard(0).stability).toBeNull()
    for (const [days, stability] of [
      [0, 1],
      [3, 2.5],
      [100, 40],
      [2000, 0.5],
    ] as const) {
      expect(recallAfter(days, stability, decay)).toBeCloseTo(scheduler.recallAfter(days, stability), 6)
    }
  })
})
