import { describe, expect, it, vi } from 'vitest'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import DecksView from '../../renderer/src/views/decks/DecksView.vue'
import { branch, dueOf, visibleRows } from '../../renderer/src/views/decks/tree.ts'
import { defineComponent, h } from 'vue'
import { findings } from './support/axe.ts'
import { deck, DECKS } from './support/data.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'

describe('deck tree', () => {
  it('puts children under their parents, by name, as far as branches are open', () => {
    const rows = visibleRows(DECKS, (row) => row.deckId !== 2)
    expect(rows.map((row) => [row.deck.name, row.depth, row.open])).toEqual([
      ['AIF-C01', 0, true],
      ['Architectures', 1, false],
      ['Deep learning', 1, false],
      ['Spanish', 0, false],
    ])
  })

  it('counts numbers in names as numbers', () => {
    const rows = visibleRows([deck(1, null, 'Domain 10'), deck(2, null, 'Domain 9')], () => true)
    expect(rows.map((row) => row.deck.deckId)).toEqual([2, 1])
  })

  it('shows a deck whose parent is gone', () => {
    expect(visibleRows([deck(7, 99, 'Orphan')], () => true)).toHaveLength(1)
  })

  it('knows a branch and what is due', () => {
    expect([...branch(DECKS, 1)].sort()).toEqual([1, 2, 3, 4])
    expect(DECKS.map(dueOf)).toEqual([53, 16, 0, 0, 0])
  })
})

const Page = defineComponent(() => () => [h(AppFrame, null, () => h(DecksView)), h(NoticeBar)])
const undo = { undo: 'x' }
const EDITS: Answers = {
  'decks.create': () => ({ ...undo, deckId: 9 }),
  'decks.rename': () => undo,
  'decks.move': () => undo,
  'decks.remove': () => ({ ...undo, notes: 12 }),
}
const open = (answers: Answers = {}) => mountInApp(Page, { answers: { ...EDITS, ...answers }, at: '/decks' })
const notice = () => document.querySelector('.notice')?.textContent
const selected = () => document.querySelector('tr.sel')?.textContent

async function write(text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('.name-input')
  if (!input) throw new Error('There is no field for a name')
  expect(document.activeElement).toBe(input)
  input.value = text
  input.dispatchEvent(new Event('input'))
  await press('Enter')
}

describe('DecksView', () => {
  it('is one tree for the screen reader', async () => {
    const { wrapper } = await open()
    expect(wrapper.get('[role=treegrid]').attributes('aria-label')).toBe('Decks')
    expect(wrapper.findAll('tbody tr').map((row) => row.attributes('aria-level'))).toEqual(['1', '2', '2', '1'])
    expect(await findings()).toEqual([])
  })

  it('moves and unfolds by the arrows, and reviews by Enter', async () => {
    const { router } = await open()
    await press('ArrowDown')
    await press('ArrowDown')
    expect(selected()).toContain('Deep learning')
    await press('ArrowRight')
    await press('ArrowRight')
    expect(selected()).toContain('Training loop')
    await press('ArrowLeft')
    expect(selected()).toContain('Deep learning')
    await press('Enter')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/review/2'), 5_000)
  })

  it('makes a deck, and selects it', async () => {
    let decks = DECKS
    const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 5, value))
    const { inputs } = await open({
      'decks.tree': () => later(decks),
      'decks.create': () => {
        decks = [...DECKS, deck(9, null, 'My own')]
        return { ...undo, deckId: 9 }
      },
    })
    await vi.waitFor(() => expect(selected()).toContain('AIF-C01'))
    await press('N', { shiftKey: true })
    await write('  My own ')
    expect(inputs('decks.create')).toEqual([{ name: 'My own', parentId: null }])
    expect(notice()).toContain('Created My own.')
    await vi.waitFor(() => expect(selected()).toContain('My own'))
    expect(document.activeElement?.getAttribute('data-deck')).toBe('9')
  })

  it('renames in place, and leaves the name when Esc is pressed', async () => {
    const { inputs } = await open()
    await press('F2')
    await press('Escape')
    expect(inputs('decks.rename')).toEqual([])
    await press('F2')
    await write('AIF')
    expect(inputs('decks.rename')).toEqual([{ deckId: 1, name: 'AIF' }])
    expect(document.activeElement?.getAttribute('data-deck')).toBe('1')
  })

  it('deletes at once and takes it back by U', async () => {
    const { inputs } = await open()
    await press('ArrowDown')
    await press('Delete')
    expect(inputs('decks.remove')).toEqual([{ deckId: 4 }])
    expect(notice()).toContain('Deleted Architectures with 12 notes.')
    await press('u')
    expect(inputs('history.undo')).toHaveLength(1)
    expect(notice()).toContain('Taken back: delete deck Spanish.')
  })

  it('moves a deck anywhere but under itself', async () => {
    const { inputs } = await open()
    await press('ArrowDown')
    await press('ArrowDown')
    await press('m')
    const select = document.querySelector<HTMLSelectElement>('.dialog select')
    const places = [...(select?.options ?? [])].map((option) => option.text)
    expect(places).toEqual(['The top', 'AIF-C01', 'AIF-C01 / Architectures', 'Spanish'])
    if (select) select.selectedIndex = 3
    select?.dispatchEvent(new Event('change'))
    await settle()
    document.querySelector<HTMLElement>('.dialog .pri')?.click()
    await settle()
    expect(inputs('decks.move')).toEqual([{ deckId: 2, parentId: 5 }])
    expect(notice()).toContain('Moved Deep learning to Spanish.')
  })

  it('says why a change was refused', async () => {
    await open({
      'decks.rename': () => {
        throw refusal('CONFLICT', { reason: 'There is a deck of that name here.' })
      },
    })
    await press('F2')
    await write('Spanish')
    expect(notice()).toContain('There is a deck of that name here.')
  })

  it('offers newer texts one by one', async () => {
    const updates = [{ noteId: 3, mine: 'back: mine', theirs: 'back: theirs' }]
    const { inputs } = await mountInApp(DecksView, {
      answers: { 'notes.updates': () => updates, 'notes.settleUpdate': () => undo },
      at: '/decks?show=updates',
    })
    const box = document.querySelector('.dialog')
    expect(box?.textContent).toContain('back: theirs')
    expect(box && (await findings(box))).toEqual([])
    document.querySelector<HTMLElement>('.dialog .pri')?.click()
    await settle()
    expect(inputs('notes.settleUpdate')).toEqual([{ noteId: 3, take: 'theirs' }])
  })
})
