import { describe, expect, it, vi } from 'vitest'
import App from '../../renderer/src/App.vue'
import { useAppStore } from '../../renderer/src/stores/app.ts'
import { useNoticesStore } from '../../renderer/src/stores/notices.ts'
import { findings } from './support/axe.ts'
import { HELLO, SETTINGS, TODAY } from './support/data.ts'
import type { Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'

const WAIT = 5_000

/** Events that a test sends when it likes; the stream stays open. */
function stream() {
  const waiting: unknown[] = []
  let wake: () => void = () => undefined
  return {
    send(event: unknown): void {
      waiting.push(event)
      wake()
    },
    async *events() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift()
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

async function open(answers: Answers = {}, at = '/today') {
  const { send, events } = stream()
  const mounted = await mountInApp(App, { at, answers: { 'app.events': events, ...answers } })
  await vi.waitFor(() => expect(document.querySelector('h1, h2')).not.toBeNull(), WAIT)
  return { ...mounted, send }
}

describe('the frame', () => {
  it('lights the view that is shown and names the page', async () => {
    const { wrapper } = await open()
    expect(wrapper.get('nav [aria-current=page]').text()).toContain('Today')
    expect(document.title).toBe('Today · Epoch')
    expect(await findings()).toEqual([])
  })

  it.each([
    ['2', '/decks', 'Decks'],
    ['6', '/settings', 'Settings'],
  ])('Ctrl %s leads to %s, and the page takes the focus', async (key, path, title) => {
    const { router } = await open()
    await press(key, { ctrlKey: true })
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe(path), WAIT)
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe(title), WAIT)
  })

  it('says when the last answer was saved', async () => {
    const savedAt = new Date(2026, 10, 19, 14, 2, 31).getTime()
    const { wrapper } = await open({ 'app.today': () => ({ ...TODAY, savedAt }) })
    expect(wrapper.get('.side .foot').text()).toContain('Last answer saved 14:02:31')
  })

  it('reads again when the collection has changed', async () => {
    let left = 53
    const { wrapper, send } = await open({ 'app.today': () => ({ ...TODAY, left }) })
    left = 7
    send({ type: 'changed' })
    await vi.waitFor(() => expect(wrapper.text()).toContain('7 cards left'), WAIT)
  })

  it('shows long work and what came of it', async () => {
    const { wrapper, send } = await open()
    send({ type: 'job', job: 'check', progress: { stage: 'Checking the collection', done: 1, total: 4 } })
    await vi.waitFor(() => expect(wrapper.find('[role=progressbar]').exists()).toBe(true), WAIT)
    send({ type: 'job-done', job: 'check', message: 'The collection is sound.' })
    await vi.waitFor(() => expect(wrapper.find('[role=progressbar]').exists()).toBe(false), WAIT)
    expect(wrapper.get('.notice').text()).toContain('The collection is sound.')
  })

  it('says that the host is gone, and goes on when it is back', async () => {
    let gone = true
    const { events } = stream()
    const { wrapper } = await open({
      'app.events': () => {
        if (gone) throw new TypeError('fetch failed')
        return events()
      },
    })
    await vi.waitFor(() => expect(wrapper.find('.lost').exists()).toBe(true), WAIT)
    gone = false
    await vi.waitFor(() => expect(wrapper.find('.lost').exists()).toBe(false), WAIT)
    expect(useAppStore().revision).toBeGreaterThan(0)
  })

  it('lists the keys of the view and of everywhere', async () => {
    await open()
    await press('?', { shiftKey: true })
    const box = document.querySelector('[role=dialog]')
    expect([...(box?.querySelectorAll('h3') ?? [])].map((title) => title.textContent)).toEqual(['Today', 'Everywhere'])
    expect(box?.textContent).toContain('Find or do')
    expect(box && (await findings(box))).toEqual([])
  })

  it('keeps keys that lead away shut in an exam', async () => {
    const { events } = stream()
    const answers = { 'app.events': events, 'exam.sit': () => new Promise(() => undefined) }
    const { router } = await mountInApp(App, { at: '/exams/4', answers })
    await press('2', { ctrlKey: true })
    await press('k', { ctrlKey: true })
    expect(router.currentRoute.value.path).toBe('/exams/4')
    expect(document.querySelector('.palette')).toBeNull()
  })
})

describe('notices', () => {
  it('go by themselves, unless they are pointed at or tell of an error', async () => {
    await open()
    vi.useFakeTimers()
    const notices = useNoticesStore()
    notices.say({ words: 'Done.' })
    notices.hold()
    vi.advanceTimersByTime(20_000)
    expect(notices.current?.words).toBe('Done.')
    notices.release()
    vi.advanceTimersByTime(20_000)
    expect(notices.current).toBeNull()
    notices.say({ words: 'Wrong.', tone: 'error' })
    vi.advanceTimersByTime(20_000)
    expect(notices.current?.words).toBe('Wrong.')
    vi.useRealTimers()
  })
})

describe('the first start', () => {
  const settings = { ...SETTINGS, examDate: null, minutesPerDay: null, experience: null, firstRunDone: false }
  const face = { type: 'text', prompt: 'What is an epoch?', answer: 'One full pass.', extra: null }
  const card = {
    ...{ cardId: 1, noteId: 1, guid: 'g', kind: 'basic', deck: 'AIF-C01', state: 'new', flag: 0, seed: 1, face },
    previews: ([1, 2, 3, 4] as const).map((rating) => ({
      rating,
      due: 0,
      scheduledDays: 1,
      stability: 1,
      difficulty: 5,
    })),
    ...{
      memory: null,
      desiredRetention: 0.9,
      decay: 0.1542,
      objective: null,
      tags: [],
      badges: [],
      references: [],
      verifiedOn: null,
    },
  }
  const step = { card, counts: TODAY.counts, doneToday: 0, nextLearningAt: null, undo: null, savedAt: null }
  const answers: Answers = {
    'app.hello': () => ({ ...HELLO, settings }),
    'app.updateSettings': (patch: object) => ({ ...settings, ...patch }),
    'review.next': () => step,
  }
  const box = () => document.querySelector<HTMLElement>('[role=dialog]')
  const button = (words: string) =>
    [...(box()?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.trim() === words)

  async function start() {
    const mounted = await open(answers)
    await vi.waitFor(() => expect(box()?.textContent).toContain('What is an epoch?'), WAIT)
    return mounted
  }

  it('shows a real card at once, with its answer when asked', async () => {
    await start()
    expect(box()?.textContent).not.toContain('One full pass.')
    button('Show answer')?.click()
    await settle()
    expect(box()?.textContent).toContain('One full pass.')
    const dialog = box()
    expect(dialog && (await findings(dialog))).toEqual([])
  })

  it('lets every question open, and starts', async () => {
    const { router, inputs } = await start()
    expect(document.activeElement).toBe(button('Start with this card'))
    button('Start with this card')?.click()
    await vi.waitFor(() => expect(inputs('app.updateSettings')).toEqual([{ firstRunDone: true }]), WAIT)
    expect(router.currentRoute.value.path).toBe('/review')
    await vi.waitFor(() => expect(box()).toBeNull(), WAIT)
  })

  it('keeps what was answered', async () => {
    const { inputs } = await start()
    button('20')?.click()
    button('New to this')?.click()
    await settle()
    button('Look around first')?.click()
    await vi.waitFor(
      () =>
        expect(inputs('app.updateSettings')).toEqual([{ firstRunDone: true, minutesPerDay: 20, experience: 'new' }]),
      WAIT,
    )
  })
})
