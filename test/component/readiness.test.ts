import { describe, expect, it, vi } from 'vitest'
import TodayView from '../../renderer/src/views/today/TodayView.vue'
import ReadinessView from '../../renderer/src/views/readiness/ReadinessView.vue'
import { findings } from './support/axe.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { readiness } from './support/readiness.ts'

const PATIENCE = { timeout: 20_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const open = (view = readiness()) =>
  mountInApp(ReadinessView, { answers: { 'readiness.get': () => view }, at: '/readiness' })

describe('readiness', () => {
  it('leads with the chance of passing and its interval, under it the share expected right', async () => {
    await open()
    expect(text('.rd-figs .lab')).toBe('Chance of at least 35 of 50')
    expect(text('.rd-figs .fig')).toBe('74 %')
    expect(text('.rd-figs')).toContain('90 % interval 29 to 98 %, for the exam on Saturday 12 December, in 23 days')
    expect(text('.rd-figs')).toContain('74 % or 37 of 50')
    expect(text('.rd-words')).toContain('Without any from today on it would be 61 %')
    expect(text('.rd-words')).toContain('no promise')
    expect(await findings()).toEqual([])
  })

  it('has every assumption one key away', async () => {
    await open()
    expect(document.querySelector('.rd-method ul')).toBeNull()
    await press('w')
    expect(text('.rd-method ul')).toContain('21 days')
    expect(await findings()).toEqual([])
  })

  it('says what to study next, and begins with it by Enter', async () => {
    const { router } = await open()
    expect(text('.rd-next tbody tr')).toMatch(
      /3.1.2 Choose inference parameters 4 missed, .* ?52 % ?14 min ?\+1.8 of 50/,
    )
    await press('Enter')
    await vi.waitFor(
      () => expect(router.currentRoute.value.query).toEqual({ quiz: 'aif-c01', objective: '3.1.2' }),
      PATIENCE,
    )
  })

  it('has the distribution as a table too', async () => {
    await open()
    document.querySelector<HTMLElement>('.views [aria-label="Table"]')?.click()
    await settle()
    expect(text('.chart-table')).toMatch(/37 ?8.0 %/)
  })

  it('says that there is too little data, and what would help', async () => {
    const data = { answers: 10, firstSeen: 8, weighted: 6, missing: 28, cards: 0, learned: 0 }
    const { router } = await open(readiness({ estimate: null, data }))
    expect(text('.empty')).toContain('too little data')
    expect(text('.empty')).toContain('About 28 more questions that you have not seen')
    expect(await findings()).toEqual([])
    await press('q')
    await vi.waitFor(() => expect(router.currentRoute.value.query).toEqual({ quiz: 'aif-c01' }), PATIENCE)
  })
})

describe('readiness on Today', () => {
  const { code, day, daysToExam, needed, outOf, estimate } = readiness()
  const line = { code, day, daysToExam, needed, outOf, chance: estimate?.chance, share: estimate?.share }

  it('is one line, and nothing while there is too little data', async () => {
    await mountInApp(TodayView, { answers: { 'readiness.line': () => line } })
    expect(text('[aria-label="Readiness"]')).toContain('74 % chance of at least 35 of 50 right on the day')
    expect(text('[aria-label="Readiness"]')).toContain('90 % interval 29 to 98 %; 74 % expected right')
    expect(await findings()).toEqual([])
  })

  it('is not there without an estimate', async () => {
    await mountInApp(TodayView)
    expect(document.querySelector('[aria-label="Readiness"]')).toBeNull()
  })
})
