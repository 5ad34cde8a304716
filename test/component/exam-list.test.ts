import { describe, expect, it, vi } from 'vitest'
import type { AttemptSummary, BlueprintView } from '../../electron/contract/procedures/exam.ts'
import ExamsView from '../../renderer/src/views/exam/ExamsView.vue'
import { findings } from './support/axe.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { report } from './support/sittings.ts'

const BLUEPRINT: BlueprintView = {
  id: 'aif-c01',
  code: 'AIF-C01',
  name: 'AWS Certified AI Practitioner',
  questions: 65,
  scored: 50,
  minutes: 90,
  passShare: 0.7,
  kinds: [],
  deck: null,
  imported: false,
  domains: [{ id: '1', title: 'Fundamentals', weight: 20, perForm: 13, bank: 159, unseen: 30 }],
  freshForms: 2,
}
const DONE: AttemptSummary = report().attempt
const RUNNING: AttemptSummary = {
  ...DONE,
  attemptId: 10,
  title: 'AIF-C01 mock exam 5',
  state: 'running',
  submittedAt: null,
  spentMs: 47 * 60_000,
  answered: 30,
  right: null,
}
/** Views are loaded when they are first gone to. */
const PATIENCE = { timeout: 20_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()

const open = (attempts: readonly AttemptSummary[], more: Answers = {}, at = '/exams') =>
  mountInApp(ExamsView, {
    at,
    answers: { 'exam.blueprints': () => [BLUEPRINT], 'exam.attempts': () => attempts, ...more },
  })

describe('the exams', () => {
  it('say what an exam is made of, and how much of the bank is new', async () => {
    await open([])
    expect(text('.ex-blueprint')).toContain('65 questions·90 minutes·pass at 70 %')
    expect(text('.ex-blueprint')).toContain('still fills 2 exams without repeating a question')
    expect([...document.querySelectorAll('.ex-blueprint td')].map((cell) => cell.textContent)).toEqual([
      '1 Fundamentals',
      '20 %',
      '13',
      '159',
      '30',
      '2',
    ])
    expect(await findings()).toEqual([])
  })

  it('say what is missing where there are no questions, and lead to the import instead of nowhere', async () => {
    const bare = {
      ...BLUEPRINT,
      freshForms: 0,
      domains: BLUEPRINT.domains.map((one) => ({ ...one, bank: 0, unseen: 0 })),
    }
    const { router } = await open([], { 'exam.blueprints': () => [bare] })
    expect(text('.ex-blueprint .fresh')).toBe(
      'There are no questions for this exam yet. Import a question bank to begin.',
    )
    expect([...document.querySelectorAll('.btn')].map((one) => one.textContent?.trim())).toEqual(['Import questions I'])
    expect(await findings()).toEqual([])
    await press('s')
    expect(router.currentRoute.value.fullPath).toBe('/exams')
    document.querySelector<HTMLElement>('.btn.pri')?.click()
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/import'), PATIENCE)
  })

  it('say of which domain questions are missing, and still offer a quiz of those there are', async () => {
    const short = {
      ...BLUEPRINT,
      freshForms: 0,
      domains: BLUEPRINT.domains.map((one) => ({ ...one, bank: 3, unseen: 3 })),
    }
    const { router } = await open([], { 'exam.blueprints': () => [short, { ...BLUEPRINT, id: 'net-02' }] })
    expect(text('.ex-blueprint .fresh')).toBe(
      'An exam needs 10 more questions: 10 of Fundamentals. Import them to begin.',
    )
    // The keys are about the exam that can be sat.
    await press('s')
    await vi.waitFor(() => expect(router.currentRoute.value.query).toEqual({ start: 'net-02' }), PATIENCE)
  })

  it('offer to continue the one that is running', async () => {
    const { router } = await open([RUNNING, DONE])
    expect(text('.ex-running')).toContain('AIF-C01 mock exam 5 is not finished')
    expect(text('.ex-running')).toContain('30 of 65 answered, 43 min left')
    await press('Enter')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/exams/10'), PATIENCE)
  })

  it('list those that were sat, with the right answers of the scored ones', async () => {
    await open([DONE])
    expect(text('.ex-past tbody tr')).toContain('21 Nov 2026')
    expect(text('.ex-past tbody tr')).toContain('37 of 50')
    expect(text('.ex-past tbody tr')).toContain('74 %')
    expect(text('.ex-past tbody tr .yes')).toBe('yes')
  })

  it('delete one, with undo at hand', async () => {
    const { inputs } = await open([DONE], { 'exam.remove': () => ({ undo: 'Delete' }) })
    document.querySelector<HTMLElement>('[aria-label="Delete AIF-C01 mock exam 4"]')?.click()
    await settle()
    expect(inputs('exam.remove')).toEqual([{ attemptId: 9 }])
    expect(inputs('exam.attempts').length).toBeGreaterThan(1)
  })
})

describe('the start of an exam', () => {
  it('explains the rules first, then starts with the time that was chosen', async () => {
    const { inputs, router } = await open([], { 'exam.start': () => ({ attemptId: 11 }) })
    await press('s')
    await vi.waitFor(() => expect(text('.rules')).toContain('All or nothing'), PATIENCE)
    expect(text('.rules')).toContain('15 of the 65 questions are not scored')
    expect(text('.rules')).toContain('A question without an answer counts as wrong')
    expect(await findings()).toEqual([])
    document.querySelectorAll<HTMLElement>('.radio input')[1]?.click()
    await settle()
    expect(text('.rules')).toContain('65 questions in 120 minutes')
    await press('s')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/exams/11'), PATIENCE)
    expect(inputs('exam.start')).toEqual([{ blueprintId: 'aif-c01', extraMinutes: 30 }])
  })

  it('offers the exam that is running when the host names one', async () => {
    const busy = () => {
      throw refusal('CONFLICT', { reason: 'Another exam is running.', id: 10 })
    }
    const { router } = await open([], { 'exam.start': busy }, '/exams?start=aif-c01')
    await press('s')
    expect(text('.ex-problem')).toBe('Another exam is running.')
    await press('s')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/exams/10'), PATIENCE)
  })

  it('says what the bank lacks', async () => {
    const short = () => {
      throw refusal('CONFLICT', { reason: 'Fundamentals has 3 of the 13 questions that a form takes.' })
    }
    await open([], { 'exam.start': short }, '/exams?start=aif-c01')
    await press('s')
    expect(text('.ex-problem')).toContain('Fundamentals has 3 of the 13')
  })
})
