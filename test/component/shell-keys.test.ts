import { createPinia } from 'pinia'
import { createApp, h, ref, type Component } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { provideClient } from '../../renderer/src/client/client.ts'
import { ACTION_IDS, specOf } from '../../renderer/src/keys/actions.ts'
import { comboOf, isSingle, shown, spoken, writes } from '../../renderer/src/keys/combos.ts'
import KeyDepth from '../../renderer/src/keys/KeyDepth.vue'
import { useActions } from '../../renderer/src/keys/useActions.ts'
import KeyList from '../../renderer/src/shell/KeyList.vue'
import { useKeysStore } from '../../renderer/src/stores/keys.ts'
import { useSettingsStore } from '../../renderer/src/stores/settings.ts'
import { SETTINGS } from './support/data.ts'
import { fakeClient } from './support/fake-client.ts'
import { mountInApp, press } from './support/mount.ts'

const key = (given: KeyboardEventInit & { key: string }) => new KeyboardEvent('keydown', given)

describe('combos', () => {
  it.each([
    [{ key: 'k', ctrlKey: true }, 'mod+k'],
    [{ key: 'A', shiftKey: true }, 'shift+a'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: ' ' }, 'space'],
    [{ key: 'ArrowUp', altKey: true }, 'alt+up'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'mod+shift+z'],
    [{ key: 'Dead', code: 'KeyN', altKey: true }, 'alt+n'],
  ])('%j is %s', (given, combo) => {
    expect(comboOf(key(given), false)).toBe(combo)
  })

  it('counts Cmd instead of Ctrl on macOS, and no modifier on its own', () => {
    expect(comboOf(key({ key: 'k', metaKey: true }), true)).toBe('mod+k')
    expect(comboOf(key({ key: 'k', ctrlKey: true }), true)).toBe('k')
    expect(comboOf(key({ key: 'Shift', shiftKey: true }))).toBeNull()
  })

  it('draws and speaks keys for people', () => {
    expect(shown('mod+k', false)).toBe('Ctrl K')
    expect(shown('mod+k', true)).toBe('\u2318 K')
    expect(shown('shift+up', false)).toBe('Shift \u2191')
    expect(spoken('mod+enter', false)).toBe('Control+Enter')
  })

  it('knows single characters and keys that write', () => {
    expect([isSingle('n'), isSingle('shift+n'), isSingle('?'), isSingle('esc'), isSingle('mod+n')]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect([writes('space'), writes('up'), writes('esc'), writes('mod+enter')]).toEqual([true, true, false, false])
  })
})

describe('the list of actions', () => {
  it('gives no key twice where both are heard', () => {
    const clashes = ACTION_IDS.flatMap((id) => {
      const spec = specOf(id)
      return ACTION_IDS.filter((other) => {
        const same = specOf(other)
        const keys = [same.key, ...(same.also ?? [])]
        return (
          id < other &&
          same.scope === spec.scope &&
          [spec.key, ...(spec.also ?? [])].some((one) => one && keys.includes(one))
        )
      }).map((other) => `${id} and ${other}`)
    })
    // These never stand at once: a card is typed or revealed, then rated; option F takes the key of the flag; a row
    // of an ordering keeps Enter to itself while it has the focus.
    const apart = /review\.(reveal|check|good)|sitting\.chooseF|sitting\.check and sitting\.take/
    expect(clashes.filter((words) => !apart.test(words))).toEqual([])
  })
})

describe('the keys store', () => {
  beforeEach(() => {
    const app = createApp({})
    provideClient(app, fakeClient({}).client)
    app.use(createPinia())
    vi.spyOn(app, 'unmount')
    app.runWithContext(() => {
      useSettingsStore().load({ ...SETTINGS })
      useKeysStore()
    })
  })

  it('takes the keys of the person, and none for an empty one', () => {
    const keys = useKeysStore()
    useSettingsStore().load({ ...SETTINGS, keys: { 'today.review': 'x', 'today.plan': '' } })
    expect(keys.keyOf('today.review')).toBe('x')
    expect(keys.keyOf('today.plan')).toBeNull()
    expect(keys.capOf('app.palette')).toBe('Ctrl K')
  })

  it('keeps only longer keys when single ones are off', () => {
    const keys = useKeysStore()
    useSettingsStore().load({ ...SETTINGS, singleKeys: false })
    expect(keys.keyOf('app.newCard')).toBeNull()
    expect(keys.combosOf('app.undo')).toEqual(['mod+z'])
    expect(keys.combosOf('review.reveal')).toEqual(['space', 'enter'])
  })

  it('finds what else a key would fire', () => {
    const keys = useKeysStore()
    expect(keys.conflicts('today.review', 'n')).toEqual(['app.newCard'])
    expect(keys.conflicts('today.review', 'p')).toEqual(['today.plan'])
    expect(keys.conflicts('today.review', 'z')).toEqual([])
  })
})

describe('hearing keys', () => {
  const heard = vi.fn()
  const Inner: Component = {
    setup() {
      useActions('note', { 'note.save': () => heard('save') })
      return () => h('input', { id: 'inner' })
    },
  }
  const dialog = ref(false)
  const Page: Component = {
    setup() {
      useActions('everywhere', { 'app.undo': () => heard('undo'), 'app.newCard': () => heard('new') })
      useActions('review', { 'review.undo': () => heard('review undo'), 'review.check': () => heard('check') })
      return () => [
        h('input', { id: 'field' }),
        h('button', { id: 'button' }),
        dialog.value ? h(KeyDepth, null, () => h(Inner)) : null,
      ]
    },
  }
  beforeEach(() => {
    heard.mockClear()
    dialog.value = false
  })
  const focus = (id: string) => document.getElementById(id)?.focus()

  it('lets the nearer layer win', async () => {
    await mountInApp(Page)
    await press('u')
    expect(heard.mock.calls).toEqual([['review undo']])
  })

  it('rests single keys in a field, but not those that ask for it', async () => {
    await mountInApp(Page)
    focus('field')
    await press('n')
    expect(heard).not.toHaveBeenCalled()
    await press('Enter')
    await press('z', { ctrlKey: true })
    expect(heard.mock.calls).toEqual([['check'], ['review undo']])
  })

  it('leaves Enter to a focused button', async () => {
    await mountInApp(Page)
    focus('button')
    await press('Enter')
    expect(heard).not.toHaveBeenCalled()
    await press('n')
    expect(heard.mock.calls).toEqual([['new']])
  })

  it('ignores a held key', async () => {
    await mountInApp(Page)
    await press('n', { repeat: true })
    expect(heard).not.toHaveBeenCalled()
  })

  it('hears only the dialog while one is open', async () => {
    dialog.value = true
    const { wrapper } = await mountInApp(Page)
    await press('n')
    await press('Enter', { ctrlKey: true })
    expect(heard.mock.calls).toEqual([['save']])
    dialog.value = false
    await wrapper.vm.$nextTick()
    await press('n')
    expect(heard).toHaveBeenLastCalledWith('new')
  })
})

describe('the key sheet', () => {
  it('shows each place once, with its actions in the order of the table and with their keys', async () => {
    const run = () => undefined
    const layers = [
      { scope: 'today', depth: 0, handlers: { 'today.review': run } },
      { scope: 'everywhere', depth: 0, handlers: { 'app.history': run, 'app.study': run } },
      { scope: 'everywhere', depth: 0, handlers: { 'app.study': run, 'go.decks': run, 'go.today': run } },
    ]
    const { wrapper } = await mountInApp(KeyList, { props: { layers } })
    expect(wrapper.findAll('h3').map((one) => one.text())).toEqual(['Today', 'Everywhere'])
    expect(
      wrapper
        .findAll('.key-rows')[1]
        ?.findAll('dt')
        .map((one) => one.text()),
    ).toEqual(['Today', 'Decks', 'Study other cards', 'History'])
    expect(wrapper.find('dd').text()).toBe('R')
  })
})
