import { describe, expect, it, vi } from 'vitest'
import { useShellStore } from '../../renderer/src/stores/shell.ts'
import ReviewView from '../../renderer/src/views/review/ReviewView.vue'
import { HELLO, SETTINGS } from './support/data.ts'
import { mountInApp, press } from './support/mount.ts'
import { card, session, TEXT } from './support/reviews.ts'

const second = card(TEXT, { cardId: 8 })
const shown = () => document.querySelector('.rv')?.getAttribute('data-card-id')
const answer = () => document.querySelector('.answer')
const timer = () => document.querySelector('[role="timer"]')?.textContent
const PATIENCE = { timeout: 20_000 }

async function open(settings: Partial<typeof SETTINGS>): Promise<void> {
  const hello = { ...HELLO, settings: { ...SETTINGS, ...settings } }
  await mountInApp(ReviewView, {
    answers: { ...session([card(TEXT), second]), 'app.hello': () => hello },
    at: '/review',
  })
}
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('time for a card', () => {
  it('is neither shown nor bounded unless wanted', async () => {
    await open({})
    await pass(1200)
    expect([timer(), answer()]).toEqual([undefined, null])
  })

  it('shows the answer after the chosen seconds, then puts the card off', async () => {
    await open({ revealAfter: 1, restAfter: 1 })
    const before = shown()
    expect(answer()).toBeNull()
    await vi.waitFor(() => expect(answer()).not.toBeNull(), PATIENCE)
    expect(shown()).toBe(before)
    await vi.waitFor(() => expect(shown()).not.toBe(before), PATIENCE)
    expect(answer()).toBeNull()
  })

  it('waits while something lies over the card', async () => {
    await open({ revealAfter: 1 })
    useShellStore().keySheet = true
    await pass(1500)
    expect(answer()).toBeNull()
    useShellStore().keySheet = false
    await vi.waitFor(() => expect(answer()).not.toBeNull(), PATIENCE)
  })

  it('is counted until the answer is shown', async () => {
    await open({ answerTimer: true })
    expect(timer()).toBe('0:00')
    await vi.waitFor(() => expect(timer()).not.toBe('0:00'), PATIENCE)
    await press(' ')
    const stood = timer()
    await pass(1200)
    expect(timer()).toBe(stood)
  })
})
