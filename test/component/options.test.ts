import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { DEFAULT_PRESET_OPTIONS, NO_DECK_OPTIONS } from '../../electron/contract/procedures/presets.ts'
import type { DeckOptionsView, PresetView } from '../../electron/contract/procedures/presets.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import OptionsView from '../../renderer/src/views/options/OptionsView.vue'
import { FIRST_ROWS, keysOf, MORE_GROUPS } from '../../renderer/src/views/options/rows.ts'
import { readSteps, writeSteps } from '../../renderer/src/views/options/steps.ts'
import { defaultWords } from '../../renderer/src/views/options/words.ts'
import { findings } from './support/axe.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'

describe('learning steps', () => {
  it.each([
    ['1m 10m', [1, 10]],
    ['30s, 2h 1d', [0.5, 120, 1440]],
    ['15', [15]],
    ['', []],
  ])('“%s” are read', (text, steps) => expect(readSteps(text)).toEqual(steps))

  it.each(['soon', '10x', '-5m', '0m', '1m;2m'])('“%s” are refused', (text) => expect(readSteps(text)).toBeNull())

  it('are written as they are read', () => {
    for (const steps of [[0.5, 10, 90], [60, 1440], []]) expect(readSteps(writeSteps(steps))).toEqual(steps)
  })
})

describe('the rows', () => {
  it('have every option of a preset once, the weights apart, each with words for what it does and its default', () => {
    const rows = [...FIRST_ROWS, ...MORE_GROUPS.flatMap((group) => group.rows)]
    const keys = new Set(rows.flatMap(keysOf))
    expect([...keys, 'weights'].sort()).toEqual(Object.keys(DEFAULT_PRESET_OPTIONS).sort())
    for (const row of rows) {
      expect(row.hint).toMatch(/\.$/)
      expect(defaultWords(row), row.label).not.toBe('')
    }
    expect(FIRST_ROWS).toHaveLength(5)
  })
})

const preset = (presetId: number, name: string, more: Partial<PresetView> = {}): PresetView => ({
  presetId,
  name,
  isDefault: presetId === 1,
  decks: 3,
  options: DEFAULT_PRESET_OPTIONS,
  ...more,
})
const PRESETS = [preset(1, 'Default'), preset(2, 'Slow', { decks: 1 })]
const view = (more: Partial<DeckOptionsView> = {}): DeckOptionsView => ({
  deckId: 4,
  path: 'AIF-C01::Architectures',
  subdecks: 2,
  preset: PRESETS[0] ?? preset(1, 'Default'),
  own: NO_DECK_OPTIONS,
  ...more,
})

const Page = defineComponent(() => () => [h(AppFrame, null, () => h(OptionsView)), h(NoticeBar)])
const undo = { undo: 'x' }
const open = (answers: Answers = {}) =>
  mountInApp(Page, {
    at: '/decks/4/options',
    answers: {
      'decks.options': () => view(),
      'presets.list': () => PRESETS,
      'presets.update': () => ({ ...undo, preset: PRESETS[0] }),
      'presets.assign': () => ({ ...undo, decks: 3 }),
      'presets.create': () => ({ ...undo, presetId: 9 }),
      'presets.remove': () => ({ ...undo, decks: 1 }),
      'decks.setOptions': () => ({ ...undo, own: NO_DECK_OPTIONS }),
      ...answers,
    },
  })
const field = (label: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(`[aria-label="${label}"]`)
  if (!found) throw new Error(`There is no field ${label}`)
  return found
}
async function write(label: string, text: string): Promise<void> {
  const input = field(label)
  input.focus()
  input.value = text
  input.dispatchEvent(new Event('input'))
  input.blur()
  await settle()
}
const notice = () => document.querySelector('.notice')?.textContent

describe('OptionsView', () => {
  it('shows five options first, all others one step further, and is sound for a screen reader', async () => {
    const { wrapper } = await open()
    expect(wrapper.get('h1').text()).toBe('Options of Architectures')
    expect(wrapper.text()).toContain('2 other decks use it too')
    expect(wrapper.findAll('.set-part')[0]?.findAll('.set-row')).toHaveLength(6)
    expect(wrapper.text()).not.toContain('Longest interval')
    await press('m')
    expect(wrapper.text()).toContain('Longest interval')
    expect(wrapper.text()).toContain('Default: 36,500 days.')
    expect(await findings()).toEqual([])
  })

  it('writes a change to the preset, and the default back', async () => {
    const changed = view({ preset: preset(1, 'Default', { options: { ...DEFAULT_PRESET_OPTIONS, newPerDay: 5 } }) })
    const { inputs } = await open({ 'decks.options': () => changed })
    await write('Reviews a day, at most', '90')
    await write('Desired retention', '93')
    await write('Learning steps', '5m 1h')
    field('One card of a note a day').click()
    await settle()
    field('New cards a day: back to the default, 20').click()
    await settle()
    expect(inputs('presets.update')).toEqual([
      { presetId: 1, options: { reviewsPerDay: 90 } },
      { presetId: 1, options: { desiredRetention: 0.93 } },
      { presetId: 1, options: { learningSteps: [5, 60] } },
      { presetId: 1, options: { buryNew: true, buryReview: true, buryInterday: true } },
      { presetId: 1, options: { newPerDay: 20 } },
    ])
  })

  it('says what is expected, and writes nothing, when something else was typed', async () => {
    const { inputs, wrapper } = await open()
    await write('Learning steps', 'soon')
    expect(wrapper.text()).toContain('Write steps such as 30s')
    await write('Reviews a day, at most', '-2')
    expect(wrapper.text()).toContain('Use a whole number from 0 to 9999.')
    expect(inputs('presets.update')).toEqual([])
  })

  it('sets limits for this deck, and for today', async () => {
    const own = { ...NO_DECK_OPTIONS, today: { day: '2026-11-19', newPerDay: 4, reviewsPerDay: null } }
    const { inputs } = await open({ 'decks.options': () => view({ own }) })
    await write('New cards a day, this deck only', '12')
    await write('Reviews today', '30')
    await write('New cards today', '')
    expect(inputs('decks.setOptions')).toEqual([
      { deckId: 4, options: { newPerDay: 12 } },
      { deckId: 4, options: { today: { newPerDay: 4, reviewsPerDay: 30 } } },
      { deckId: 4, options: { today: null } },
    ])
  })

  it('turns a weekday from usual over half to none', async () => {
    const easyDays = [1, 1, 1, 1, 1, 0.5, 0]
    const { inputs } = await open({
      'decks.options': () =>
        view({ preset: preset(1, 'Default', { options: { ...DEFAULT_PRESET_OPTIONS, easyDays } }) }),
    })
    await press('m')
    for (const day of ['Monday: usual', 'Saturday: half', 'Sunday: none']) field(day).click()
    await settle()
    expect(inputs('presets.update')).toEqual([
      { presetId: 1, options: { easyDays: [0.5, 1, 1, 1, 1, 0.5, 0] } },
      { presetId: 1, options: { easyDays: [1, 1, 1, 1, 1, 0, 0] } },
      { presetId: 1, options: { easyDays: [1, 1, 1, 1, 1, 0.5, 1] } },
    ])
  })

  it('gives the deck another preset, or its own to all subdecks', async () => {
    const { inputs } = await open()
    const select = field('Preset') as unknown as HTMLSelectElement
    select.selectedIndex = 1
    select.dispatchEvent(new Event('change'))
    await settle()
    await press('s')
    expect(inputs('presets.assign')).toEqual([
      { deckId: 4, presetId: 2, subdecks: false },
      { deckId: 4, presetId: 1, subdecks: true },
    ])
    expect(notice()).toContain('Default for 3 decks.')
  })

  it('copies, renames and deletes presets by keys', async () => {
    const { inputs } = await open({ 'decks.options': () => view({ preset: PRESETS[1] ?? preset(2, 'Slow') }) })
    await press('c')
    const dialog = document.querySelector('.dialog')
    expect(dialog && (await findings(dialog))).toEqual([])
    const name = dialog?.querySelector('input')
    expect(name?.value).toBe('Slow copy')
    await press('Enter')
    dialog?.querySelector('form')?.dispatchEvent(new Event('submit'))
    await settle()
    expect(inputs('presets.create')).toEqual([{ name: 'Slow copy', copyOf: 2 }])
    expect(inputs('presets.assign')).toEqual([{ deckId: 4, presetId: 9, subdecks: false }])
    await press('F2')
    const field = document.querySelector<HTMLInputElement>('.dialog input')
    if (field) field.value = 'Default'
    field?.dispatchEvent(new Event('input'))
    document.querySelector('.dialog form')?.dispatchEvent(new Event('submit'))
    await settle()
    expect(document.querySelector('.dialog')?.textContent).toContain('There is a preset of this name already.')
    document.querySelector<HTMLElement>('.dialog .dlg-head button')?.click()
    await settle()
    await press('Delete', { shiftKey: true })
    expect(inputs('presets.remove')).toEqual([{ presetId: 2 }])
    expect(notice()).toContain('Deleted Slow.')
  })

  it('does not offer to delete the default', async () => {
    const { inputs } = await open()
    await press('Delete', { shiftKey: true })
    expect(inputs('presets.remove')).toEqual([])
  })

  it('keeps holidays for all decks', async () => {
    const { inputs } = await open()
    await press('m')
    await write('Date of a holiday', '2026-12-24')
    const add = [...document.querySelectorAll('button')].find((button) => button.textContent?.includes('Add'))
    add?.click()
    await settle()
    expect(inputs('app.updateSettings')).toEqual([{ holidays: ['2026-12-24'] }])
    field('Remove 24 Dec 2026').click()
    await settle()
    expect(inputs('app.updateSettings').at(-1)).toEqual({ holidays: [] })
  })

  it('says that the deck is gone', async () => {
    const { wrapper } = await open({
      'decks.options': () => {
        throw refusal('NOT_FOUND', { what: 'deck' })
      },
    })
    expect(wrapper.text()).toContain('This deck is gone')
  })
})
