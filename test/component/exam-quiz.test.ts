import { describe, expect, it, vi } from 'vitest'
import type { BlueprintView, QuizChoices, QuizFilter } from '../../electron/contract/procedures/exam.ts'
import ExamsView from '../../renderer/src/views/exam/ExamsView.vue'
import { findings } from './support/axe.ts'
import type { Answers } from './support/fake-client.ts'
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
const CHOICES: QuizChoices = {
  questions: 40,
  missed: 3,
  unseen: 30,
  domains: [
    { id: '1', title: 'Fundamentals', questions: 25, objectives: [{ id: '1.1.1', label: 'Terms', questions: 25 }] },
    { id: '2', title: 'Models', questions: 15, objectives: [{ id: '2.1.1', label: 'Tokens', questions: 15 }] },
  ],
  kinds: [{ kind: 'multiple-choice', questions: 40 }],
  services: [{ id: 's3', name: 'Amazon S3', questions: 4 }],
  difficulties: [1, 2, 3].map((difficulty) => ({ difficulty, questions: 10 })),
}
const PATIENCE = { timeout: 20_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()

async function open(at = '/exams?quiz=aif-c01', more: Answers = {}, past = [report().attempt]) {
  const answers: Answers = {
    'exam.blueprints': () => [BLUEPRINT],
    'exam.attempts': () => past,
    'exam.quizChoices': () => CHOICES,
    'exam.quizMatches': ({ domains }: QuizFilter) => ({ questions: domains.length > 0 ? 7 : 40 }),
    'exam.startQuiz': () => ({ attemptId: 12 }),
    'exam.start': () => ({ attemptId: 13 }),
    ...more,
  }
  const mounted = await mountInApp(ExamsView, { at, answers })
  await vi.waitFor(() => expect(document.querySelector('.ex-quiz, .ex-start, .ex-blueprint')).not.toBeNull(), PATIENCE)
  await settle()
  return mounted
}
const check = async (words: string) => {
  const label = [...document.querySelectorAll('.check')].find((one) => one.textContent?.includes(words))
  label?.querySelector('input')?.click()
  await settle()
}

describe('a quick quiz', () => {
  it('says how many questions fit before it starts, and asks for what was chosen', async () => {
    const { inputs, router } = await open()
    expect(text('.ex-quiz-foot [role="status"]')).toBe('40 questions fit. The quiz asks 10.')
    expect(await findings()).toEqual([])
    await check('Models')
    expect(text('.ex-quiz-foot [role="status"]')).toBe('7 questions fit. The quiz asks all of them.')
    expect(text('.ex-quiz-lists')).not.toContain('1.1.1 Terms')
    await check('Hard')
    await check('Amazon S3')
    await press('s')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/exams/12'), PATIENCE)
    expect(inputs('exam.startQuiz')).toEqual([
      {
        filter: {
          blueprintId: 'aif-c01',
          domains: ['2'],
          objectives: [],
          kinds: [],
          services: ['s3'],
          difficulties: [3],
          past: 'any',
        },
        size: 10,
        order: 'mixed',
      },
    ])
  })

  it('begins with one objective when the address names it', async () => {
    const { inputs } = await open('/exams?quiz=aif-c01&objective=1.1.1')
    expect(inputs('exam.quizMatches')[0]).toMatchObject({ objectives: ['1.1.1'] })
  })

  it('does not start when nothing fits, and says so', async () => {
    const { inputs } = await open('/exams?quiz=all', { 'exam.quizMatches': () => ({ questions: 0 }) })
    expect(text('.ex-quiz-foot [role="status"]')).toBe('No question fits this choice.')
    await press('s')
    expect(inputs('exam.startQuiz')).toEqual([])
  })
})

describe('a practice', () => {
  it('is explained, and started without a limit', async () => {
    const { inputs, router } = await open('/exams')
    await press('p')
    await vi.waitFor(() => expect(text('.rules')).toContain('without a time limit'), PATIENCE)
    expect(document.querySelector('.ex-start .radio')).toBeNull()
    await press('s')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/exams/13'), PATIENCE)
    expect(inputs('exam.start')).toEqual([{ blueprintId: 'aif-c01', extraMinutes: 0, mode: 'practice' }])
  })
})

describe('a mock exam', () => {
  it('takes any multiple of the time, and the same questions again', async () => {
    const { inputs, router } = await open('/exams?start=aif-c01')
    const field = document.querySelector<HTMLInputElement>('.inp.num') ?? expect.fail()
    field.value = '150'
    field.dispatchEvent(new Event('input'))
    field.dispatchEvent(new Event('blur'))
    await settle()
    expect(text('.rules')).toContain('65 questions in 135 minutes')
    const select = document.querySelector<HTMLSelectElement>('#ex-again') ?? expect.fail()
    expect(select.options[1]?.textContent).toContain('The same as in AIF-C01 mock exam 4')
    select.selectedIndex = 1
    select.dispatchEvent(new Event('change'))
    await settle()
    await press('s')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/exams/13'), PATIENCE)
    expect(inputs('exam.start')).toEqual([{ blueprintId: 'aif-c01', extraMinutes: 0, timeFactor: 1.5, again: 9 }])
  })
})
