import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { calendarOf, heatSteps } from '../../renderer/src/charts/calendar.ts'
import { gapOf, examPoints, lossPoints } from '../../renderer/src/charts/loss.ts'
import { rateTicks, ratesOf } from '../../renderer/src/charts/rate-lines.ts'
import { fileName } from '../../renderer/src/charts/save.ts'
import { placedNames } from '../../renderer/src/charts/plot.ts'
import { barTicks, namedBars, pieces, stacked } from '../../renderer/src/charts/series.ts'
import { csvOf, isNumeric, shown } from '../../renderer/src/charts/sheet.ts'
import { standalone } from '../../renderer/src/charts/standalone.ts'
import { buttonsPanel, hoursPanel, reviewsPanel } from '../../renderer/src/views/insight/panels/answers.ts'
import { daysWords, duePanel, intervalsPanel } from '../../renderer/src/views/insight/panels/cards.ts'
import { stepOf } from '../../renderer/src/views/insight/panels/panel.ts'
import { todayWords } from '../../renderer/src/views/insight/words.ts'
import { VIEW } from './support/statistics.ts'

describe('a sheet', () => {
  it('is CSV that no spreadsheet runs as a formula', () => {
    const sheet = {
      columns: ['Name', 'Cards'],
      rows: [
        ['=1+1', 3],
        ['a "b", c', null],
        ['-x', -1.5],
      ],
    }
    expect(csvOf(sheet)).toBe('Name,Cards\r\n\'=1+1,3\r\n"a ""b"", c",\r\n\'-x,-1.5\r\n')
  })

  it('tells numbers from words', () => {
    const sheet = {
      columns: ['Day', 'Cards', 'Words'],
      rows: [
        ['2026-11-19', 1, 'x'],
        ['2026-11-18', null, 'y'],
      ],
    }
    expect([0, 1, 2].map((column) => isNumeric(sheet, column))).toEqual([false, true, false])
    expect([shown(1234.567), shown(null), shown('x')]).toEqual(['1,234.57', '', 'x'])
  })

  it('has a name for its file', () => {
    expect(fileName('True retention', '2026-11-19', 'csv')).toBe('epoch-true-retention-2026-11-19.csv')
  })
})

describe('bars', () => {
  const bar = (label: string, ...values: number[]) => ({ key: label, label, tip: '', values })

  it('stand on one another and on an axis that reaches above the highest', () => {
    expect(stacked([2, 0, 3])).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 2 },
      { from: 2, to: 5 },
    ])
    expect(barTicks({ bars: [bar('a', 40, 55)] }).at(-1)).toBeGreaterThanOrEqual(95)
    expect(barTicks({ bars: [] }).at(-1)).toBeGreaterThanOrEqual(3)
  })

  it('are named as far as there is room, the first always', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 60, max: 1200 }), (count, width) => {
        const bars = Array.from({ length: count }, () => bar('12 Dec', 1))
        const named = namedBars(bars, width, 6)
        expect(named[0]).toBe(0)
        const cell = width / count
        named.slice(1).forEach((at, index) => expect((at - (named[index] ?? 0)) * cell).toBeGreaterThan(6 * 6 * 0.85))
      }),
    )
    expect(namedBars([], 100, 6)).toEqual([])
  })

  it('never have names that touch, also where the last one moves in from the edge', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 60, max: 1200 }),
        fc.integer({ min: 0, max: 60 }),
        fc.boolean(),
        (count, width, left, onAxes) => {
          const right = width - 8
          const cell = (right - left) / Math.max(1, onAxes ? count - 1 : count)
          const area = { left, right, base: 168, height: 190, from: onAxes ? left - cell / 2 : left, cell }
          const points = Array.from({ length: count }, () => bar('12 Dec', 1))
          const names = placedNames(points, area, width, 6)
          const from = { start: 0, middle: -0.5, end: -1 }
          const starts = names.map(({ x, anchor }) => x + from[anchor] * 36)
          expect(names[0]?.place).toBe(0)
          for (const [at, start] of starts.entries()) expect(start - (starts[at - 1] ?? -99)).toBeGreaterThan(36)
        },
      ),
    )
  })

  it('have lines that break where there is nothing to say', () => {
    expect(pieces([1, null, 2, 3])).toEqual([
      [{ at: 0, value: 1 }],
      [
        { at: 2, value: 2 },
        { at: 3, value: 3 },
      ],
    ])
  })
})

describe('the calendar', () => {
  const calendar = calendarOf(
    2026,
    [
      { day: '2026-11-19', answers: 40 },
      { day: '2026-01-01', answers: 1 },
    ],
    '2026-11-19',
  )

  it('has every day of the year once, in weeks from Monday', () => {
    expect(calendar.cells).toHaveLength(365)
    expect(calendarOf(2024, [], '2026-01-01').cells).toHaveLength(366)
    expect(calendar.cells[0]).toMatchObject({ day: '2026-01-01', week: 0, weekday: 3, heat: 1, when: 'past' })
    expect(calendar.cells.find(({ when }) => when === 'today')).toMatchObject({ weekday: 3, heat: 4 })
    expect(calendar.cells.at(-1)).toMatchObject({ day: '2026-12-31', when: 'future', heat: 0 })
    expect(calendar.months[1]).toEqual({ name: 'Feb', week: 5 })
  })

  it('is not made pale by one great day', () => {
    expect(heatSteps([...Array<number>(19).fill(40), 2000])).toEqual([1, 10, 20, 30])
    expect(heatSteps([])).toEqual([1, 2, 3, 4])
    expect(heatSteps([1])).toEqual([1, 2, 3, 4])
  })
})

describe('true retention', () => {
  it('has no point where a single miss would throw it', () => {
    expect(ratesOf({ young: { right: 1, total: 4 }, mature: { right: 1, total: 1 } })).toEqual({
      young: null,
      mature: null,
      all: 0.4,
    })
  })

  it('has an axis up to 1 that keeps the lowest and the aim in sight', () => {
    const rate = fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(fc.array(fc.record({ young: rate, mature: rate, all: rate })), (rates) => {
        const ticks = rateTicks(rates, 0.9)
        expect(ticks.at(-1)).toBe(1)
        const values = rates.flatMap(({ young, mature, all }) => [young, mature, all]).filter((one) => one !== null)
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0.9, ...values) + 1e-9)
        expect(ticks.length).toBeLessThanOrEqual(6)
      }),
    )
  })
})

describe('the gap between the sets', () => {
  it('is not named from a handful of answers', () => {
    const points = lossPoints([{ day: '2026-11-19', answers: 9, wrong: 0 }])
    const exams = examPoints([{ day: '2026-11-19', title: 'x', right: 30, scored: 50, low: 0.5, high: 0.7 }], points)
    expect(gapOf(points, exams)?.words[0]).toBe('too few answers yet')
  })
})

describe('panels', () => {
  it('leave out phases that no answer was in, and keep them in the table', () => {
    const panel = reviewsPanel(VIEW)
    expect(panel.chart.series.map(({ name }) => name)).toEqual(['young'])
    expect(panel.sheet.columns).toEqual(['Day', 'mature', 'young', 'relearning', 'learning', 'crammed', 'all'])
    expect(panel.sheet.rows[0]).toEqual(['2026-11-19', 0, 30, 0, 0, 0, 30])
    expect(panel.chart.bars.at(-1)?.tip).toBe('19 Nov: 30 answers, 30 young')
  })

  it('add up what is due, from what is late', () => {
    const { chart, sheet } = duePanel(VIEW)
    expect(chart.overlay?.values.slice(0, 3)).toEqual([5, 40, 40])
    expect(sheet.rows.slice(0, 2)).toEqual([
      ['before today', 4, 1, 5, 5],
      ['2026-11-19', 15, 20, 35, 40],
    ])
    expect(duePanel({ ...VIEW, due: { ...VIEW.due, backlog: { young: 0, mature: 0 } } }).chart.bars[0]?.label).toBe(
      'today',
    )
  })

  it('draw buttons as shares of a phase and list them as numbers', () => {
    const { chart, sheet } = buttonsPanel(VIEW)
    expect(chart.bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0))).toEqual([100, 100])
    expect(sheet.rows).toEqual([
      ['young', 10, 5, 80, 5, 0.9],
      ['mature', 1, 0, 19, 0, 0.95],
    ])
  })

  it('say nothing of hours with few reviews', () => {
    expect(hoursPanel(VIEW).chart.overlay?.values[8]).toBeCloseTo(55 / 60)
    const few = VIEW.hours.map((hour) => ({ ...hour, recall: { right: 0, total: 4 } }))
    expect(hoursPanel({ ...VIEW, hours: few }).chart.overlay?.values).toEqual(Array(24).fill(null))
  })

  it('have words while there is nothing to draw', () => {
    const none = { ...VIEW.intervals, cards: 0, mean: null, median: null }
    expect(intervalsPanel({ ...VIEW, intervals: none }).empty).toContain('once it has been learned')
  })

  it('name their steps and lengths of time', () => {
    expect(stepOf([{ from: '2026-11-01', to: '2026-11-30' }])).toBe('month')
    expect(stepOf([{ from: '2026-11-01', to: '2026-11-07' }])).toBe('week')
    expect([0.5, 1, 20, 90, 800].map(daysWords)).toEqual(['under a day', '1 day', '20 days', '3 months', '2.2 years'])
  })

  it('say what was done today', () => {
    const none = { learning: 0, young: 0, mature: 0, relearning: 0, cram: 0 }
    expect(todayWords({ ...VIEW.today, answers: none })).toBe('Nothing answered yet today.')
    expect(todayWords({ ...VIEW.today, answers: { ...none, cram: 3 }, newCards: 0 })).toContain('3 crammed answers')
  })
})

describe('a chart saved as a file', () => {
  afterEach(() => document.body.replaceChildren())

  it('stands by itself: its title above it, no class, no mark of the pointer', () => {
    document.body.innerHTML = `
      <svg class="chart" viewBox="0 0 400 190" role="img"><rect class="bar" x="1" y="2" width="3" height="4" />
      <rect data-live x="0" y="0" width="9" height="9" /></svg>
      <span class="key"><svg width="12" height="12"><path d="M0 0" /></svg> mature
        cards</span>`
    const chart = document.querySelector<SVGSVGElement>('svg')
    if (!chart) throw new Error('the chart is there')
    const { svg, width, height } = standalone(chart, {
      title: 'Future due',
      keys: [...document.querySelectorAll('.key')],
      font: '@font-face{}',
    })
    expect([width, height]).toEqual([432, 278])
    expect(svg).toContain('mature cards')
    expect(svg).toContain('Future due')
    expect(svg).toContain('@font-face{}')
    expect(svg).not.toContain('class=')
    expect(svg).not.toContain('data-live')
    expect(document.querySelector('.bar')).not.toBeNull()
  })
})
