import { describe, expect, it, vi } from 'vitest'
import type { AttemptSitting, Feedback } from '../../electron/contract/procedures/exam.ts'
import { WINDOW_NAME } from '../../renderer/src/client/window-name.ts'
import SittingView from '../../renderer/src/views/exam/SittingView.vue'
import { findings } from './support/axe.ts'
import type { Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { CHOICE, FIVE, keyOf, MATCH, ORDER, RESPONSE, sitting } from './support/sittings.ts'

const running = { state: 'running', remainingMs: 90 * 60_000, spentMs: 5_000, savedAt: 1 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const alt = (key: string) => press(key, { altKey: true, code: `Key${key.toUpperCase()}` })
const button = (words: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(words)) ?? expect.fail(words)
const LESSON: Partial<AttemptSitting> = { mode: 'practice', title: 'AIF-C01 practice 1', limitMs: 0, remainingMs: 0 }
const FEEDBACK: Feedback = {
  right: false,
  key: keyOf(CHOICE),
  objective: '1.1.1',
  badges: [],
  references: [{ title: 'Guide', url: 'https://example.org/guide' }],
  verifiedOn: '2026-11-20',
}

async function open(given: AttemptSitting = sitting(), more: Answers = {}) {
  const answers: Answers = {
    'exam.sit': () => given,
    'exam.respond': () => running,
    'exam.scratch': () => running,
    'exam.pulse': () => running,
    'exam.pause': () => running,
    'exam.reveal': () => FEEDBACK,
    ...more,
  }
  const mounted = await mountInApp(SittingView, { answers, at: '/exams/9' })
  return { ...mounted, last: () => mounted.inputs('exam.respond').at(-1) }
}

describe('the tools of a question', () => {
  it('mark a guess by G, which the review screen filters and the strip says', async () => {
    const { last } = await open()
    await press('g')
    expect(last()).toMatchObject({ guessed: true })
    expect(document.querySelector('.ex-strip')?.getAttribute('aria-valuetext')).toContain('a guess')
    await alt('r')
    await press('5')
    expect([...document.querySelectorAll('button.g')].map((one) => one.textContent)).toHaveLength(1)
    expect(text('button.g')).toContain('a guess')
    expect(await findings()).toEqual([])
  })

  it('highlight what is selected by H, remove it by the same, and clear all', async () => {
    const { last } = await open()
    const stem = document.querySelector('.stem') ?? expect.fail()
    const pick = () => document.getSelection()?.selectAllChildren(stem)
    pick()
    await press('h')
    expect(last()).toMatchObject({ highlights: [[0, stem.textContent?.length]] })
    expect(document.getSelection()?.isCollapsed).not.toBe(false)
    pick()
    await press('h')
    expect(last()).toMatchObject({ highlights: [] })
    pick()
    await press('h')
    button('Clear marks').click()
    await settle()
    expect(last()).toMatchObject({ highlights: [] })
  })

  it('highlight words by keys alone', async () => {
    const { last } = await open()
    await press('h')
    expect(text('.ex-note')).toContain('Choose words with the arrow keys')
    await press('ArrowRight')
    await press('Enter')
    expect(last()).toMatchObject({ highlights: [['Which '.length, 'Which one?'.length]] })
    await press('h')
    await press('Escape')
    expect(document.querySelector('.ex-note')).toBeNull()
  })

  it('hide the number of the question and the clock, each by its key', async () => {
    await open()
    await press('q')
    expect(text('.ex-top')).toContain('Number hidden')
    expect(text('.ex-top')).toContain('Time left')
    await press('q')
    await press('t')
    expect(text('.ex-top')).toContain('Question 1 of 5')
    expect(text('.ex-top')).toContain('Clock hidden')
  })

  it('keep notes on a pad as they are written', async () => {
    const { inputs } = await open(sitting(FIVE, { scratch: 'so far' }))
    await press('s')
    const pad = document.querySelector('textarea') ?? expect.fail()
    expect(pad.value).toBe('so far')
    expect(document.activeElement).toBe(pad)
    pad.value = 'so far, so good'
    pad.dispatchEvent(new Event('input', { bubbles: true }))
    await settle()
    expect(inputs('exam.scratch')).toEqual([{ attemptId: 9, text: 'so far, so good', window: WINDOW_NAME }])
    expect(await findings()).toEqual([])
    await press('Escape')
    expect(document.querySelector('textarea')).toBeNull()
  })
})

describe('all or nothing', () => {
  const shown = () => text('[role="note"]') !== undefined
  it('is explained at the first such question, and not again', async () => {
    await open(sitting([CHOICE, RESPONSE, ORDER]))
    expect(shown()).toBe(false)
    await alt('n')
    expect(shown()).toBe(true)
    await alt('n')
    expect(shown()).toBe(false)
    await alt('p')
    expect(shown()).toBe(false)
  })
})

describe('practice', () => {
  it('checks by Enter, tells every reason, takes no other answer, and goes on by Enter', async () => {
    const { inputs } = await open(sitting([CHOICE, CHOICE], LESSON))
    await press('a')
    document.querySelector<HTMLElement>('.rd')?.focus()
    await press('Enter')
    expect(inputs('exam.reveal')).toEqual([{ attemptId: 9, ordinal: 0, window: WINDOW_NAME }])
    expect(text('[data-verdict]')).toBe('Not right this time.')
    expect(document.activeElement?.hasAttribute('data-verdict')).toBe(true)
    expect(document.querySelectorAll('.after .why')).toHaveLength(4)
    expect(document.querySelectorAll('.rd')).toHaveLength(0)
    expect(await findings()).toEqual([])
    await press('Enter')
    expect(text('.ex-top')).toContain('Question 2 of 2')
    expect(document.querySelector('[data-verdict]')).toBeNull()
  })

  it('shows what was checked before, when it is opened again', async () => {
    const given = sitting([CHOICE, CHOICE], LESSON)
    const [first] = given.items
    if (first) first.feedback = { ...FEEDBACK, right: true }
    await open(given)
    expect(text('[data-verdict]')).toBe('Right')
  })

  it('pauses by P, out of sight, and goes on', async () => {
    const { inputs } = await open(sitting(FIVE, LESSON))
    expect(text('.ex-top')).toContain('Time spent')
    await press('p')
    expect(text('h1')).toBe('Paused')
    expect(document.querySelector('.stem')).toBeNull()
    await press('a')
    expect(inputs('exam.respond')).toHaveLength(0)
    expect(await findings()).toEqual([])
    await press('p')
    expect(inputs('exam.pause')).toEqual([
      { attemptId: 9, paused: true, window: WINDOW_NAME },
      { attemptId: 9, paused: false, window: WINDOW_NAME },
    ])
    expect(text('.stem')).toBe('Which one?')
  })

  it('is paused when it is left', async () => {
    const { inputs, router } = await open(sitting(FIVE, LESSON))
    await alt('e')
    expect(text('.dialog')).toContain('4 that you have not seen stay new')
    button('Leave for now').click()
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('exams'), { timeout: 10_000 })
    expect(inputs('exam.pause')).toEqual([{ attemptId: 9, paused: true, window: WINDOW_NAME }])
  })
})

describe('a mock exam', () => {
  it('has neither pause nor check', async () => {
    const { inputs } = await open()
    await press('p')
    await press('Enter')
    expect(inputs('exam.pause')).toHaveLength(0)
    expect(inputs('exam.reveal')).toHaveLength(0)
    expect(text('.ex-foot')).not.toContain('Check')
    expect(text('.ex-top')).not.toContain('Pause')
  })
})

describe('dragging', () => {
  const tell = async (on: Element | null | undefined, type: string) => {
    on?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
    await settle()
  }

  it('puts a step into the order, moves it, and takes it out', async () => {
    const { last } = await open(sitting([ORDER]))
    const lists = () => [...document.querySelectorAll('.ord section')]
    const row = (words: string) =>
      [...document.querySelectorAll('.ord li')].find((li) => li.textContent?.includes(words))
    await tell(row('Split'), 'dragstart')
    await tell(lists()[1], 'drop')
    await tell(row('Store'), 'dragstart')
    await tell(row('Split'), 'drop')
    expect(last()).toMatchObject({ answer: { type: 'order', order: [0, 1] } })
    expect(text('.q-said')).toBe('Now number 1.')
    await tell(row('Store'), 'dragstart')
    await tell(lists()[0], 'drop')
    expect(last()).toMatchObject({ answer: { type: 'order', order: [1] } })
  })

  it('gives a prompt its response', async () => {
    const { last } = await open(sitting([MATCH]))
    const chip = [...document.querySelectorAll('.chip')].find((one) => one.textContent?.includes('Lex'))
    await tell(chip, 'dragstart')
    await tell(document.querySelectorAll('.match li')[1], 'drop')
    expect(last()).toMatchObject({ answer: { type: 'pairs', pairs: [null, 2] } })
    expect(text('.q-said')).toBe('Matched with 2.')
  })
})
