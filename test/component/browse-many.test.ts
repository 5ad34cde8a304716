import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { BrowseQuery, CardRow } from '../../electron/contract/procedures/browse.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import BrowseView from '../../renderer/src/views/browse/BrowseView.vue'
import { findings as findingsIn } from './support/axe.ts'
import { cardRow } from './support/cards.ts'
import { SETTINGS } from './support/data.ts'
import type { Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'

const ROWS = Array.from({ length: 300 }, (_, at) => cardRow(at + 1))
const DONE = { undo: 'Suspend 3 cards', changed: 3, skipped: 0, reason: null }
const ABOUT = { tags: [], badges: [], verifiedOn: null }
const RECORD = { difficulty: 5, reps: 1, preset: 'Default', guid: '', reviews: [], ...ABOUT }
const SAVED = [{ id: 8, name: 'Hard ones', query: 'prop:d>8' }]

async function* stream(value: unknown) {
  yield { stage: 'Working', done: 1, total: 3 }
  return value
}

function detail(row: CardRow) {
  return { ...RECORD, row, face: { type: 'text', prompt: `Front of ${row.cardId}`, answer: 'Back', extra: null } }
}

const answers: Answers = {
  'browse.outline': () => ({
    tags: [{ tag: 'math', notes: 3 }],
    kinds: [],
    noteTypes: [],
    domains: [],
    fields: ['front', 'back'],
  }),
  'savedSearches.list': () => SAVED,
  'savedSearches.create': () => ({ undo: 'Save search', id: 9 }),
  'savedSearches.update': () => ({ undo: 'Rename search' }),
  'browse.cards': ({ text, offset, limit }: BrowseQuery & { offset: number; limit: number }) => {
    const found = {
      rows: ROWS.slice(offset, offset + limit),
      total: 300,
      all: 300,
      tookMs: 2,
      problem: null,
      slow: false,
    }
    if (text !== 'is:sad') return found
    const problem = { code: 'unknown-state', message: 'Cards are never “sad”.', from: 3, to: 6, expected: 'is:due' }
    return { ...found, rows: [], total: 0, problem }
  },
  'browse.card': ({ cardId }: { cardId: number }) => detail(ROWS[cardId - 1] ?? cardRow(cardId)),
  'browse.ids': ({ from, to }: { from: number; to: number }) => ({
    ids: ROWS.slice(from, to).map((row) => row.cardId),
  }),
  'browse.resolve': ({ ids }: { ids: number[] }) => ({ cardIds: ids, noteIds: ids.map((id) => id + 1000) }),
  'browse.bulk': () => stream(DONE),
  'browse.replacePreview': () =>
    stream({
      notes: 2,
      places: 3,
      refused: 1,
      samples: [
        { noteId: 1, field: 'front', before: 'old', after: 'new', refusal: null },
        { noteId: 2, field: 'text', before: '{{c1::old}}', after: '', refusal: 'The text has no gap.' },
      ],
    }),
  'browse.replace': () => stream({ ...DONE, undo: 'Find and replace in note', changed: 1, skipped: 1 }),
  'browse.duplicates': () =>
    stream({
      total: 1,
      notes: 2,
      groups: [
        {
          text: 'What is loss?',
          notes: [
            { noteId: 5, text: 'What is loss?', kind: 'basic', deck: 'A' },
            { noteId: 6, text: 'what is loss', kind: 'basic', deck: 'B' },
          ],
        },
      ],
    }),
}

const Page = defineComponent(() => () => [h(AppFrame, null, () => h(BrowseView)), h(NoticeBar)])
const open = async (more: Answers = {}, at = '/browse') => {
  const mounted = await mountInApp(Page, { answers: { ...answers, ...more }, at })
  await pause()
  return mounted
}
const pause = (ms = 80) => new Promise((resolve) => setTimeout(resolve, ms)).then(settle)
const words = (selector: string) => document.querySelector(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
const findings = () => findingsIn(document.querySelector('[role=dialog]') ?? document.body)
const chosen = () => document.querySelectorAll('.cards [role=row][aria-selected=true]').length
const field = () => document.querySelector<HTMLInputElement>('.find input')
const row = (at: number) => document.querySelectorAll<HTMLElement>('.cards [role=rowgroup] + [role=rowgroup] .line')[at]
const button = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent?.trim().startsWith(name))

async function write(text: string, into = field()): Promise<void> {
  if (!into) throw new Error('There is no field')
  into.value = text
  into.dispatchEvent(new Event('input'))
  await pause(400)
}

async function click(element: Element | undefined, more: MouseEventInit = {}): Promise<void> {
  if (!element) throw new Error('There is nothing to click')
  for (const type of ['mousedown', 'click']) element.dispatchEvent(new MouseEvent(type, { bubbles: true, ...more }))
  await settle()
}

beforeEach(() => {
  for (const name of ['offsetHeight', 'clientHeight'] as const) {
    vi.spyOn(HTMLElement.prototype, name, 'get').mockReturnValue(280)
  }
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(40_000)
  vi.spyOn(Element.prototype, 'scrollTo').mockImplementation(() => undefined)
  vi.spyOn(window, 'innerWidth', 'get').mockReturnValue(1800)
})
afterEach(() => void vi.restoreAllMocks())

describe('a search that makes no sense', () => {
  it('is underlined at its place, and said beneath; what was found stays', async () => {
    await open()
    await write('is:sad')
    expect(words('.find-problem')).toBe('At character 4: Cards are never “sad”. Try: is:due')
    expect(words('.q-wrong')).toBe('sad')
    expect(field()?.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(field()?.getAttribute('aria-describedby') ?? '')).not.toBeNull()
    expect(words('.br-foot')).toContain('300')
    await click(document.querySelector('.find-problem button') ?? undefined)
    expect([field()?.selectionStart, field()?.selectionEnd]).toEqual([3, 6])
    expect(await findings()).toEqual([])
    await write('is:due')
    expect(document.querySelector('.find-problem')).toBeNull()
  })
})

describe('choosing several', () => {
  it('goes by Shift and the arrows, one by one, and all at once', async () => {
    const { inputs } = await open()
    await press('ArrowDown', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    expect(chosen()).toBe(3)
    expect(words('.br-chosen')).toContain('3 chosen')
    await press('ArrowUp', { shiftKey: true })
    expect(chosen()).toBe(2)
    await press('ArrowDown')
    expect(chosen()).toBe(1)
    await click(row(5), { ctrlKey: true })
    expect(chosen()).toBe(2)
    await click(row(1), { shiftKey: true })
    expect(chosen()).toBe(5)
    await press('a', { ctrlKey: true })
    expect(words('.br-chosen')).toContain('300 chosen')
    expect(inputs('browse.ids')).toMatchObject([{ from: 0, to: 300 }])
    expect(await findings()).toEqual([])
    await press('Escape')
    expect(document.querySelector('.br-chosen')).toBeNull()
  })

  it('leaves Ctrl A to the field while somebody writes', async () => {
    const { inputs } = await open()
    await press('f', { ctrlKey: true })
    await press('a', { ctrlKey: true })
    expect(inputs('browse.ids')).toEqual([])
  })

  it('does one action on all of them, with its undo', async () => {
    const { inputs } = await open()
    await press('ArrowDown', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    await press('s')
    await pause()
    expect(inputs('browse.bulk')).toEqual([{ act: { type: 'suspend', suspended: true }, cardIds: [1, 2, 3] }])
    expect(words('.notice')).toContain('Done: Suspend 3 cards.')
    expect(words('.notice')).toContain('Undo')
  })

  it('acts on the notes of a list of notes', async () => {
    const { inputs } = await open()
    await press('v')
    await pause()
    expect((inputs('browse.cards') as BrowseQuery[]).at(-1)).toMatchObject({ mode: 'notes' })
    expect(words('.br-foot')).toContain('300 notes')
    await press('Delete')
    await pause()
    expect(inputs('browse.resolve')).toEqual([{ mode: 'notes', ids: [1001] }])
    expect(inputs('browse.bulk')).toEqual([{ act: { type: 'remove' }, cardIds: [1001] }])
  })
})

describe('actions that ask', () => {
  it.each([
    ['t', 'Tags of 1 card', 'Change tags'],
    ['m', 'Move 1 card', 'Move'],
    ['f', 'Flag', 'Set flag'],
    ['d', 'When this card comes back', 'Set due date'],
    ['g', 'Grade 1 card now', 'Good'],
    ['p', 'Put 1 card in order', 'Put in order'],
  ])('%s opens “%s”', async (key, title, done) => {
    await open()
    await press(key)
    await pause()
    expect(words('[role=dialog] h2')).toBe(title)
    expect(button(done)).toBeDefined()
    expect(await findings()).toEqual([])
  })

  it('grades by one press, and flags by one key each', async () => {
    const { inputs } = await open()
    await press('g')
    await pause()
    await click(document.querySelector('[data-rating="2"]') ?? undefined)
    await pause()
    await press('5', { altKey: true, code: 'Digit5' })
    await pause()
    const [graded, flagged] = inputs('browse.bulk')
    expect(graded).toEqual({ act: { type: 'grade', rating: 2 }, cardIds: [1] })
    expect(flagged).toEqual({ act: { type: 'flag', flag: 5 }, cardIds: [1] })
  })

  it('changes tags, by words with blanks or commas between them', async () => {
    const { inputs } = await open()
    await press('t')
    await write('a, b::c', document.querySelector<HTMLInputElement>('[role=dialog] input'))
    await click([...document.querySelectorAll('[role=dialog] .dlg-foot button')].at(-1))
    await pause()
    const act = { type: 'tags', add: ['a', 'b::c'], remove: [] }
    expect(inputs('browse.bulk')).toEqual([{ act, cardIds: [1] }])
  })
})

describe('the outline', () => {
  const item = (name: string) =>
    [...document.querySelectorAll('[role=treeitem]')].find((one) => one.textContent?.trim().startsWith(name))

  it('narrows the list by keys, and joins searches by what is held', async () => {
    const { inputs } = await open()
    await press('o')
    await pause()
    expect(document.activeElement?.textContent).toContain('Saved searches')
    await press('ArrowDown')
    await press('ArrowDown')
    await press('Enter')
    await pause(160)
    expect((inputs('browse.cards') as BrowseQuery[]).at(-1)).toMatchObject({ text: 'prop:d>8' })
    expect(await findings()).toEqual([])
    await click(item('Due'), { shiftKey: true })
    expect(field()?.value).toBe('prop:d>8 or is:due')
    await click(item('Suspended'), { altKey: true })
    expect(field()?.value).toBe('(prop:d>8 or is:due) -is:suspended')
    await press('Escape')
    expect(document.activeElement?.getAttribute('role')).toBe('grid')
  })

  it('opens and closes its branches by Right and Left', async () => {
    await open()
    await press('o')
    await pause()
    await press('ArrowLeft')
    expect(item('Saved searches')?.getAttribute('aria-expanded')).toBe('false')
    expect(item('Hard ones')).toBeUndefined()
    await press('ArrowRight')
    await press('ArrowRight')
    expect(document.activeElement?.textContent).toContain('Missed in exams')
    await press('ArrowLeft')
    expect(document.activeElement?.textContent).toContain('Saved searches')
  })

  it('keeps a search under a name', async () => {
    const { inputs } = await open()
    await write('is:due')
    await press('s', { ctrlKey: true })
    await pause()
    expect(words('[role=dialog] h2')).toBe('Save this search')
    await click(button('Save'))
    expect(words('[role=dialog]')).toContain('It looks for is:due')
    await write('Mine', document.querySelector<HTMLInputElement>('[role=dialog] input'))
    await click([...document.querySelectorAll('[role=dialog] .dlg-foot button')].at(-1))
    await pause()
    expect(inputs('savedSearches.create')).toEqual([{ name: 'Mine', query: 'is:due' }])
  })
})

describe('columns', () => {
  it('are chosen and put in order, and kept', async () => {
    const { inputs } = await open({ 'app.updateSettings': (patch: object) => ({ ...SETTINGS, ...patch }) })
    await press('c')
    await pause()
    await click(document.querySelector('[role=switch][aria-label=Kind]') ?? undefined)
    await click(document.querySelector('[role=switch][aria-label=Tags]') ?? undefined)
    await click(document.querySelector('[aria-label="Tags earlier"]') ?? undefined)
    expect(await findings()).toEqual([])
    expect(inputs('app.updateSettings')).toMatchObject([
      { browseColumns: ['text', 'objective', 'due', 'stability', 'recall', 'lapses'] },
      { browseColumns: ['text', 'objective', 'due', 'stability', 'recall', 'lapses', 'tags'] },
      { browseColumns: ['text', 'objective', 'due', 'stability', 'recall', 'tags', 'lapses'] },
    ])
    const heads = [...document.querySelectorAll('[role=columnheader]')].map((one) => one.textContent?.trim())
    expect(heads.slice(-2)).toEqual(['Tags', 'Lapses'])
  })
})

describe('a slow search', () => {
  const slow: Answers = {
    'browse.cards': () => ({ rows: [], total: 0, all: 300, tookMs: 1, problem: null, slow: true }),
  }

  it('shows how far it is, and then what it found', async () => {
    let done = false
    let finish: () => void = () => undefined
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const rows = ROWS.slice(0, 2)
    const { inputs } = await open({
      'browse.cards': () => ({
        rows: done ? rows : [],
        total: done ? 2 : 0,
        all: 300,
        tookMs: 1,
        problem: null,
        slow: !done,
      }),
      'browse.search': async function* () {
        yield { stage: 'Searching', done: 50, total: 100 }
        await finished
        done = true
        return { total: 2 }
      },
    })
    await vi.waitFor(() => expect(words('.br-foot')).toContain('50 of 100'))
    finish()
    await vi.waitFor(() => expect(row(1)?.textContent).toContain('Card 2'))
    expect(inputs('browse.search')).toHaveLength(1)
  })

  it('can be stopped', async () => {
    await open({
      ...slow,
      'browse.search': async function* () {
        yield { stage: 'Searching', done: 1, total: 100 }
        await new Promise(() => undefined)
      },
    })
    await click(button('Cancel'))
    expect(words('.br-foot')).toContain('The search was stopped.')
  })
})

describe('find and replace', () => {
  it('shows what it would do before it does it', async () => {
    const { inputs } = await open()
    await press('ArrowDown', { shiftKey: true })
    await press('r')
    await pause()
    const inside = [...document.querySelectorAll<HTMLInputElement>('[role=dialog] input')]
    await write('old', inside[0])
    await write('new', inside[1])
    const what = { find: 'old', replace: 'new', noteIds: [1001, 1002], regex: false, matchCase: false, field: null }
    expect(inputs('browse.replacePreview').at(-1)).toEqual(what)
    expect(words('.act-count')).toBe(
      'Found at 3 places in 2 notes. 1 note would no longer be right and stay as they are.',
    )
    expect(words('.samples')).toContain('Stays as it is: The text has no gap.')
    expect(await findings()).toEqual([])
    await click([...document.querySelectorAll('[role=dialog] .dlg-foot button')].at(-1))
    await pause()
    expect(inputs('browse.replace')).toEqual([what])
    expect(words('.notice')).toContain('Done: Find and replace in note.')
  })
})

describe('duplicates', () => {
  it('are listed, shown in the list, or thinned out', async () => {
    const { inputs } = await open()
    await press('r', { shiftKey: true })
    await pause()
    expect(words('.act-count')).toBe('2 notes in 1 group.')
    expect(await findings()).toEqual([])
    await click(button('Keep the oldest only'))
    await pause()
    expect(inputs('browse.bulk')).toEqual([{ act: { type: 'remove' }, cardIds: [6] }])
    await click(button('What is loss?'))
    await pause(160)
    expect(field()?.value).toBe('nid:5,6')
    expect((inputs('browse.cards') as BrowseQuery[]).at(-1)).toMatchObject({ mode: 'notes', text: 'nid:5,6' })
  })
})

describe('the help', () => {
  it('puts an example into the field', async () => {
    await open()
    await press('F1')
    await pause()
    expect(await findings()).toEqual([])
    await click(button('prop:r<0.9'))
    expect(field()?.value).toBe('prop:r<0.9')
  })
})
