import { defineComponent, h } from 'vue'
import { RouterView } from 'vue-router'
import { describe, expect, it, vi } from 'vitest'
import type { Router } from 'vue-router'
import type { Issue } from '../../electron/contract/errors.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import FileDrop from '../../renderer/src/views/import/FileDrop.vue'
import ImportView from '../../renderer/src/views/import/ImportView.vue'
import { findings } from './support/axe.ts'
import { deck } from './support/data.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { ERROR, importPreview, WARNING } from './support/imports.ts'
import { mountInApp, press, settle } from './support/mount.ts'

/** Waits until an address is open; its view may have to be loaded first. */
const at = (router: Router, address: string) =>
  vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe(address), 20_000)

const Page = defineComponent(() => () => [h(FileDrop), h(AppFrame, null, () => h(ImportView)), h(NoticeBar)])
const text = () => document.querySelector('main')?.textContent?.replaceAll(/\s+/g, ' ') ?? ''
const button = (words: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent?.trim().startsWith(words))
const named = (name: string) => new File(['a,b'], name)

const inBad = (issue: Issue): Issue => ({ ...issue, where: { ...issue.where, file: 'bad.csv' } })

function given({ file }: { file: File }) {
  if (file.name.endsWith('.apkg')) {
    const message = `${file.name} is an Anki package that is damaged.`
    throw refusal('INVALID', { issues: [{ severity: 'error', code: 'format', message, where: { file: file.name } }] })
  }
  const bad = file.name.startsWith('bad')
  const parts = bad ? { notes: { added: 11, skipped: 1 }, issues: [ERROR, WARNING].map(inBad) } : {}
  return importPreview({ file: file.name, ...parts })
}

const ANSWERS: Answers = {
  'imports.preview': given,
  'imports.run': ({ importId }: { importId: string }) =>
    (async function* () {
      yield { stage: 'Writing notes', done: 6, total: 12 }
      return importPreview({ file: importId.slice(6) }).report
    })(),
  'imports.discard': () => ({}),
  'history.undo': () => ({ name: 'Import cards.csv' }),
}
const open = (answers: Answers = {}) => mountInApp(Page, { answers: { ...ANSWERS, ...answers }, at: '/import' })

async function choose(...names: string[]): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('There is no field for files')
  Object.defineProperty(input, 'files', { value: names.map(named), configurable: true })
  input.dispatchEvent(new Event('change'))
  await settle()
}

async function drop(...names: string[]): Promise<Event> {
  const event = new Event('drop', { bubbles: true, cancelable: true })
  Object.assign(event, { dataTransfer: { types: ['Files'], files: names.map(named), items: [] } })
  document.body.dispatchEvent(event)
  await settle()
  return event
}

describe('ImportView', () => {
  it('shows what a file would bring and writes nothing', async () => {
    const { calls } = await open()
    await choose('cards.csv')
    expect(text()).toContain('table, CSV')
    expect(text()).toContain('12notes are new and will be added')
    expect(text()).toContain('Nothing is written until you import. One undo takes all of it back.')
    expect(calls.map((call) => call.path)).not.toContain('imports.run')
    expect(await findings()).toEqual([])
  })

  it('brings the file in with Ctrl Enter, and takes it back with U', async () => {
    const { inputs } = await open({
      'decks.tree': () => [deck(5, null, 'Spanish', { due: { new: 9, learning: 0, review: 0 } })],
    })
    await choose('cards.csv')
    await press('Enter', { ctrlKey: true })
    expect(inputs('imports.run')).toEqual([{ importId: 'id of cards.csv', skipBad: false }])
    expect(document.activeElement?.textContent).toBe('12 notes added')
    expect(button('Review now')).toBeDefined()
    expect(await findings()).toEqual([])
    await press('u')
    expect(inputs('history.undo')).toHaveLength(1)
    expect(text()).toContain('Taken back')
  })

  it('goes from the result to the deck, or reviews it', async () => {
    const decks = () => [deck(5, null, 'Spanish', { due: { new: 9, learning: 0, review: 0 } })]
    const { router } = await open({ 'decks.tree': decks })
    await choose('cards.csv')
    await press('Enter', { ctrlKey: true })
    button('Show the deck')?.click()
    await at(router, '/browse?deck=5')
    await press('r')
    await at(router, '/review/5')
  })

  it('offers no review of exam questions, and says why', async () => {
    const questions = () => ({ ...importPreview(), kinds: [{ kind: 'ordering', notes: 12 }] })
    await open({ 'imports.preview': questions })
    await choose('cards.csv')
    await press('Enter', { ctrlKey: true })
    expect(button('Review now')).toBeUndefined()
    expect(text()).toContain('Exam questions wait for a mock exam')
  })

  it('takes a file with errors only when they are left out', async () => {
    const { inputs } = await open()
    await choose('bad.csv')
    expect(text()).toContain('Field Text, line 4, column 5. Expected }}, found {{c1::chain.')
    await press('Enter', { ctrlKey: true })
    button('Import')?.click()
    await settle()
    expect(inputs('imports.run')).toEqual([])
    expect(button('Import')?.getAttribute('aria-disabled')).toBe('true')
    await press('l')
    expect(text()).toContain('1note has an error and will be left out')
    await press('Enter', { ctrlKey: true })
    expect(inputs('imports.run')).toEqual([{ importId: 'id of bad.csv', skipBad: true }])
  })

  it('brings what is good in and leaves the rest out in one step, by button or key', async () => {
    const { inputs } = await open()
    await choose('bad.csv')
    expect(await findings()).toEqual([])
    button('Leave out 1 and import 11 notes')?.click()
    await settle()
    expect(inputs('imports.run')).toEqual([{ importId: 'id of bad.csv', skipBad: true }])
    await choose('bad2.csv')
    await press('Enter', { ctrlKey: true, shiftKey: true })
    expect(inputs('imports.run')[1]).toEqual({ importId: 'id of bad2.csv', skipBad: true })
    await choose('good.csv')
    expect(button('Leave out')).toBeUndefined()
  })

  it('goes from issue to issue with J and K', async () => {
    await open()
    await choose('bad.csv')
    await press('j')
    expect(document.activeElement?.textContent).toContain(ERROR.message)
    await press('j')
    await press('j')
    expect(document.activeElement?.textContent).toContain(WARNING.message)
    await press('k')
    expect(document.activeElement?.textContent).toContain(ERROR.message)
  })

  it('pages through sample cards, gaps hidden as they are asked', async () => {
    await open()
    await choose('cards.csv')
    expect(document.querySelector('.card-box')?.textContent).toContain('First question')
    await press('ArrowRight')
    expect(document.querySelector('.card-box .face-front')?.textContent).toContain('[\u2026]')
    await press('ArrowRight')
    expect(document.querySelector('.card-box')?.textContent).toContain('First question')
  })

  it('shows why a package is refused', async () => {
    const { inputs } = await open()
    await choose('deck.apkg')
    expect(text()).toContain('deck.apkg is an Anki package that is damaged.')
    expect(text()).toContain('Nothing was written.')
    await press('Enter', { ctrlKey: true })
    expect(inputs('imports.run')).toEqual([])
    await press('Escape')
    expect(text()).toContain('Drop files or folders anywhere in this window')
  })
})

describe('several files', () => {
  it('come one after the other', async () => {
    const { inputs } = await open()
    await choose('cards.csv', 'second.csv')
    expect(text()).toContain('Waiting: second.csv')
    await press('Enter', { ctrlKey: true })
    expect(button('Next file')).toBeDefined()
    await press('Enter', { ctrlKey: true })
    expect(inputs('imports.preview')).toHaveLength(2)
    expect(document.querySelector('.imp-name b')?.textContent).toBe('second.csv')
    await press('Enter', { ctrlKey: true })
    expect(text()).toContain('Before thatcards.csv')
  })

  it('can be passed over, and the host lets go of them', async () => {
    const { inputs } = await open()
    await choose('cards.csv', 'second.csv')
    button('Skip this file')?.click()
    await settle()
    expect(inputs('imports.discard')).toEqual([{ importId: 'id of cards.csv' }])
    expect(document.querySelector('.imp-name b')?.textContent).toBe('second.csv')
  })

  it('replace one of the same name, as after mending it', async () => {
    const { inputs } = await open()
    await choose('bad.csv', 'second.csv')
    await drop('bad.csv')
    expect(inputs('imports.preview')).toHaveLength(2)
    expect(text()).toContain('Waiting: second.csv')
  })
})

describe('a running import', () => {
  it('shows how far it is, and is read anew when it is cancelled', async () => {
    let go: () => void = () => undefined
    const wait = new Promise<void>((resolve) => (go = resolve))
    const run = () =>
      (async function* () {
        yield { stage: 'Writing notes', done: 6, total: 12 }
        await wait
        throw new DOMException('aborted', 'AbortError')
      })()
    const { inputs } = await open({ 'imports.run': run })
    await choose('cards.csv')
    await press('Enter', { ctrlKey: true })
    expect(text()).toContain('Writing notes6 of 12')
    expect(button('Choose')?.getAttribute('aria-disabled')).toBe('true')
    await press('Escape')
    go()
    await settle()
    expect(inputs('imports.preview')).toHaveLength(2)
    expect(text()).toContain('What will happen')
    expect(document.querySelector('.notice')?.textContent).toContain('Cancelled.')
  })

  it('that is refused shows the reasons', async () => {
    const run = () => {
      throw refusal('INVALID', { issues: [ERROR] })
    }
    await open({ 'imports.run': run })
    await choose('cards.csv')
    await press('Enter', { ctrlKey: true })
    expect(text()).toContain(ERROR.message)
    expect(text()).toContain('Nothing was written.')
  })
})

describe('FileDrop', () => {
  const Anywhere = defineComponent({
    props: { closed: Boolean },
    setup: (props) => () => [h(FileDrop, { closed: props.closed }), h(RouterView)],
  })

  it('leads a file that was dropped in any view to Import', async () => {
    const { router, inputs } = await mountInApp(Anywhere, { answers: ANSWERS, at: '/decks' })
    const event = await drop('cards.csv')
    expect(event.defaultPrevented).toBe(true)
    await at(router, '/import')
    expect(inputs('imports.preview')).toHaveLength(1)
  })

  it('turns files away while an exam is being sat, and never lets the window open them', async () => {
    const { router, inputs } = await mountInApp(Anywhere, { answers: ANSWERS, at: '/decks', props: { closed: true } })
    const event = await drop('cards.csv')
    expect(event.defaultPrevented).toBe(true)
    expect(router.currentRoute.value.path).toBe('/decks')
    expect(inputs('imports.preview')).toEqual([])
  })
})
