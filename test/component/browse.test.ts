import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { CardRow } from '../../electron/contract/procedures/browse.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import { useShellStore } from '../../renderer/src/stores/shell.ts'
import BrowseView from '../../renderer/src/views/browse/BrowseView.vue'
import { findings } from './support/axe.ts'
import { cardRow } from './support/cards.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'

interface Query {
  readonly text: string
  readonly deckId: number | null
  readonly sort: string
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

const FOUND = { tookMs: 2.2, problem: null, slow: false }

/** A collection in memory that answers as the host does. */
class Cards {
  rows: CardRow[]
  constructor(count: number, more: (id: number) => Partial<CardRow> = () => ({})) {
    this.rows = Array.from({ length: count }, (_, at) => cardRow(at + 1, more(at + 1)))
  }

  readonly answers: Answers = {
    'browse.outline': () => ({ tags: [], kinds: [], noteTypes: [], domains: [], fields: ['front', 'back'] }),
    'savedSearches.list': () => [],
    'browse.cards': ({ text, deckId, offset, limit, descending }: Query) => {
      const found = this.rows.filter((row) => row.text.includes(text) && (deckId === null || deckId === 2))
      const ordered = descending ? found.toReversed() : found
      return { rows: ordered.slice(offset, offset + limit), ...FOUND, total: found.length, all: this.rows.length }
    },
    'browse.card': ({ cardId }: { cardId: number }) => {
      const row = this.rows.find((one) => one.cardId === cardId)
      if (!row) throw refusal('NOT_FOUND', { what: 'card' })
      return this.detail(row)
    },
    'browse.suspend': ({ cardIds, suspended }: { cardIds: number[]; suspended: boolean }) => {
      this.rows = this.rows.map((row) => (cardIds.includes(row.cardId) ? { ...row, suspended } : row))
      return { undo: 'Suspend card' }
    },
    'notes.remove': ({ noteId }: { noteId: number }) => {
      this.rows = this.rows.filter((row) => row.noteId !== noteId)
      return { undo: 'Delete note' }
    },
  }

  detail(row: CardRow) {
    const at = new Date('2026-11-15T10:00').getTime()
    const badge = { id: 'a', name: 'Agents Classic', state: 'maintenance', date: '2026-07-30', conflicting: false }
    return {
      row,
      face: { type: 'text', prompt: `Front of ${row.cardId}`, answer: 'Back', extra: null },
      difficulty: 7.81,
      reps: 14,
      preset: 'Default',
      guid: 'guid',
      reviews: [{ at, rating: 3, type: 'review', durationMs: 12_000, scheduledDays: 4, due: at + 4 * 86_400_000 }],
      tags: ['bedrock'],
      badges: [badge],
      verifiedOn: '2026-10-06',
    }
  }
}

const Page = defineComponent(() => () => [h(AppFrame, null, () => h(BrowseView)), h(NoticeBar)])
const open = (cards: Cards, at = '/browse') => mountInApp(Page, { answers: cards.answers, at })
const main = () => document.querySelector('main')?.textContent?.replaceAll(/\s+/g, ' ') ?? ''
const selected = () =>
  document.querySelector('[role=row][aria-selected=true]')?.textContent?.replaceAll(/\s+/g, ' ') ?? ''
const inspector = () => document.querySelector('.insp')?.textContent?.replaceAll(/\s+/g, ' ') ?? ''
const pause = (ms = 80) => new Promise((resolve) => setTimeout(resolve, ms)).then(settle)

let wide = true
beforeEach(() => {
  wide = true
  // Without layout every element would have no height, and the list would show no line.
  for (const name of ['offsetHeight', 'clientHeight'] as const) {
    vi.spyOn(HTMLElement.prototype, name, 'get').mockReturnValue(280)
  }
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(40_000)
  vi.spyOn(Element.prototype, 'scrollTo').mockImplementation(function (this: Element, ...args: unknown[]) {
    this.scrollTop = (args[0] as ScrollToOptions).top ?? 0
    this.dispatchEvent(new Event('scroll'))
  })
  vi.spyOn(window, 'innerWidth', 'get').mockImplementation(() => (wide ? 1440 : 1024))
})
afterEach(() => void vi.restoreAllMocks())

async function write(words: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('.find input')
  if (!input) throw new Error('There is no search field')
  input.value = words
  input.dispatchEvent(new Event('input'))
  await pause(160)
}

describe('BrowseView', () => {
  it('is one grid with the selected card beside it', async () => {
    await open(new Cards(250))
    await pause()
    expect(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('251')
    expect(document.querySelectorAll('[role=row]').length).toBeLessThan(60)
    expect(selected()).toContain('Card 1')
    expect(inspector()).toContain('Front of 1')
    expect(inspector()).toContain('Difficulty7.8 of 10')
    expect(inspector()).toContain('Good0:124 d')
    expect(inspector()).toContain('checked 6 Oct')
    expect(await findings()).toEqual([])
  })

  it('is walked by keys, and reads only the pages that come into view', async () => {
    const { inputs } = await open(new Cards(950))
    await press('ArrowDown')
    await press('j')
    expect(selected()).toContain('Card 3')
    await press('PageDown')
    expect(selected()).toContain('Card 11')
    await press('k')
    await press('End')
    await pause()
    expect(selected()).toContain('Card 950')
    expect((inputs('browse.cards') as Query[]).map((query) => query.offset)).toEqual([0, 900])
    await press('Home')
    expect(selected()).toContain('Card 1')
  })

  it('edits with Enter, and leaves Enter to buttons that have the focus', async () => {
    await open(new Cards(3))
    await press('ArrowDown')
    await press('Enter')
    expect(useShellStore().note).toEqual({ task: 'edit', noteId: 1002 })
    useShellStore().note = null
    document.querySelector<HTMLElement>('[role=columnheader] button')?.focus()
    await press('Enter')
    expect(useShellStore().note).toBeNull()
  })

  it('suspends and resumes with S', async () => {
    const { inputs } = await open(new Cards(3))
    await press('s')
    expect(document.querySelector('.notice')?.textContent).toContain('Suspended the card.')
    expect(document.querySelector('.notice')?.textContent).toContain('Undo')
    expect(selected()).toContain('suspended')
    await press('s')
    expect(inputs('browse.suspend')).toEqual([
      { cardIds: [1], suspended: true },
      { cardIds: [1], suspended: false },
    ])
  })

  it('deletes with Del, and the next card takes the place', async () => {
    const { inputs } = await open(new Cards(3))
    await press('ArrowDown')
    await press('Delete')
    await pause()
    expect(inputs('notes.remove')).toEqual([{ noteId: 1002 }])
    expect(selected()).toContain('Card 3')
    expect(inspector()).toContain('Front of 3')
    expect(document.querySelector('.notice')?.textContent).toContain('Undo')
  })

  it('shows exam questions as held, and says what that means', async () => {
    await open(
      new Cards(2, () => ({
        kind: 'ordering',
        state: 'new',
        due: null,
        stability: null,
        retrievability: null,
        held: true,
      })),
    )
    await pause()
    expect(selected()).toContain('held')
    expect(inspector()).toContain('kept for mock exams and comes into your reviews after you have missed it')
  })
})

describe('finding', () => {
  it('goes to the field with Ctrl F, looks for its words, and back to the list', async () => {
    const { inputs } = await open(new Cards(120))
    await press('f', { ctrlKey: true })
    expect(document.activeElement?.matches('.find input')).toBe(true)
    await write('Card 11')
    expect((inputs('browse.cards') as Query[]).at(-1)).toMatchObject({ text: 'Card 11', offset: 0 })
    expect(main()).toContain('11 of 120 cards')
    await press('ArrowDown')
    expect(document.activeElement?.getAttribute('role')).toBe('grid')
    await press('ArrowDown')
    expect(selected()).toContain('Card 110')
  })

  it('writes letters into the field instead of acting on cards', async () => {
    const { inputs } = await open(new Cards(3))
    await press('/')
    await press('s')
    await press('Delete')
    expect(inputs('browse.suspend')).toEqual([])
    expect(inputs('notes.remove')).toEqual([])
  })

  it('says when nothing is found, and shows everything again', async () => {
    await open(new Cards(3))
    await write('xyz')
    expect(main()).toContain('No card has all of these words')
    expect(await findings()).toEqual([])
    const all = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Show all cards'))
    all?.click()
    await pause()
    expect(main()).toContain('3 cards')
  })

  it('says what to do in a collection without cards', async () => {
    await open(new Cards(0))
    expect(main()).toContain('There are no cards yet')
    expect(document.querySelector('.insp')).toBeNull()
    expect(await findings()).toEqual([])
  })

  it('keeps to a deck, also by the address', async () => {
    const { inputs } = await open(new Cards(3), '/browse?deck=2')
    expect((inputs('browse.cards') as Query[])[0]).toMatchObject({ deckId: 2 })
    expect(main()).toContain('3 of 3 cards')
  })

  it('shows the card of an address, in view or not', async () => {
    await open(new Cards(950), '/browse?card=700')
    await pause()
    expect(inspector()).toContain('Front of 700')
    await press('s')
    expect(document.querySelector('.notice')?.textContent).toContain('Suspended the card.')
    await press('ArrowDown')
    expect(selected()).toContain('Card 1')
  })

  it('sorts by a header and tells so', async () => {
    const { inputs } = await open(new Cards(5))
    const due = [...document.querySelectorAll<HTMLElement>('[role=columnheader]')].find((one) =>
      one.textContent?.includes('Due'),
    )
    due?.querySelector('button')?.click()
    await settle()
    expect(due?.getAttribute('aria-sort')).toBe('ascending')
    due?.querySelector('button')?.click()
    await settle()
    expect(due?.getAttribute('aria-sort')).toBe('descending')
    expect((inputs('browse.cards') as Query[]).at(-1)).toMatchObject({ sort: 'due', descending: true })
    expect(selected()).toContain('Card 5')
  })
})

describe('in a narrow window', () => {
  beforeEach(() => void (wide = false))

  it('shows the card over the list with Enter, edits with Enter again, closes with Esc', async () => {
    await open(new Cards(3))
    await pause()
    expect(document.querySelector('.insp')).toBeNull()
    await press('Enter')
    expect(inspector()).toContain('Front of 1')
    expect(useShellStore().note).toBeNull()
    await press('Enter')
    expect(useShellStore().note).toEqual({ task: 'edit', noteId: 1001 })
    await press('Escape')
    expect(document.querySelector('.insp')).toBeNull()
    expect(await findings()).toEqual([])
  })

  it('opens and closes it with I as well', async () => {
    await open(new Cards(3))
    await pause()
    await press('i')
    await press('ArrowDown')
    await pause()
    expect(inspector()).toContain('Front of 2')
    await press('i')
    expect(document.querySelector('.insp')).toBeNull()
  })
})
