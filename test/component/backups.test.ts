import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { BackupsView as Backups } from '../../electron/contract/procedures/backups.ts'
import type { RescueView as Damaged } from '../../electron/contract/rescue.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import BackupsView from '../../renderer/src/views/backups/BackupsView.vue'
import RescueView from '../../renderer/src/views/backups/RescueView.vue'
import { comparison, reasonWords, whenWords } from '../../renderer/src/views/backups/words.ts'
import { findings } from './support/axe.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'

const COUNTS = { decks: 2, notes: 12, cards: 14, reviews: 80, exams: 1 }
const ROW = { name: 'b1', at: Date.UTC(2026, 10, 20, 12), reason: 'schedule', bytes: 2_400_000 } as const
const BEFORE = { ...ROW, name: 'b2', reason: 'restore' } as const
const VIEW: Backups = {
  folder: '/data/backups',
  opensFolder: true,
  minutes: 30,
  counts: COUNTS,
  backups: [ROW],
  undo: null,
  problem: null,
}
const ANSWERS: Answers = {
  'backups.list': () => VIEW,
  'backups.make': () => ROW,
  'backups.look': () => ({ counts: { ...COUNTS, notes: 9 }, schema: 3 }),
  'backups.restore': () => ({ before: BEFORE }),
  'backups.schedule': ({ minutes }: { minutes: number }) => ({ minutes }),
  'backups.openFolder': () => ({ opened: true }),
  'backups.check': () => ({ findings: [], remarks: ['1 media file is missing.'] }),
  'backups.repair': () => ({
    found: ['x'],
    done: [{ code: 'a', count: 2, message: '2 notes were put right.' }],
    left: [],
    remarks: [],
    backup: 'b3',
  }),
}

const Page = defineComponent(() => () => [h(BackupsView), h(NoticeBar)])
const open = (answers: Answers = {}) => mountInApp(Page, { answers: { ...ANSWERS, ...answers }, at: '/backups' })

const button = (words: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent?.includes(words))
  if (!found) throw new Error(`no button ${words}`)
  return found
}
const click = async (words: string): Promise<void> => {
  button(words).click()
  await settle()
}

describe('BackupsView', () => {
  it('has no serious finding, beside a backup', async () => {
    await open()
    expect(await findings()).toEqual([])
  })

  it('says what to expect where there is no backup yet', async () => {
    const { wrapper } = await open({ 'backups.list': () => ({ ...VIEW, backups: [] }) })
    expect(wrapper.text()).toContain('There is no backup yet')
  })

  it('makes one by its key', async () => {
    const { wrapper, inputs } = await open()
    await press('b')
    expect(inputs('backups.make')).toHaveLength(1)
    expect(wrapper.text()).toContain('opened and found whole')
  })

  it('opens one, compares it, restores it and offers to undo that', async () => {
    const { wrapper, inputs } = await open()
    await click('Look and restore')
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('9')
    await click('Restore this backup')
    expect(inputs('backups.restore')).toEqual([{ name: 'b1' }])
    expect(wrapper.text()).toContain('Your collection is as it was on')
    await click('Undo restore')
    expect(inputs('backups.restore')).toEqual([{ name: 'b1' }, { name: 'b2' }])
  })

  it('offers to undo an earlier restore, by its key as well', async () => {
    const { inputs } = await open({ 'backups.list': () => ({ ...VIEW, undo: BEFORE }) })
    await press('B', { shiftKey: true })
    expect(inputs('backups.restore')).toEqual([{ name: 'b2' }])
  })

  it('says why a backup cannot be opened', async () => {
    const { wrapper } = await open({
      'backups.look': () => Promise.reject(refusal('NOT_FOUND', { what: 'backup' }, 'This no longer exists.')),
    })
    await click('Look and restore')
    expect(wrapper.text()).toContain('no longer exists')
  })

  it('changes how often', async () => {
    const { wrapper, inputs } = await open()
    const select = wrapper.get('select')
    await select.setValue('Every hour')
    await settle()
    expect(inputs('backups.schedule')).toEqual([{ minutes: 60 }])
  })

  it('checks, repairs, and tells what was found and done', async () => {
    const { wrapper } = await open()
    await press('c')
    expect(wrapper.text()).toContain('Everything is in order.')
    expect(wrapper.text()).toContain('1 media file is missing.')
    await press('C', { shiftKey: true })
    expect(wrapper.text()).toContain('2 notes were put right.')
    expect(wrapper.text()).toContain('Everything is in order now.')
  })

  it('tells of a backup by itself that failed', async () => {
    const { wrapper } = await open({ 'backups.list': () => ({ ...VIEW, problem: 'The disk is full.' }) })
    expect(wrapper.get('[role=alert]').text()).toContain('The disk is full.')
  })
})

const STATE: Damaged = {
  file: '/data/collection.db',
  reason: 'it does not begin like a database',
  newest: { name: 'b1', at: ROW.at, counts: COUNTS },
  salvage: { ...COUNTS, notes: 13 },
}

describe('RescueView', () => {
  async function rescue(state: Damaged, recover: (input: unknown) => unknown) {
    const reload = vi.fn()
    const client = { rescue: { state: async () => state, recover: async (input: unknown) => recover(input) } }
    const mounted = await mountInApp(RescueView, { props: { client, state, reload } })
    return { ...mounted, reload }
  }

  it('offers the backup, what is left and a new beginning, and has no serious finding', async () => {
    const { wrapper } = await rescue(STATE, () => ({}))
    expect(wrapper.text()).toContain('Your collection is damaged')
    expect(wrapper.findAll('.way h2').map((one) => one.text())).toEqual([
      'Go back to the newest backup',
      'Take what can still be read',
      'Begin with an empty collection',
    ])
    expect(await findings()).toEqual([])
  })

  it('does what is chosen and loads the page again', async () => {
    const chosen: unknown[] = []
    const { reload } = await rescue(STATE, (input) => chosen.push(input))
    await press('2')
    expect([chosen, reload.mock.calls.length]).toEqual([[{ choice: { from: 'salvage' } }], 1])
  })

  it('says why it could not be done, and offers only what there is', async () => {
    const nothing = { decks: 0, notes: 0, cards: 0, reviews: 0, exams: 0 }
    const { wrapper, reload } = await rescue({ ...STATE, newest: null, salvage: nothing }, () =>
      Promise.reject(refusal('CONFLICT', { reason: 'The disk is full.' })),
    )
    expect(wrapper.findAll('.way')).toHaveLength(1)
    await click('Start over')
    expect([wrapper.get('[role=alert]').text(), reload.mock.calls.length]).toEqual(['The disk is full.', 0])
  })
})

describe('the words of backups', () => {
  it('say when, why and what differs', () => {
    expect(whenWords(Date.UTC(2026, 8, 3, 12))).toMatch(/^3 Sep 2026, \d\d:\d\d$/)
    expect(reasonWords('migration')).toBe('Before an update of Epoch')
    expect(comparison(COUNTS, { ...COUNTS, cards: 0 })[2]).toEqual({ what: 'Cards', now: 14, then: 0 })
  })
})
