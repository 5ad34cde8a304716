import { describe, expect, it } from 'vitest'
import { AS_MADE, COLUMNS, pressed } from '../../renderer/src/views/browse/columns.ts'
import {
  daysShort,
  dueWords,
  intervalWords,
  nearDay,
  stateWords,
  studyDayOf,
  textParts,
  timeTaken,
} from '../../renderer/src/views/browse/words.ts'
import { cardRow } from './support/cards.ts'

const TODAY = '2026-11-19'
const at = (text: string) => new Date(text).getTime()

describe('study days', () => {
  it('begin at the hour of the person, not at midnight', () => {
    expect(studyDayOf(at('2026-11-19T03:59'), 4)).toBe('2026-11-18')
    expect(studyDayOf(at('2026-11-19T04:00'), 4)).toBe('2026-11-19')
    expect(studyDayOf(at('2026-01-01T00:30'), 0)).toBe('2026-01-01')
  })

  it('are near, or a date', () => {
    const words = ['2026-11-19', '2026-11-20', '2026-11-23', '2027-01-03'].map((day) => nearDay(day, TODAY))
    expect(words).toEqual(['today', 'tomorrow', '23 Nov', '3 Jan 2027'])
  })
})

describe('when a card comes', () => {
  const due = (more: Parameters<typeof cardRow>[1]) => dueWords(cardRow(1, more), TODAY, 4)

  it('is today for everything that waits', () => {
    expect(due({ due: at('2026-11-10T12:00') })).toEqual({ words: 'today', now: true })
    expect(due({ due: at('2026-11-20T03:00') })).toEqual({ words: 'today', now: true })
    expect(due({ due: at('2026-11-20T05:00') })).toEqual({ words: 'tomorrow', now: false })
  })

  it('says why one does not come by itself', () => {
    expect(due({ state: 'new', due: null }).words).toBe('new')
    expect(due({ held: true }).words).toBe('held')
    expect(due({ held: true, suspended: true }).words).toBe('suspended')
  })
})

describe('figures', () => {
  it.each([
    [4, 0, '4 d'],
    [75, 0, '2.5 months'],
    [438, 0, '1.2 years'],
    [0, 600_000, '10 min'],
    [0, 5 * 3_600_000, '5 h'],
    [0, 1, '1 min'],
  ])('an interval of %d days, %d ms is %s', (days, ms, words) => {
    expect(intervalWords(days, ms)).toBe(words)
  })

  it('are short', () => {
    expect([daysShort(4.62), daysShort(1234.4)]).toEqual(['4.6', '1,234'])
    expect([timeTaken(12_400), timeTaken(64_000)]).toEqual(['0:12', '1:04'])
  })
})

describe('the line of a card', () => {
  it('sets the answers of gaps apart, and brackets of other cards not', () => {
    const text = 'It stores [vectors] in [an index].'
    expect(textParts({ text, kind: 'cloze' }).map((part) => part.gap)).toEqual([false, true, false, true, false])
    expect(textParts({ text, kind: 'basic' })).toEqual([{ text, gap: false }])
  })

  it('tells its state in words', () => {
    const words = [cardRow(1, { state: 'relearning' }), cardRow(1, { held: true }), cardRow(1, {})].map(stateWords)
    expect(words).toEqual(['learning again', 'held', 'review'])
  })
})

describe('sorting', () => {
  it('goes one way, the other, and back to the order of making', () => {
    const first = pressed(AS_MADE, 'due')
    const second = pressed(first, 'due')
    expect([first, second, pressed(second, 'due')]).toEqual([
      { by: 'due', descending: false },
      { by: 'due', descending: true },
      AS_MADE,
    ])
  })

  it('shows the most lapses first', () => {
    expect(pressed(AS_MADE, 'lapses')).toEqual({ by: 'lapses', descending: true })
  })

  it('leaves alone what the host cannot sort by', () => {
    expect(COLUMNS.filter((column) => !column.sort).map((column) => column.id)).toEqual(['side'])
  })
})
