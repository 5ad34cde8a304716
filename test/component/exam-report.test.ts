import { describe, expect, it, vi } from 'vitest'
import ReportView from '../../renderer/src/views/exam/ReportView.vue'
import { findings } from './support/axe.ts'
import { refusal } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { report } from './support/sittings.ts'

/** Views are loaded when they are first gone to. */
const PATIENCE = { timeout: 20_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const open = (at = '/exams/9/report') => mountInApp(ReportView, { answers: { 'exam.report': () => report() }, at })

describe('the report', () => {
  it('counts the scored questions, names the pass line and calls the scale an illustration', async () => {
    await open()
    expect(text('.rp-top .fig')).toBe('37 of 50')
    expect(text('.rp-verdict')).toBe('74 %, over the pass line of 70 %')
    expect(text('.rp-scale')).toContain('Scaled, as an illustration')
    expect(text('.rp-words')).toContain('The 90 % interval is 62 to 83 %')
    expect(text('.rp-words')).toContain('AWS does not publish its conversion')
    expect(text('.head')).toContain('Saturday 21 November, 84 of 90 minutes')
    expect(await findings()).toEqual([])
  })

  it('has the same numbers as a table for each chart', async () => {
    await open()
    for (const button of document.querySelectorAll<HTMLElement>('.views [aria-label="Table"]')) button.click()
    await settle()
    const [domains, pace] = [...document.querySelectorAll('.chart-table')]
    expect(domains?.textContent?.replace(/\s+/g, ' ')).toMatch(/1 Fundamentals ?8 ?10 ?80 % ?55 % ?95 %/)
    expect(pace?.querySelectorAll('tbody tr')).toHaveLength(5)
    expect(pace?.textContent).toContain('missed')
  })

  it('lists what was missed with both answers, and opens it', async () => {
    const { router } = await open()
    expect(text('.rp-misses h2')).toBe('2 misses')
    expect(text('.rp-misses tbody tr')).toContain('no answer')
    expect(text('.rp-misses tbody tr')).toContain('Alpha; Gamma')
    document.querySelector<HTMLElement>('.rp-misses .q button')?.click()
    await vi.waitFor(() => expect(router.currentRoute.value.query['answer']).toBe('2'), PATIENCE)
    expect(text('.wk-line h1')).toBe('Question 2 of 5')
  })

  it('says so when there is none', async () => {
    const gone = () => {
      throw refusal('NOT_FOUND', { what: 'mock exam' }, 'This no longer exists.')
    }
    await mountInApp(ReportView, { answers: { 'exam.report': gone }, at: '/exams/9/report' })
    expect(text('.empty')).toContain('There is no report')
  })
})

describe('going through the answers', () => {
  it('starts with what was missed, and goes on and back by J and K', async () => {
    await open()
    await press('g')
    await vi.waitFor(() => expect(text('.wk-line h1')).toBe('Question 2 of 5'), PATIENCE)
    expect(text('.wk-line')).toContain('No answer')
    await press('j')
    await vi.waitFor(() => expect(text('.wk-line h1')).toBe('Question 4 of 5'), PATIENCE)
    await press('k')
    await vi.waitFor(() => expect(text('.wk-line h1')).toBe('Question 2 of 5'), PATIENCE)
  })

  it('shows the answer, the reasons, the explanation and the sources of each question', async () => {
    await open('/exams/9/report?answer=1')
    expect(text('.opt.right')).toContain('Your answer, right')
    expect(text('.after')).toContain('Because of Delta.')
    expect(text('.after .expl')).toBe('That is how it is.')
    expect(text('.sources')).toContain('Guide')
    expect(text('.sources')).toContain('Objective 1.1.1. Facts checked 20 Nov 2026.')
    expect(await findings()).toEqual([])
  })

  it('marks questions that are not scored', async () => {
    await open('/exams/9/report?answer=5')
    expect(text('.wk-line')).toContain('Not scored')
  })

  it('filters by missed, flagged and all', async () => {
    await open('/exams/9/report?answer=2')
    const flagged = [...document.querySelectorAll<HTMLElement>('.seg button')].find((one) =>
      one.textContent?.includes('Flagged 1'),
    )
    flagged?.click()
    await vi.waitFor(() => expect(text('.wk-line h1')).toBe('Question 3 of 5'), PATIENCE)
    await press('m')
    await vi.waitFor(() => expect(text('.wk-line h1')).toBe('Question 4 of 5'), PATIENCE)
  })
})
