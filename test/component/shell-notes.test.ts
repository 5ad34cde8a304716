import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { NoteView } from '../../electron/contract/procedures/collection.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import { draftOf, emptyDraft, missing, noteOf, withGap } from '../../renderer/src/notes/draft.ts'
import NoteDialog from '../../renderer/src/notes/NoteDialog.vue'
import { useShellStore } from '../../renderer/src/stores/shell.ts'
import { findings } from './support/axe.ts'
import { DECKS } from './support/data.ts'
import { EVERY_KIND } from './support/contents.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'

describe('drafts', () => {
  it('go to a note and back', () => {
    const typed = {
      kind: 'typed',
      front: 'Which optimiser?',
      answer: 'Adam',
      accept: ['adam', 'ADAM'],
      caseSensitive: true,
      extra: 'Adaptive.',
    } as const
    const draft = draftOf({ ...typed, accept: [...typed.accept] }, ['a', 'b'])
    expect(noteOf(draft)).toEqual({ content: typed, tags: ['a', 'b'] })
    const cloze = { kind: 'cloze', text: 'A {{c1::b}}' } as const
    const gap = draftOf(cloze, [])
    expect(noteOf(gap)).toEqual({ content: cloze, tags: [] })
  })

  it.each(EVERY_KIND)('keep every kind as it is: $kind', (content) => {
    const draft = draftOf(content, ['t'])
    expect(noteOf(draft)).toEqual({ content, tags: ['t'] })
    expect(missing(draft)).toEqual({})
  })

  it('say what is missing', () => {
    expect(missing(emptyDraft('basic'))).toEqual({ front: 'Write some text here.', back: 'Write some text here.' })
    expect(missing({ ...emptyDraft('cloze'), text: 'no gap' }).text).toContain('Mark at least one gap')
    expect(missing({ ...emptyDraft('cloze'), text: '{{c1::gap}}' })).toEqual({})
  })

  it('make gaps with the next number', () => {
    expect(withGap('ReLU keeps it', 0, 4)).toEqual({ text: '{{c1::ReLU}} keeps it', start: 6, end: 10 })
    expect(withGap('{{c2::a}} b', 10, 11).text).toBe('{{c2::a}} {{c3::b}}')
  })
})

const Page = defineComponent(() => {
  const shell = useShellStore()
  return () => [shell.note ? h(NoteDialog) : null, h(NoticeBar)]
})
const face = { type: 'text', prompt: 'Front', answer: 'Back', extra: null }
const ANSWERS: Answers = {
  'notes.preview': () => ({ faces: [face] }),
  'notes.create': () => ({ undo: 'x', noteId: 5, cards: 2 }),
  'notes.update': () => ({ undo: 'x' }),
  'editor.bothWays': () => ({
    yaml: 'kind: ordering',
    content: { kind: 'ordering', stem: 's', items: [{ text: 'a' }, { text: 'b' }] },
    tags: [],
    about: { objective: null, beyond: null, services: [], references: [], verifiedOn: null },
  }),
}
const box = () => document.querySelector<HTMLElement>('[role=dialog]')
const field = (label: string) => {
  const id = [...(box()?.querySelectorAll('label') ?? [])].find((one) => one.textContent === label)?.htmlFor
  return id ? document.getElementById(id) : null
}

async function write(label: string, text: string): Promise<void> {
  const input = field(label)
  if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) throw new Error(`No field ${label}`)
  input.value = text
  input.dispatchEvent(new Event('input'))
  await settle()
}

describe('a new card', () => {
  async function open(answers: Answers = {}) {
    const mounted = await mountInApp(Page, { answers: { ...ANSWERS, ...answers } })
    useShellStore().newNote(2)
    await vi.waitFor(() => expect(field('Question')).not.toBeNull())
    return mounted
  }

  it('is previewed while it is written, saved by its key, and the next one begins', async () => {
    const { inputs } = await open()
    expect(await findings(box() ?? document.body)).toEqual([])
    await write('Question', 'Front')
    await write('Answer', 'Back')
    await write('Tags', 'one, two')
    await vi.waitFor(() => expect(box()?.querySelector('.card-box')?.textContent).toContain('Front'))
    await press('Enter', { ctrlKey: true })
    expect(inputs('notes.create')).toEqual([
      { deckId: 2, note: { content: { kind: 'basic', front: 'Front', back: 'Back' }, tags: ['one', 'two'] } },
    ])
    expect(box()?.textContent).toContain('2 cards added.')
    expect((field('Question') as HTMLTextAreaElement).value).toBe('')
    expect((field('Tags') as HTMLInputElement).value).toBe('one, two')
  })

  it('is saved once, into its deck, however early and often its key is pressed', async () => {
    let arrive: () => void = () => undefined
    const decks = new Promise<void>((resolve) => (arrive = resolve))
    let asked = 0
    const { inputs } = await open({ 'decks.tree': () => (++asked === 1 ? decks.then(() => DECKS) : DECKS) })
    await write('Question', 'Front')
    await write('Answer', 'Back')
    await press('Enter', { ctrlKey: true })
    await press('Enter', { ctrlKey: true })
    arrive()
    await vi.waitFor(() => expect(box()?.textContent).toContain('2 cards added.'))
    expect(inputs('notes.create')).toMatchObject([{ deckId: 2 }])
  })

  it('is not sent while something is missing', async () => {
    const { inputs } = await open()
    await press('Enter', { ctrlKey: true })
    expect(inputs('notes.create')).toEqual([])
    expect(field('Question')?.getAttribute('aria-invalid')).toBe('true')
    expect(box()?.textContent).toContain('Write some text here.')
  })

  it('has the focus where something is missing, also in a row', async () => {
    const { inputs } = await open()
    await write('Question', 'Which two?')
    field('Tags')?.focus()
    await press('Enter', { ctrlKey: true })
    expect(document.activeElement).toBe(field('Answer'))
    const kind = field('Kind of card') as HTMLSelectElement
    kind.selectedIndex = [...kind.options].findIndex((one) => one.text === 'Multiple response')
    kind.dispatchEvent(new Event('change'))
    await settle()
    for (const letter of ['A', 'B', 'C']) await write(`Option ${letter}`, letter)
    await press('Enter', { ctrlKey: true })
    expect(box()?.textContent).toContain('Mark two or more options as right.')
    expect(document.activeElement).toBe(field('Option A'))
    expect(inputs('notes.create')).toEqual([])
  })

  it('has its tags completed by Enter, which then saves nothing; Tab goes on with what was written', async () => {
    const { inputs } = await open()
    const tags = field('Tags') as HTMLInputElement
    const key = async (name: string) => {
      const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })
      tags.dispatchEvent(event)
      await settle()
      return event.defaultPrevented
    }
    await write('Tags', 'on')
    expect(box()?.querySelector('[role=option][aria-selected=true]')?.textContent?.trim()).toBe('one')
    expect(await key('Tab')).toBe(false)
    expect(tags.value).toBe('on')
    expect(await key('Enter')).toBe(true)
    expect(tags.value).toBe('one ')
    await write('Tags', 'one mat')
    await key('ArrowDown')
    expect(await key('Tab')).toBe(true)
    expect(tags.value).toBe('one maths::vectors ')
    expect(inputs('notes.create')).toEqual([])
  })

  it('shows what the host refuses, with its place', async () => {
    const issue = { severity: 'error', code: 'cloze', message: 'The gap is never closed.', where: { field: 'text' } }
    await open({
      'notes.create': () => {
        throw refusal('INVALID', { issues: [issue] })
      },
    })
    await write('Question', 'Front')
    await write('Answer', 'Back')
    // A preview that is still to come would have its own word on what is wrong.
    await vi.waitFor(() => expect(box()?.querySelector('.card-box')?.textContent).toContain('Front'))
    await press('Enter', { ctrlKey: true })
    await vi.waitFor(() => expect(box()?.querySelector('.issue')?.textContent).toContain('The gap is never closed.'))
  })
})

describe('an edit', () => {
  const base = {
    noteId: 7,
    guid: 'g',
    deckId: 2,
    deck: 'AIF-C01',
    tags: [],
    objective: null,
    beyond: null,
    source: null,
  }
  const note: NoteView = {
    ...base,
    content: { kind: 'basic', front: 'Old front', back: 'Old back' },
    verifiedOn: null,
    references: [],
    badges: [],
    modifiedAt: 0,
    yaml: 'kind: basic',
  }

  async function open(given: NoteView) {
    const mounted = await mountInApp(Page, { answers: { ...ANSWERS, 'notes.get': () => given } })
    useShellStore().editNote(7)
    await vi.waitFor(() => expect(box()).not.toBeNull())
    await settle()
    return mounted
  }

  it('changes the text, closes, and can be undone', async () => {
    const { inputs } = await open(note)
    await write('Question', 'New front')
    await press('Enter', { ctrlKey: true })
    expect(inputs('notes.update')).toEqual([
      { noteId: 7, note: { content: { kind: 'basic', front: 'New front', back: 'Old back' }, tags: [] } },
    ])
    expect(box()).toBeNull()
    expect(document.querySelector('.notice')?.textContent).toContain('Undo')
  })

  it('writes any kind as YAML where that is wanted', async () => {
    const content = { kind: 'ordering', stem: 's', items: [{ text: 'a' }, { text: 'b' }] } as const
    const { inputs } = await open({ ...note, content: { ...content, items: [...content.items] } })
    await press('y', { altKey: true, code: 'KeyY' })
    await write('The note as in a deck file', 'kind: ordering\nstem: t')
    await press('Enter', { ctrlKey: true })
    expect(inputs('notes.update')).toEqual([{ noteId: 7, note: { yaml: 'kind: ordering\nstem: t' } }])
  })

  it('says so when the note is gone', async () => {
    const gone = () => {
      throw refusal('NOT_FOUND', { what: 'note' }, 'This no longer exists.')
    }
    await mountInApp(Page, { answers: { ...ANSWERS, 'notes.get': gone } })
    useShellStore().editNote(7)
    await vi.waitFor(() => expect(document.querySelector('.notice')?.textContent).toContain('This no longer exists.'))
    expect(box()).toBeNull()
  })
})
