import fc from 'fast-check'
import { defineComponent, h } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import type { Router } from 'vue-router'
import type { StatisticsView } from '../../electron/contract/procedures/statistics.ts'
import { examPoints, gapOf, lossPoints, lossTicks, passTicks, WINDOW } from '../../renderer/src/charts/loss.ts'
import { addDays } from '../../renderer/src/format/dates.ts'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import InsightView from '../../renderer/src/views/insight/InsightView.vue'
import { lossLabel, lossWords } from '../../renderer/src/views/insight/words.ts'
import { findings } from './support/axe.ts'
import { TODAY } from './support/data.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { choose, DOMAINS, NO, streamOf, VIEW, type Asked } from './support/statistics.ts'

/** Waits until an address is open; its view may have to be loaded first. */
const at = (router: Router, address: string) =>
  vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe(address), 20_000)

const day = (at: number) => addDays('2026-10-01', at)
const figures = (at: number, answers: number, wrong: number) => ({ day: day(at), answers, wrong })
const exam = (at: number, right: number) => ({
  day: day(at),
  title: 'AIF-C01',
  right,
  scored: 50,
  low: right / 50 - 0.1,
  high: right / 50 + 0.1,
})

describe('the training line', () => {
  it('has one point a pass, numbered from the first that is told', () => {
    const points = lossPoints([figures(0, 10, 5), figures(3, 0, 0), figures(4, 20, 2)], 7)
    expect(points.map((point) => [point.pass, point.loss])).toEqual([
      [7, 0.5],
      [8, 0.1],
    ])
    expect(points[1]?.mean).toBeCloseTo(7 / 30)
  })

  it('looks back over seven passes and no further', () => {
    const days = Array.from({ length: 9 }, (_, at) => figures(at, 10, at < 2 ? 10 : 0))
    expect(lossPoints(days).map((point) => point.mean > 0)).toEqual([...Array(8).fill(true), false])
    expect(WINDOW).toBe(7)
  })

  it('is a share: between 0 and 1, and never outside what it was made of', () => {
    const one = fc.nat(200).chain((answers) => fc.nat(answers).map((wrong) => ({ answers, wrong })))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (list) => {
        const points = lossPoints(list.map(({ answers, wrong }, at) => figures(at, answers, wrong)))
        for (const [at, point] of points.entries()) {
          const window = points.slice(Math.max(0, at - WINDOW + 1), at + 1).map(({ loss }) => loss)
          expect(point.mean).toBeGreaterThanOrEqual(Math.min(...window) - 1e-9)
          expect(point.mean).toBeLessThanOrEqual(Math.max(...window) + 1e-9)
        }
      }),
    )
  })
})

describe('the validation set', () => {
  const points = lossPoints([figures(0, 10, 4), figures(2, 10, 2), figures(5, 10, 1)])

  it('stands at the pass of its day, or between two', () => {
    const exams = examPoints([exam(2, 25), exam(3, 30)], points)
    expect(exams.map(({ at, number }) => [at, number])).toEqual([
      [2, 1],
      [2.5, 2],
    ])
    expect(exams[0]).toMatchObject({ loss: 0.5, low: 0.4, high: 0.6 })
  })

  it('stands at the first pass when nothing was reviewed before, and side by side on one day', () => {
    expect(examPoints([exam(-9, 25)], points)[0]?.at).toBe(1)
    const [a, b] = examPoints([exam(5, 25), exam(5, 30)], points)
    expect([a?.at, b?.at]).toEqual([3, 3.4])
    expect(examPoints([exam(0, 25)], [])[0]?.at).toBe(1)
  })
})

describe('the gap', () => {
  const points = lossPoints([figures(0, 100, 10)])
  const gap = (right: number) => gapOf(points, examPoints([exam(0, right)], points))

  it('is named by what one exam can tell', () => {
    expect(gap(30)).toMatchObject({ words: ['you know the cards better', 'than you can apply them'] })
    expect(gap(30)?.value).toBeCloseTo(0.3)
    expect(gap(44)?.words[0]).toBe('too small to tell')
    const hard = lossPoints([figures(0, 10, 5)])
    expect(gapOf(hard, examPoints([exam(0, 45)], hard))?.words[0]).toBe('you can apply more')
  })

  it('needs both sets', () => {
    expect(gapOf(points, [])).toBeNull()
    expect(gapOf([], examPoints([exam(0, 30)], []))).toBeNull()
  })
})

describe('axes', () => {
  it('begin at 0 and reach the highest mark', () => {
    const points = lossPoints([figures(0, 10, 3)])
    const ticks = lossTicks(points, examPoints([exam(0, 22)], points), 0.1)
    expect(ticks[0]).toBe(0)
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(0.66)
    expect(lossTicks([], [], 0.1).at(-1)).toBeGreaterThanOrEqual(0.2)
  })

  it('name the first and the last pass, and none twice', () => {
    expect(passTicks(1, 41)).toEqual([1, 10, 20, 30, 41])
    expect(passTicks(3, 3)).toEqual([3])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.nat(900), (first, more) => {
        const ticks = passTicks(first, first + more)
        expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b))
        expect([ticks[0], ticks.at(-1)]).toEqual([first, first + more])
      }),
    )
  })
})

describe('words', () => {
  const points = lossPoints([figures(0, 100, 20), figures(1, 100, 10)])

  it('say where both sets stand and what the gap means', () => {
    expect(lossWords(points, examPoints([exam(1, 30)], points))).toBe(
      'In your 2 passes 15 % of the answers were wrong. In mock 1 it was 40 %, with a 90 % interval from 30 % to 50 %. ' +
        'A gap of 0.25: you know the cards better than you can apply them.',
    )
  })

  it('say what to do while there is no exam, and do not when one was sat before', () => {
    expect(lossWords(points, [])).toContain('Sit a mock exam')
    expect(lossWords(points, [], true)).toContain('No mock exam was sat in this time.')
    expect(lossWords(points.slice(0, 1), [])).toContain('A line begins with the second.')
  })

  it('tell the chart to those who do not see it', () => {
    expect(lossLabel(points, examPoints([exam(1, 30)], points))).toBe(
      'Loss by pass: reviews from 0.20 to 0.15 in 2 passes; 1 mock exam from 0.40 to 0.40',
    )
  })
})

const Page = defineComponent(() => () => h(AppFrame, null, () => h(InsightView)))
const open = (data: StatisticsView | ((input: Asked) => StatisticsView), answers: Answers = {}) =>
  mountInApp(Page, {
    answers: {
      'statistics.read': (input: Asked) => streamOf(typeof data === 'function' ? data(input) : data),
      'statistics.scopes': () => ({ domains: DOMAINS }),
      'app.today': () => TODAY,
      ...answers,
    },
    at: '/insight',
  })
const text = () => document.querySelector('main')?.textContent?.replaceAll(/\s+/g, ' ') ?? ''
const labels = () => [...document.querySelectorAll('svg[role=img]')].map((svg) => svg.getAttribute('aria-label'))
const button = (words: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent?.trim().startsWith(words))

describe('InsightView', () => {
  it('draws loss, answers, cards and what is ahead, each with a name', async () => {
    await open(VIEW)
    expect(labels()).toEqual([
      'Loss by pass: reviews from 0.40 to 0.23 in 3 passes; 1 mock exam from 0.40 to 0.40',
      'Answers a day in 2026: 120 answers on 3 days',
      'True retention by week: 92 % of 60 reviews right',
      'Reviews by day: 120 answers on 3 days of 14',
      'Time by day: 20 minutes on 3 days of 14',
      'Answers by hour of the day, 120 in all',
      'Buttons by phase of the card: young 90 % of 100 right; mature 95 % of 20 right',
      'Cards due by day: 40 in this time, 5 late, 7 after it',
      '900 cards by state',
      expect.stringContaining('Recall now of 600 cards'),
      expect.stringContaining('Intervals of 600 cards'),
      expect.stringContaining('Stability of 600 cards'),
      expect.stringContaining('Difficulty of 600 cards'),
      'Cards added by day: 100 in this time, 800 before it',
    ])
    expect(text()).toMatch(/Mature, 21 days or longer ?400 ?44 %/)
    expect(text()).toContain('Today30 answers in 5 minutes, 3 wrong; 2 new cards begun; 18 of 20 reviews right (90 %).')
    expect(await findings()).toEqual([])
  })

  it('gives the same numbers as tables, all at once by T', async () => {
    await open(VIEW)
    await press('t')
    expect(labels()).toEqual([])
    expect(document.querySelector('.chart-table tbody tr')?.textContent?.replaceAll(/\s+/g, ' ')).toBe(
      '319 Nov3030.100.23',
    )
    const due = document.querySelector('[aria-label="Future due"] tbody')
    expect(due?.textContent?.replaceAll(/\s+/g, ' ')).toContain('before today')
    expect(await findings()).toEqual([])
    await press('t')
    expect(labels()).toHaveLength(14)
  })

  it('asks for the range and the scope that are chosen, by key or by hand', async () => {
    const { inputs } = await open(VIEW)
    const asked = () => inputs('statistics.read').at(-1)
    expect(asked()).toMatchObject({ scope: { type: 'all' }, range: 'all' })
    await press('1')
    expect(asked()).toMatchObject({ range: 'month' })
    button('3 months')?.click()
    await settle()
    expect(asked()).toMatchObject({ range: 'quarter' })
    await choose('What is counted', 'Deck Spanish')
    expect(asked()).toMatchObject({ scope: { type: 'deck', deckId: 5 } })
    await choose('What is counted', 'X domain 1: Basics')
    expect(asked()).toMatchObject({ scope: { type: 'domain', blueprint: 'x', domain: '1' } })
    await choose('Objective', '1.1.1 Terms')
    expect(asked()).toMatchObject({ scope: { type: 'objective', objective: '1.1.1' } })
  })

  it('counts what a search finds, and says at the field what can’t be read', async () => {
    const issue = { severity: 'error', code: 'x', message: 'There is no such state.', where: {} }
    const { inputs } = await open(({ scope }) => {
      if (scope.type === 'search' && scope.text === 'is:odd') throw refusal('INVALID', { issues: [issue] })
      return VIEW
    })
    await choose('What is counted', 'What a search finds')
    const field = document.querySelector<HTMLInputElement>('input[type=search]')
    if (!field) throw new Error('there is a field to search in')
    expect(document.activeElement).toBe(field)
    field.value = 'is:odd'
    field.dispatchEvent(new Event('input'))
    field.dispatchEvent(new Event('change'))
    await settle()
    expect(inputs('statistics.read').at(-1)).toMatchObject({ scope: { type: 'search', text: 'is:odd' } })
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(text()).toContain('There is no such state.')
    expect(labels()).toHaveLength(14)
    expect(await findings()).toEqual([])
  })

  it('says how far a long count is, keeps the page, and can be stopped', async () => {
    let hold: () => void = () => undefined
    const held = new Promise<void>((resolve) => (hold = resolve))
    let scopes = 0
    await open(VIEW, {
      'statistics.read': () =>
        (async function* () {
          if (scopes++ === 0) return VIEW
          yield { stage: 'Counting answers', done: 40, total: 100 }
          await held
          return { ...VIEW, cards: 1 }
        })(),
    })
    await press('1')
    expect(text()).toContain('Counting answers')
    expect(labels()).toHaveLength(14)
    button('Cancel')?.click()
    await settle()
    hold()
    await settle()
    expect(text()).not.toContain('Counting answers')
    expect(text()).toContain('900 by state')
  })

  it('reads bars to those who ask by key', async () => {
    await open(VIEW)
    const plot = [...document.querySelectorAll<HTMLElement>('.plot')].find((one) =>
      one.getAttribute('aria-label')?.startsWith('Cards due'),
    )
    plot?.focus()
    await press('ArrowRight')
    expect(plot?.querySelector('[aria-live]')?.textContent).toBe('Due before today: 5 cards, 1 mature; 5 up to then')
    await press('ArrowRight')
    expect(plot?.querySelector('[aria-live]')?.textContent).toBe('Today: 35 cards, 20 mature; 40 up to then')
    await press('Escape')
    expect(plot?.querySelector('[aria-live]')?.textContent).toBe('')
  })

  it('numbers passes on from those that are not told', async () => {
    await open({ ...VIEW, loss: { ...VIEW.loss, passesBefore: 397 } })
    await press('t')
    expect(document.querySelector('.chart-table tbody td')?.textContent).toBe('400')
  })

  it('says why a deck has no exams beside its loss', async () => {
    await open({ ...VIEW, loss: { ...VIEW.loss, exams: null } })
    expect(text()).toContain('they have no part by deck or search')
  })

  it('says what is missing where there are few answers', async () => {
    const few = VIEW.retention.bars.map((bar) => ({ ...bar, young: { right: 1, total: 2 }, mature: NO }))
    await open({ ...VIEW, retention: { ...VIEW.retention, bars: few } })
    expect(text()).toContain('Too few reviews for a line: it needs 5 in one week.')
  })

  it('is calm while there is nothing, and starts the first review', async () => {
    const { router } = await open({ ...VIEW, answersEver: 0, loss: { ...VIEW.loss, days: [], exams: [] } })
    expect(text()).toContain('After your first reviews, a line begins here')
    expect(text()).not.toContain('True retention')
    expect(await findings()).toEqual([])
    await press('r')
    await at(router, '/review')
  })

  it('counts again when asked, and says what came of it', async () => {
    const { inputs } = await open(VIEW, { 'statistics.rebuild': () => streamOf({ days: 0 }) })
    await press('C', { shiftKey: true })
    expect(inputs('statistics.rebuild')).toHaveLength(1)
  })
})
