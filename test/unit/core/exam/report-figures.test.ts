import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeFigures,
  medianOf,
  paceFigures,
  taskFigures,
  type ReportedItem,
} from '../../../../electron/core/exam/report-figures.ts'
import { BLUEPRINT } from './sample-blueprint.ts'

const ITEM: ReportedItem = { objective: '1.1.1', scored: true, right: true, seen: true, spentMs: 60_000, replaced: [] }

describe('the pace', () => {
  it('is the middle time, of right and wrong ones, and of the last quarter', () => {
    const items = [30, 50, 70, 90].map((seconds, at): ReportedItem => ({
      ...ITEM,
      spentMs: seconds * 1000,
      right: at < 2,
    }))
    expect(paceFigures(items, 60_000)).toEqual({
      medianMs: 60_000,
      rightMs: 40_000,
      wrongMs: 80_000,
      lastQuarterMs: 90_000,
      overPace: 2,
      notSeen: 0,
    })
  })

  it('leaves out what never came on screen', () => {
    const items = [ITEM, { ...ITEM, seen: false, spentMs: 0, right: false }]
    expect(paceFigures(items, 60_000)).toMatchObject({ medianMs: 60_000, wrongMs: null, notSeen: 1 })
    expect(paceFigures([], 60_000)).toMatchObject({ medianMs: 0, rightMs: null, notSeen: 0 })
  })

  it('has a middle that as many lie above as below', () => {
    expect(medianOf([3, 1, 2])).toBe(2)
    expect(medianOf([4, 1])).toBe(3)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }), (values) => {
        const middle = medianOf(values)
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2)
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2)
      }),
    )
  })
})

describe('changes of answer', () => {
  it('go from the first complete answer to the last', () => {
    const items = [
      { ...ITEM, replaced: [false] },
      { ...ITEM, replaced: [false, false], right: false },
      { ...ITEM, replaced: [true, false], right: false },
      { ...ITEM, replaced: [true, false], right: true },
      ITEM,
    ]
    expect(changeFigures(items)).toEqual({ wrongToRight: 1, wrongToWrong: 1, rightToWrong: 1, back: 1 })
  })
})

describe('tasks', () => {
  it('count scored questions in the order of the guide, with their intervals', () => {
    const items = [
      { ...ITEM, objective: '2.3.1' },
      ITEM,
      { ...ITEM, right: false },
      { ...ITEM, scored: false },
      { ...ITEM, objective: null },
      { ...ITEM, objective: '9.9.9' },
    ]
    const tasks = taskFigures(BLUEPRINT, items)
    expect(tasks).toMatchObject([
      { id: '1.1', domain: '1', title: 'Task 1.1', estimate: { right: 1, of: 2 } },
      { id: '2.3', domain: '2', estimate: { right: 1, of: 1, high: 1 } },
    ])
    expect(tasks[0]?.estimate.low).toBeLessThan(0.2)
    expect(tasks[0]?.estimate.high).toBeGreaterThan(0.8)
  })
})
