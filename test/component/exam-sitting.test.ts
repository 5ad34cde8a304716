import { describe, expect, it, vi } from 'vitest'
import type { AttemptSitting } from '../../electron/contract/procedures/exam.ts'
import { WINDOW_NAME } from '../../renderer/src/client/window-name.ts'
import SittingView from '../../renderer/src/views/exam/SittingView.vue'
import { findings } from './support/axe.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { BLANK, CHOICE, FIVE, MATCH, ORDER, SIX, sitting } from './support/sittings.ts'

interface Given {
  readonly ordinal: number
  readonly answer: unknown
  readonly flagged: boolean
  readonly struck: number[]
}

const running = { state: 'running', remainingMs: 90 * 60_000, savedAt: 1 }
/** Views are loaded when they are first gone to. */
const PATIENCE = { timeout: 20_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const alt = (key: string) => press(key, { altKey: true, code: `Key${key.toUpperCase()}` })

async function open(given: AttemptSitting = sitting(), more: Answers = {}) {
  const answers: Answers = {
    'exam.sit': () => given,
    'exam.respond': () => running,
    'exam.pulse': () => running,
    'exam.submit': () => ({}),
    'exam.report': () => new Promise(() => undefined),
    ...more,
  }
  const mounted = await mountInApp(SittingView, { answers, at: '/exams/9' })
  const saved = () => mounted.inputs('exam.respond') as Given[]
  return { ...mounted, saved, last: () => saved().at(-1) }
}
/** A sitting that begins at a question of its own. */
const at = (question: (typeof FIVE)[number]) => open(sitting([question, CHOICE]))

async function pick(select: HTMLSelectElement, index: number): Promise<void> {
  select.selectedIndex = index
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}
const row = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('.ord li[tabindex]')].find((one) => one.textContent?.includes(words)) ??
  expect.fail()

describe('choices', () => {
  it('choose by letter, and each change is saved at once', async () => {
    const { saved } = await open()
    await press('b')
    await press('c')
    expect(saved().map(({ ordinal, answer }) => [ordinal, answer])).toEqual([
      [0, { type: 'choices', choices: [1] }],
      [0, { type: 'choices', choices: [2] }],
    ])
    await press('c')
    expect(saved()).toHaveLength(2)
    expect(await findings()).toEqual([])
  })

  it('say how many, and refuse one too many with a word', async () => {
    const { saved } = await at(FIVE[1])
    expect(text('.pick')).toContain('Choose two.')
    await press('a')
    await press('c')
    await press('e')
    expect(saved()).toHaveLength(2)
    expect(text('.q-said')).toBe('You have two already. Take one out first.')
    expect(document.querySelectorAll('.opt.on')).toHaveLength(2)
  })

  it('are walked by the arrows without choosing, and chosen by Space and Enter', async () => {
    const { saved, last } = await open()
    document.querySelector<HTMLElement>('.rd')?.focus()
    await press('ArrowDown')
    await press('ArrowDown')
    expect(saved()).toHaveLength(0)
    await press(' ')
    expect(last()?.answer).toEqual({ type: 'choices', choices: [2] })
    await press('ArrowUp')
    await press('Enter')
    expect(last()?.answer).toEqual({ type: 'choices', choices: [1] })
    await press(' ')
    expect(last()?.answer).toBeNull()
  })

  it('are struck out with Shift, which takes the choice back, and restored', async () => {
    const { last } = await open()
    await press('b')
    await press('B', { shiftKey: true })
    expect(last()).toMatchObject({ answer: null, struck: [1] })
    expect(text('.opt.out')).toContain('struck out')
    await press('B', { shiftKey: true })
    expect(last()?.struck).toEqual([])
  })

  it('keep the focus when they are restored by their button, which goes', async () => {
    const { last } = await open()
    await press('B', { shiftKey: true })
    const button = document.querySelector<HTMLElement>('.opt-line .so')
    button?.focus()
    button?.click()
    await settle()
    expect(last()?.struck).toEqual([])
    expect(document.activeElement).toBe(document.querySelectorAll('.opt-line input')[1])
  })

  it('leave F to the sixth option, and the flag to Alt F', async () => {
    const { last } = await at(SIX)
    await press('f')
    expect(last()).toMatchObject({ answer: { type: 'choices', choices: [5] }, flagged: false })
    await alt('f')
    expect(last()?.flagged).toBe(true)
  })
})

describe('ordering', () => {
  it('is complete by keyboard: choose a row, add it, move it, take it out', async () => {
    const { last } = await at(ORDER)
    await press('ArrowDown')
    for (let count = 0; count < 3; count++) await press('Enter')
    expect(last()?.answer).toEqual({ type: 'order', order: [0, 1, 2] })
    row('Split').focus()
    await press('ArrowUp', { altKey: true })
    expect(last()?.answer).toEqual({ type: 'order', order: [1, 0, 2] })
    expect(document.activeElement).toBe(row('Split'))
    await press('Enter')
    expect(last()?.answer).toEqual({ type: 'order', order: [0, 2] })
    expect(await findings()).toEqual([])
  })

  it('refuses one too many and says what is missing', async () => {
    const { saved } = await at(ORDER)
    expect(text('.ord')).toContain('Choose three more')
    for (const words of ['Store', 'Split', 'Embed', 'Retrain']) {
      row(words).querySelector('button')?.click()
      await settle()
    }
    expect(saved()).toHaveLength(3)
    expect(text('.q-said')).toBe('You have three already. Take one out first.')
  })
})

describe('matching', () => {
  it('gives each prompt a response of its own', async () => {
    const { last } = await at(MATCH)
    const [first, second] = [...document.querySelectorAll('select')]
    if (!first || !second) expect.fail()
    await pick(first, 2)
    expect(last()?.answer).toEqual({ type: 'pairs', pairs: [1, null] })
    expect(second.options[2]?.disabled).toBe(true)
    expect(second.options[2]?.textContent).toContain('used for 1')
    await pick(second, 1)
    expect(last()?.answer).toEqual({ type: 'pairs', pairs: [1, 0] })
    expect(await findings()).toEqual([])
  })
})

describe('going through the exam', () => {
  it('opens where it was left', async () => {
    const given = sitting(FIVE, { position: 2 })
    const [first] = given.items
    if (first) first.response = { ...BLANK, answer: { type: 'choices', choices: [1] }, flagged: true, seen: true }
    await open(given)
    expect(text('.ex-top')).toContain('Question 3 of 5')
    expect(document.querySelector('.ex-strip')?.getAttribute('aria-valuetext')).toContain('1 of 5 answered')
    await alt('p')
    await alt('p')
    expect(text('.ex-top')).toContain('Question 1 of 5')
    expect(document.querySelectorAll('.opt.on')).toHaveLength(1)
    expect(text('.flagged')).toContain('Flagged')
  })

  it('tells the host the question that is open', async () => {
    const { inputs } = await open()
    await alt('n')
    expect(inputs('exam.pulse').at(-1)).toEqual({ attemptId: 9, position: 1, window: WINDOW_NAME, watch: false })
  })

  it('moves by the strip of squares without losing the focus on it', async () => {
    await open()
    const strip = document.querySelector<HTMLElement>('.ex-strip') ?? expect.fail()
    strip.focus()
    await press('ArrowRight')
    await press('End')
    expect(strip.getAttribute('aria-valuenow')).toBe('5')
    expect(document.activeElement).toBe(strip)
    await alt('p')
    expect(document.activeElement?.getAttribute('aria-labelledby')).toContain('q3-stem')
  })

  it('ends in the review screen, which filters and opens questions', async () => {
    await open()
    await press('b')
    await alt('r')
    expect(text('.ex-wide h1')).toBe('4 questions have no answer')
    expect(document.querySelectorAll('button.g')).toHaveLength(5)
    expect(text('button.g')).toBe('Question 1, answer B')
    await press('4')
    expect(document.querySelectorAll('button.g')).toHaveLength(1)
    await press('2')
    expect(await findings()).toEqual([])
    document.querySelector<HTMLElement>('button.g')?.focus()
    await press('ArrowRight')
    expect(document.activeElement?.textContent).toContain('Question 3')
  })

  it('walks through what has no answer, and back to the review screen', async () => {
    await open(sitting([CHOICE, CHOICE, CHOICE]))
    await alt('n')
    await press('a')
    await alt('u')
    expect(text('.ex-top')).toContain('No answer, 1 of 2')
    await alt('n')
    expect(text('.ex-top')).toContain('Question 3 of 3')
    await alt('n')
    expect(text('.ex-wide h1')).toBe('2 questions have no answer')
  })

  it('shows no color of right or wrong', async () => {
    await open()
    await press('a')
    expect(document.querySelector('.right, .wrong, .verdict')).toBeNull()
  })
})

describe('saving', () => {
  it('says that an answer is not saved yet, keeps it on screen, and tries again', async () => {
    let down = true
    const { saved } = await open(sitting(), {
      'exam.respond': () => {
        if (down) throw new Error('lost')
        return running
      },
    })
    await press('b')
    expect(text('.ex-top')).toContain('Not saved yet. Trying again.')
    expect(document.querySelectorAll('.opt.on')).toHaveLength(1)
    down = false
    await vi.waitFor(() => expect(text('.ex-top')).not.toContain('Not saved yet'), PATIENCE)
    expect(saved()).toHaveLength(2)
  })
})

describe('the end', () => {
  it('asks once more, says what is open, and submits after everything is saved', async () => {
    const { calls, router } = await open(sitting([CHOICE, CHOICE]))
    await press('b')
    await alt('e')
    expect(text('.dialog')).toContain('1 question has no answer')
    expect(document.activeElement?.textContent).toContain('Go on with the exam')
    const end = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'End exam')
    end?.click()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('report'), PATIENCE)
    const paths = calls.map(({ path }) => path)
    expect(paths.indexOf('exam.submit')).toBeGreaterThan(paths.indexOf('exam.respond'))
  })

  it('can be left for later', async () => {
    const { router, inputs } = await open()
    await alt('e')
    const leave = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Leave for now'))
    leave?.click()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('exams'), PATIENCE)
    expect(inputs('exam.submit')).toHaveLength(0)
  })

  it('submits by itself when the time is over', async () => {
    const { inputs, router } = await open(sitting(FIVE, { remainingMs: 30 }), {
      'exam.pulse': () => ({ ...running, remainingMs: 10 }),
    })
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('report'), PATIENCE)
    expect(inputs('exam.submit')).toEqual([{ attemptId: 9 }])
  })

  it('does not end it when the host has time left, as after a sleep in which only this clock went on', async () => {
    const left = 60 * 60_000
    const { inputs, router } = await open(sitting(FIVE, { remainingMs: 30 }), {
      'exam.pulse': () => ({ ...running, remainingMs: left }),
    })
    await vi.waitFor(() => expect(text('.clock')).toBe('1:00:00'), PATIENCE)
    expect(inputs('exam.submit')).toEqual([])
    expect(router.currentRoute.value.name).not.toBe('report')
  })

  it('opens the report when the host has ended it, and for an exam that is over', async () => {
    const over = { state: 'submitted', remainingMs: 0, savedAt: 1 }
    const first = await open(sitting(), { 'exam.respond': () => over })
    await press('b')
    await vi.waitFor(() => expect(first.router.currentRoute.value.name).toBe('report'), PATIENCE)
    first.wrapper.unmount()
    const second = await open(sitting(), {
      'exam.sit': () => {
        throw refusal('CONFLICT', { reason: 'It has been submitted.', id: 9 })
      },
    })
    await vi.waitFor(() => expect(second.router.currentRoute.value.name).toBe('report'), PATIENCE)
  })
})

describe('the clock', () => {
  it('is hidden and shown by T, and comes back at 5 minutes with a word', async () => {
    const five = 5 * 60_000
    let remainingMs = five + 60_000
    await open(sitting(FIVE, { remainingMs }), { 'exam.pulse': () => ({ ...running, remainingMs }) })
    expect(text('.clock')).toBe('6:00')
    await press('t')
    expect(document.querySelector('.clock')).toBeNull()
    remainingMs = five - 1000
    await alt('n')
    expect(text('.clock')).toBe('4:59')
    expect(text('.ex-top')).toContain('5 minutes left')
  })
})
