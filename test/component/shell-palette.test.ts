import { Layers } from '@lucide/vue'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import OpenActions from '../../renderer/src/shell/OpenActions.vue'
import CommandPalette from '../../renderer/src/palette/CommandPalette.vue'
import { fitting, groupsOf, type Item } from '../../renderer/src/palette/items.ts'
import { rank } from '../../renderer/src/palette/rank.ts'
import { recentIds, remember } from '../../renderer/src/palette/recent.ts'
import { findings } from './support/axe.ts'
import { mountInApp, press, settle } from './support/mount.ts'

const item = (id: string, words: string): Item => ({ id, words, where: '', icon: Layers, run: () => undefined })

describe('rank', () => {
  it('finds words, word starts and letters in order', () => {
    expect(rank('deep', 'Deep learning')).toBeGreaterThan(rank('deep', 'AI, deep in thought') ?? 0)
    expect(rank('learn', 'Deep learning')).toBeGreaterThan(rank('earn', 'Deep learning') ?? 0)
    expect(rank('dl', 'Deep learning')).not.toBeNull()
    expect(rank('dl', 'Deep learning')).toBeGreaterThan(rank('dl', 'Handle') ?? 0)
    expect(rank('xyz', 'Deep learning')).toBeNull()
  })

  it('puts the best first', () => {
    const items = [item('a', 'Browse'), item('b', 'Review old words'), item('c', 'Rows')]
    expect(fitting('row', items).map((one) => one.id)).toEqual(['c', 'b', 'a'])
  })
})

describe('groups', () => {
  const actions = [item('action:go.today', 'Today'), item('action:go.decks', 'Decks')]
  const found = { decks: [item('deck:1', 'Dogs')], cards: [item('card:1', 'A card')] }

  it('lists what was used lately first, each once', () => {
    const groups = groupsOf('', actions, found, ['action:go.decks', 'gone'])
    expect(groups.map((group) => [group.title, group.items.map((one) => one.words)])).toEqual([
      ['Recent', ['Decks']],
      ['Go to or do', ['Today']],
    ])
  })

  it('lists what fits, by kind', () => {
    expect(groupsOf('d', actions, found, []).map((group) => group.title)).toEqual([
      'Go to or do',
      'Review a deck',
      'Cards',
    ])
  })
})

describe('recent', () => {
  it('keeps the newest first, and never the text of cards', () => {
    remember('deck:1', window.localStorage)
    remember('action:go.today', window.localStorage)
    remember('card:7', window.localStorage)
    remember('deck:1', window.localStorage)
    expect(recentIds(window.localStorage)).toEqual(['deck:1', 'action:go.today'])
  })
})

const Page = defineComponent(() => () => [h(OpenActions), h(AppFrame, null, () => h('h1', 'Page')), h(CommandPalette)])
const input = () => document.querySelector<HTMLInputElement>('.palette input')

describe('the palette', () => {
  const found = {
    decks: [{ deckId: 2, path: 'AIF-C01::Deep learning' }],
    cards: [{ cardId: 9, noteId: 9, text: 'What is dropout?', deck: 'AIF-C01' }],
  }
  const answers = { find: ({ text }: { text: string }) => (text ? found : { decks: [], cards: [] }) }

  async function type(text: string): Promise<void> {
    const field = input()
    if (!field) throw new Error('The palette is shut')
    field.value = text
    field.dispatchEvent(new Event('input'))
    await settle()
  }

  it('opens by its key, and goes to a view by the keyboard alone', async () => {
    const { router } = await mountInApp(Page, { answers })
    await press('k', { ctrlKey: true })
    expect(document.activeElement).toBe(input())
    const box = document.querySelector('.palette')
    expect(box && (await findings(box))).toEqual([])
    await type('deck')
    await press('Enter')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/decks'), 5_000)
    expect(input()).toBeNull()
    expect(recentIds()).toEqual(['action:go.decks'])
  })

  it('finds decks and cards', async () => {
    const { router } = await mountInApp(Page, { answers })
    await press('k', { ctrlKey: true })
    await type('dee')
    const rows = [...document.querySelectorAll('.opt-row')].map((row) => row.querySelector('.ell')?.textContent)
    expect(rows).toContain('Deep learning')
    expect(rows).toContain('What is dropout?')
    await press('ArrowUp')
    await press('Enter')
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/browse?card=9'), 5_000)
  })

  it('says when nothing fits, and shuts by Esc', async () => {
    await mountInApp(Page)
    await press('k', { ctrlKey: true })
    await type('qqqq')
    expect(document.querySelector('.palette')?.textContent).toContain('Nothing fits')
    await press('Escape')
    await flushPromises()
    expect(input()).toBeNull()
  })
})
