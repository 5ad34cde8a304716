import { describe, expect, it, vi } from 'vitest'
import { stripOf } from '../../renderer/src/charts/strip.ts'
import { timelineOf } from '../../renderer/src/charts/timeline.ts'
import TodayView from '../../renderer/src/views/today/TodayView.vue'
import { dueWords, examPlan, headline, planWords } from '../../renderer/src/views/today/words.ts'
import { findings } from './support/axe.ts'
import { DECKS, TODAY } from './support/data.ts'
import { mountInApp, press } from './support/mount.ts'

describe('words of the day', () => {
  it('says what is left, and how to go on', () => {
    expect(headline(TODAY)).toMatchObject({ title: '53 cards left in today\u2019s pass', button: 'Continue reviewing' })
    expect(headline({ ...TODAY, done: 0, left: 1 })).toMatchObject({
      title: '1 card in today\u2019s pass',
      button: 'Start reviewing',
    })
  })

  it('says when the pass is done, and what comes tomorrow', () => {
    const done = headline({ ...TODAY, left: 0, done: 84 })
    expect(done).toEqual({
      title: 'Today\u2019s pass is done',
      line: 'Epoch 41, 84 answers. Tomorrow: 42 reviews and 18 new cards.',
      button: null,
    })
    expect(headline({ ...TODAY, left: 0, done: 0 }).title).toBe('Nothing is due today')
    expect(dueWords({ new: 0, learning: 0, review: 0 })).toBe('nothing')
  })

  it('tells whether the new cards last until the exam', () => {
    const plan = examPlan(TODAY, 18)
    expect(plan).toMatchObject({ title: 'Exam in 23 days', lastNew: '2026-12-04', onTrack: true })
    const slow = examPlan(TODAY, 5)
    expect(slow).toMatchObject({ onTrack: false, needed: 13 })
    expect(slow && planWords(slow)).toBe('needs 13 new a day')
  })

  it('knows the day of the exam, the days after it, and no exam at all', () => {
    expect(examPlan({ ...TODAY, examDate: TODAY.day }, 18)?.title).toBe('Exam today')
    expect(examPlan({ ...TODAY, examDate: '2026-11-18' }, 18)?.title).toBe('Exam 1 day ago')
    expect(examPlan({ ...TODAY, newLeft: 0 }, 0)?.onTrack).toBe(true)
    expect(examPlan({ ...TODAY, newLeft: 5 }, 0)?.onTrack).toBe(false)
    expect(examPlan({ ...TODAY, examDate: null }, 18)).toBeNull()
  })
})

describe('strip', () => {
  it('draws a bar for each answer and a mark for each card to come', () => {
    const strip = stripOf([3, 1, 4], 2, 100)
    expect(strip.bars.map((bar) => bar.height)).toEqual([27, 6, 36])
    expect(strip.bars.map((bar) => bar.hollow)).toEqual([false, true, false])
    expect(strip.pending.match(/M/g)).toHaveLength(2)
    expect(strip.now).toBe(60)
  })

  it('puts answers together when there are more than fit, and keeps the misses', () => {
    const strip = stripOf(
      Array.from({ length: 2000 }, (_, at) => (at === 999 ? 1 : 3)),
      0,
      500,
    )
    expect(strip.bars.length).toBeLessThan(500)
    expect(strip.bars.filter((bar) => bar.hollow)).toHaveLength(1)
    expect(Math.max(...strip.bars.map((bar) => bar.x + bar.width))).toBeLessThanOrEqual(500)
  })

  it('draws nothing for an empty day', () => {
    expect(stripOf([], 0, 100)).toMatchObject({ bars: [], pending: '' })
  })
})

describe('timeline', () => {
  const day = (text: string) => text.slice(5)
  const input = { from: '2026-10-01', today: '2026-11-19', exam: '2026-12-12', mocks: ['2026-10-17'], lastNew: null }

  it('keeps days in order and labels apart', () => {
    const line = timelineOf({ ...input, lastNew: '2026-12-04' }, 600, day)
    expect(line.start).toBeLessThan(line.mocks[0] ?? 0)
    expect(line.mocks[0]).toBeLessThan(line.now)
    expect(line.now).toBeLessThan(line.lastNew ?? 0)
    expect(line.lastNew).toBeLessThan(line.end)
    expect(line.labels.map((label) => label.words)).toContain('last new 12-04')
  })

  it('drops labels rather than let them touch', () => {
    const line = timelineOf({ ...input, mocks: ['2026-11-18', '2026-11-19'] }, 300, day)
    expect(line.labels.map((label) => label.words)).toEqual(['today', '10-01'])
  })

  it('stands on the first day of all', () => {
    const line = timelineOf({ ...input, from: '2026-11-19', mocks: [] }, 300, day)
    expect(line.now).toBe(line.start)
  })
})

describe('TodayView', () => {
  it('shows the day, the decks and what comes', async () => {
    const { wrapper } = await mountInApp(TodayView)
    expect(wrapper.get('h1').text()).toBe('Today')
    expect(wrapper.text()).toContain('53 cards left in today\u2019s pass')
    expect(wrapper.get('.strip svg').attributes('aria-label')).toBe(
      '4 of 57 cards answered: 1 again, 1 hard, 1 good, 1 easy',
    )
    expect(wrapper.findAll('.today-tree tbody tr').map((row) => row.get('a').text())).toEqual([
      'AIF-C01',
      'Architectures',
      'Deep learning',
      'Spanish',
    ])
    expect(await findings()).toEqual([])
  })

  it.each([
    ['r', '/review'],
    ['p', '/plan'],
  ])('%s leads to %s', async (key, to) => {
    const { router } = await mountInApp(TodayView)
    await press(key)
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe(to), 20_000)
  })

  it('opens and closes branches of the tree', async () => {
    const { wrapper } = await mountInApp(TodayView)
    await wrapper.get('[aria-label="Subdecks of Deep learning"]').trigger('click')
    expect(wrapper.text()).toContain('Training loop')
    await wrapper.get('[aria-label="Subdecks of AIF-C01"]').trigger('click')
    expect(wrapper.findAll('.today-tree tbody tr')).toHaveLength(2)
  })

  it('puts a waiting exam first and continues it by its key', async () => {
    const runningAttempt = { attemptId: 4, title: 'AIF-C01 mock exam 2', remainingMs: 43 * 60_000 }
    const { wrapper, router } = await mountInApp(TodayView, {
      answers: { 'app.today': () => ({ ...TODAY, runningAttempt }) },
    })
    expect(wrapper.text()).toContain('AIF-C01 mock exam 2 is waiting')
    expect(wrapper.text()).toContain('43 min left')
    await press('e')
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/exams/4'), 5_000)
  })

  it('shows the latest mock exam with its interval', async () => {
    const latestAttempt = {
      attemptId: 3,
      title: 'Mock exam 3',
      right: 38,
      scored: 50,
      low: 0.66,
      high: 0.84,
      passShare: 0.7,
    }
    const { wrapper } = await mountInApp(TodayView, { answers: { 'app.today': () => ({ ...TODAY, latestAttempt }) } })
    expect(wrapper.text()).toContain('76 %')
    expect(wrapper.text()).toContain('38 of 50 right')
    expect(wrapper.find('[aria-label="76 %, 90 % interval 66 % to 84 %, pass mark 70 %"]').exists()).toBe(true)
  })

  it('says what to do before the first mock exam', async () => {
    const { wrapper } = await mountInApp(TodayView, { answers: { 'app.today': () => ({ ...TODAY, examDate: null }) } })
    expect(wrapper.text()).toContain('Set the date of your exam')
    expect(wrapper.find('.plan').exists()).toBe(false)
  })

  it('hides the explanation of the epoch for good', async () => {
    const { wrapper, inputs } = await mountInApp(TodayView)
    await wrapper.get('.pass .link').trigger('click')
    expect(inputs('app.updateSettings')).toEqual([{ epochHint: false }])
    expect(wrapper.text()).not.toContain('one full pass over the training data')
  })

  it('says what to do in an empty collection', async () => {
    const { wrapper } = await mountInApp(TodayView, { answers: { 'decks.tree': () => [] } })
    expect(wrapper.text()).toContain('There are no decks yet')
    expect(wrapper.findAll('.btn.pri')).toHaveLength(1)
    expect(await findings()).toEqual([])
  })

  it('has no primary button once the pass is done', async () => {
    const done = { ...TODAY, left: 0, done: 84 }
    const { wrapper } = await mountInApp(TodayView, {
      answers: { 'app.today': () => done, 'decks.tree': () => DECKS },
    })
    expect(wrapper.get('.pass h2').text()).toBe('Today\u2019s pass is done')
    expect(wrapper.find('.btn.pri').exists()).toBe(false)
  })
})
