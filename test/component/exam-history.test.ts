import { describe, expect, it, vi } from 'vitest'
import type { AttemptComparison } from '../../electron/contract/procedures/report.ts'
import CompareView from '../../renderer/src/views/exam/history/CompareView.vue'
import HistoryView from '../../renderer/src/views/exam/history/HistoryView.vue'
import ReportView from '../../renderer/src/views/exam/ReportView.vue'
import { findings } from './support/axe.ts'
import { refusal } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { examHistory, pastAttempt } from './support/readiness.ts'
import { report } from './support/sittings.ts'

const PATIENCE = { timeout: 20_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const texts = (selector: string) =>
  [...document.querySelectorAll(selector)].map((one) => one.textContent?.replace(/\s+/g, ' ').trim())

describe('exams over time', () => {
  const open = (history = examHistory()) =>
    mountInApp(HistoryView, { answers: { 'report.history': () => history }, at: '/exams/history' })

  it('show results with intervals, domains taken together, and every attempt', async () => {
    await open()
    expect(text('.head')).toContain('3 attempts')
    expect(document.querySelector('.hy-charts svg.chart')?.getAttribute('aria-label')).toContain('78 %')
    expect(text('.hy-domains tbody tr')).toContain('21 of 30')
    expect(texts('.hy-past tbody a')).toEqual(['AIF-C01 mock exam 4', 'AIF-C01 mock exam 2', 'AIF-C01 mock exam 1'])
    expect(await findings()).toEqual([])
  })

  it('leave practice and quizzes out until they are asked for', async () => {
    await open()
    ;[...document.querySelectorAll<HTMLElement>('.seg button')]
      .find((one) => one.textContent?.includes('practice'))
      ?.click()
    await settle()
    expect(text('.hy-past tbody tr:nth-child(2)')).toContain('Quick quiz')
    expect(text('.hy-past tbody tr:nth-child(2)')).toContain('not meant to')
  })

  it('have the same numbers as tables', async () => {
    await open()
    for (const button of document.querySelectorAll<HTMLElement>('.views [aria-label="Table"]')) button.click()
    await settle()
    const [results, pace] = texts('.chart-table')
    expect(results).toMatch(/mock exam 1 ?30 of 50 ?60 % ?50 to 70 %/)
    expect(pace).toMatch(/1:11 ?1:23/)
  })

  it('name what is missed most, and what was taken for what', async () => {
    await open()
    expect(text('.hy-missed tbody tr')).toMatch(/3.1.2 Inference parameters ?4 of 6 ?3/)
    expect(document.querySelector('.hy-missed a')?.getAttribute('href')).toContain('quiz=aif-c01&objective=3.1.2')
    expect(text('.hy-conf tbody tr')).toContain('Amazon Kendra Which service answers from them?')
    expect(document.querySelector('.hy-conf a')?.getAttribute('href')).toContain('/exams/4/report?answer=12')
  })

  it('put two that were ticked side by side, else the last two, by C', async () => {
    const { router } = await open()
    await press('c')
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/exams/compare?first=2&second=4'), PATIENCE)
    await router.push('/exams/history')
    const boxes = document.querySelectorAll<HTMLInputElement>('.hy-past input')
    boxes[2]?.click()
    boxes[0]?.click()
    await settle()
    await press('c')
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/exams/compare?first=1&second=4'), PATIENCE)
  })

  it('say what to do while there is nothing', async () => {
    await open(examHistory({ attempts: [], blueprints: [], objectives: [], confusions: [] }))
    expect(text('.empty')).toContain('After your first mock exam')
    expect(await findings()).toEqual([])
  })
})

describe('two attempts', () => {
  const estimate = (right: number, of: number) => ({ right, of, low: 0.4, high: 0.9 })
  const compared: AttemptComparison = {
    first: pastAttempt(1, 30),
    second: pastAttempt(4, 39),
    total: { value: 0.18, low: 0.03, high: 0.32 },
    domains: [
      {
        id: '1',
        title: 'Fundamentals',
        first: estimate(5, 10),
        second: estimate(7, 10),
        change: { value: 0.2, low: -0.15, high: 0.5 },
      },
      {
        id: '2',
        title: 'Other',
        first: estimate(0, 0),
        second: estimate(7, 10),
        change: { value: 0.2, low: -1, high: 1 },
      },
    ],
    shared: { questions: 0, bothRight: 0, learned: 0, lost: 0, bothWrong: 0 },
  }
  const answers = { 'report.history': () => examHistory(), 'report.compare': () => compared }

  it('stand side by side with what their difference can be taken for', async () => {
    await mountInApp(CompareView, { answers, at: '/exams/compare?first=1&second=4' })
    const rows = texts('.cp tbody tr')
    expect(rows[0]).toMatch(/All scored questions ?60 % 30 of 50 ?78 % 39 of 50 ?\+18 ?\+3 to \+32 ?better/)
    expect(rows[1]).toContain('too close to tell')
    expect(rows[2]).toContain('not asked')
    expect(text('.cp-words')).toContain('No question was in both')
    expect(await findings()).toEqual([])
  })

  it('change places by S', async () => {
    const { router } = await mountInApp(CompareView, { answers, at: '/exams/compare?first=1&second=4' })
    await press('s')
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/exams/compare?first=4&second=1'), PATIENCE)
  })

  it('say why they cannot be compared', async () => {
    const gone = () => {
      throw refusal('NOT_FOUND', { what: 'mock exam' }, 'This no longer exists.')
    }
    await mountInApp(CompareView, {
      answers: { ...answers, 'report.compare': gone },
      at: '/exams/compare?first=1&second=9',
    })
    expect(text('.empty')).toContain('cannot be compared')
  })
})

describe('the report taken away', () => {
  const open = (at = '/exams/9/report', more = {}) =>
    mountInApp(ReportView, { answers: { 'exam.report': () => report(), ...more }, at })

  it('has everything on one page, and prints once', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    const { router } = await open()
    await press('w')
    await vi.waitFor(() => expect(texts('.aq-no')).toHaveLength(5), PATIENCE)
    expect(print).not.toHaveBeenCalled()
    expect(await findings()).toEqual([])
    await press('p')
    await vi.waitFor(() => expect(print).toHaveBeenCalledTimes(1), PATIENCE)
    expect(router.currentRoute.value.query['all']).toBe('read')
    vi.unstubAllGlobals()
  })

  it('is saved as a table', async () => {
    const url = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:here')
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const file = () => ({ name: 'mock-2026-11-21.csv', type: 'text/csv', text: 'a,b' })
    const { inputs } = await open('/exams/9/report', { 'report.file': file })
    await press('c')
    await vi.waitFor(() => expect(click).toHaveBeenCalled(), PATIENCE)
    expect(inputs('report.file')).toEqual([{ attemptId: 9, format: 'csv' }])
    url.mockRestore()
    click.mockRestore()
  })

  it('says what a practice can and cannot tell, and has no scale', async () => {
    const base = report()
    const practice = { ...base, attempt: { ...base.attempt, mode: 'practice', limitMs: 0 }, scaled: null, again: null }
    await open('/exams/9/report', { 'exam.report': () => practice })
    expect(text('.rp-words')).toContain('no clock')
    expect(document.querySelector('.rp-scale')).toBeNull()
    expect(text('.head')).toContain('84 minutes')
  })

  it('says that a question was edited or deleted since, and what was answered before', async () => {
    const base = report()
    const items = base.items.map((item, at) => ({
      ...item,
      since: at === 0 ? ('deleted' as const) : ('edited' as const),
      replaced: at === 0 ? [{ answer: { type: 'choices' as const, choices: [3] }, right: false, spentMs: 30_000 }] : [],
    }))
    await open('/exams/9/report?answer=1', { 'exam.report': () => ({ ...base, items }) })
    expect(text('.aq-since')).toContain('was deleted since')
    expect(text('.aq-before')).toContain('Delta (wrong, after 0:30)')
  })

  it('shows the sentence that asks in the list of misses', async () => {
    const base = report()
    const stem = 'A long story about a shop. And more of it. Which one is right?'
    const items = base.items.map((item) => ({ ...item, question: { ...item.question, stem } }))
    await open('/exams/9/report', { 'exam.report': () => ({ ...base, items }) })
    expect(text('.rp-misses .mq')).toBe('Which one is right?')
    expect(text('.rp-misses tbody tr')).toContain('A long story about a shop.')
  })
})
