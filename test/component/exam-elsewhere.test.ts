import { describe, expect, it, vi } from 'vitest'
import type { AttemptSitting } from '../../electron/contract/procedures/exam.ts'
import { WINDOW_NAME } from '../../renderer/src/client/window-name.ts'
import SittingView from '../../renderer/src/views/exam/SittingView.vue'
import { findings } from './support/axe.ts'
import type { Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { BLANK, CHOICE, sitting } from './support/sittings.ts'

const running = { state: 'running', remainingMs: 60 * 60_000, spentMs: 5_000, savedAt: 1 }
const elsewhere = { ...running, state: 'elsewhere' }
const PATIENCE = { timeout: 20_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const alt = (key: string) => press(key, { altKey: true, code: `Key${key.toUpperCase()}` })
const TWO = [CHOICE, CHOICE]

async function open(sits: (input: { take: boolean }) => AttemptSitting, more: Answers = {}) {
  const answers: Answers = {
    'exam.sit': sits,
    'exam.respond': () => running,
    'exam.pulse': () => running,
    'exam.report': () => new Promise(() => undefined),
    ...more,
  }
  return mountInApp(SittingView, { answers, at: '/exams/9' })
}
const away = () => sitting(TWO, { elsewhere: true, remainingMs: 60 * 60_000, position: 1 })

describe('an attempt that another window holds', () => {
  it('is told, with its place and its clock, and takes neither answer nor end', async () => {
    const { inputs } = await open(away, { 'exam.pulse': () => elsewhere })
    await vi.waitFor(() => expect(text('h1')).toBe('This exam is open in another window'), PATIENCE)
    expect(text('main')).toContain('Question 2 of 2, 0 answered')
    expect(text('.clock')).toBe('1:00:00')
    expect(document.querySelector('.stem')).toBeNull()
    await press('a')
    await alt('e')
    expect(inputs('exam.respond')).toHaveLength(0)
    expect(document.querySelector('.dialog')).toBeNull()
    expect(await findings()).toEqual([])
  })

  it('is gone on with here by W, as it stands by then', async () => {
    let taken = false
    const now = sitting(TWO, { position: 1 })
    const [first] = now.items
    if (first) first.response = { ...BLANK, answer: { type: 'choices', choices: [2] }, seen: true }
    const { inputs } = await open(
      ({ take }) => {
        taken ||= take
        return taken ? now : away()
      },
      { 'exam.pulse': () => (taken ? running : elsewhere) },
    )
    await vi.waitFor(() => expect(text('h1')).toContain('another window'), PATIENCE)
    await press('w')
    await vi.waitFor(() => expect(text('.ex-top')).toContain('Question 2 of 2'), PATIENCE)
    expect(inputs('exam.sit').at(-1)).toEqual({ attemptId: 9, window: WINDOW_NAME, take: true })
    await alt('p')
    expect(document.querySelectorAll('.opt.on')).toHaveLength(1)
  })

  it('steps back once it hears that it was taken over, and only looks on from then', async () => {
    let there = false
    const { inputs } = await open(() => sitting(TWO), { 'exam.pulse': () => (there ? elsewhere : running) })
    await press('b')
    there = true
    await alt('n')
    await vi.waitFor(() => expect(text('h1')).toContain('another window'), PATIENCE)
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect(inputs('exam.pulse').at(-1)).toMatchObject({ watch: true, window: WINDOW_NAME })
    expect(inputs('exam.submit')).toHaveLength(0)
  })

  it('is read again when an answer came in late from the other window', async () => {
    let late = false
    const { inputs } = await open(() => sitting(TWO, { position: 1, scratch: late ? 'late' : '' }), {
      'exam.pulse': () => {
        const told = late ? running : { ...running, stale: true }
        late = true
        return told
      },
    })
    await alt('p')
    await vi.waitFor(() => expect(inputs('exam.sit')).toHaveLength(2), PATIENCE)
    await press('s')
    await vi.waitFor(() => expect(document.querySelector('textarea')?.value).toBe('late'), PATIENCE)
  })

  it('is let go when this window shows something else', async () => {
    const { wrapper, inputs } = await open(() => sitting(TWO))
    expect(inputs('exam.leave')).toHaveLength(0)
    wrapper.unmount()
    expect(inputs('exam.leave')).toEqual([{ attemptId: 9, window: WINDOW_NAME, position: 0 }])
    window.dispatchEvent(new Event('pagehide'))
    expect(inputs('exam.leave')).toHaveLength(1)
  })
})
