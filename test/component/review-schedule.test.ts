import { defineComponent, h } from 'vue'
import { describe, expect, it } from 'vitest'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import ReviewView from '../../renderer/src/views/review/ReviewView.vue'
import { findings } from './support/axe.ts'
import { cardRow } from './support/cards.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { card, session, step, TEXT } from './support/reviews.ts'

const Page = defineComponent(() => () => [h(ReviewView), h(NoticeBar)])
const open = (answers: Answers = {}) => mountInApp(Page, { answers: session([card(TEXT)], answers), at: '/review' })
const notice = () => document.querySelector('.notice')?.textContent
const dialog = () => document.querySelector<HTMLElement>('.dialog') ?? expect.fail('no dialog')
const done = { undo: 'x', cards: 1 }

async function submit(text: string): Promise<void> {
  const input = dialog().querySelector('input') ?? expect.fail('no field')
  input.value = text
  input.dispatchEvent(new Event('input'))
  dialog().querySelector('form')?.dispatchEvent(new Event('submit'))
  await settle()
}

describe('the schedule of the card on screen', () => {
  it('is set by D, with a word about what fits when it cannot be read', async () => {
    const issue = { severity: 'error', code: 'bad-days', message: 'Write days from today.', where: {} }
    const { inputs } = await open({
      'cards.setDue': ({ days }: { days: string }) => {
        if (days === 'soon') throw refusal('INVALID', { issues: [issue] })
        return done
      },
    })
    await press('d')
    expect(await findings(dialog())).toEqual([])
    await submit('soon')
    expect(dialog().textContent).toContain('Write days from today.')
    await submit('3-7')
    expect(inputs('cards.setDue')).toEqual([
      { cardIds: [card(TEXT).cardId], days: 'soon' },
      { cardIds: [card(TEXT).cardId], days: '3-7' },
    ])
    expect(document.querySelector('.dialog')).toBeNull()
    expect(notice()).toContain('The due date is set.')
  })

  it('is forgotten by Shift D', async () => {
    const { inputs } = await open({ 'cards.forget': () => done })
    await press('D', { shiftKey: true })
    expect(inputs('cards.forget')).toEqual([{ cardIds: [card(TEXT).cardId], keepCounts: false }])
    expect(notice()).toContain('The card is new again.')
  })

  it('has one of seven flags by Shift F', async () => {
    const { inputs } = await open()
    await press('F', { shiftKey: true })
    expect(await findings(dialog())).toEqual([])
    const [, , second] = dialog().querySelectorAll<HTMLElement>('[role=radio]')
    second?.click()
    await settle()
    dialog().querySelector<HTMLElement>('.pri')?.click()
    await settle()
    expect(inputs('review.flag')).toEqual([{ cardId: card(TEXT).cardId, flag: 2 }])
  })
})

describe('flags and marks', () => {
  const sign = (name: string) => document.querySelector(`.rv-sign[aria-label="${name}"]`)
  const undoWords = async () => {
    document.querySelector<HTMLElement>('[aria-label="Card actions"]')?.click()
    await settle()
    return document.body.textContent
  }

  it('are set by one key each, and taken off by the same key', async () => {
    const { inputs } = await open()
    for (const digit of ['1', '7', '7', '3']) await press(digit, { altKey: true, code: `Digit${digit}` })
    expect(inputs('review.flag')).toEqual([1, 7, 0, 3].map((flag) => ({ cardId: card(TEXT).cardId, flag })))
    expect(sign('Flag 3')).not.toBeNull()
    await press(' ')
    expect(sign('Flag 3')).not.toBeNull()
    expect(await findings()).toEqual([])
    expect(await undoWords()).toContain('Undo: Flag card')
  })

  it('M marks the note with a tag, and takes it off again', async () => {
    const done = { undo: 'Change tags of 1 note', changed: 1, skipped: 0, reason: null }
    const { inputs } = await open({
      'browse.bulk': async function* () {
        yield { stage: 'Working', done: 0, total: 1 }
        return done
      },
    })
    await press('m')
    expect(sign('Marked')).not.toBeNull()
    await press('m')
    expect(sign('Marked')).toBeNull()
    expect((inputs('browse.bulk') as { act: unknown }[]).map(({ act }) => act)).toEqual([
      { type: 'tags', add: ['marked'], remove: [] },
      { type: 'tags', add: [], remove: ['marked'] },
    ])
  })
})

describe('redo', () => {
  it('does again by Shift U what was taken back, by its name', async () => {
    const names = ['Answer Good', null]
    const { inputs } = await open({ 'history.redo': () => ({ name: names.shift() ?? null }) })
    await press('U', { shiftKey: true })
    expect(notice()).toContain('Done again: Answer Good.')
    expect(inputs('review.next')).toHaveLength(2)
    await press('U', { shiftKey: true })
    expect(notice()).toContain('There is nothing to redo.')
  })
})

describe('a card that is asked the other way round', () => {
  it('says so above it', async () => {
    await mountInApp(Page, {
      answers: session([card(TEXT, { reversed: true }), card(TEXT, { cardId: 8 })]),
      at: '/review',
    })
    const words = () => document.querySelector('.rv-where')?.textContent
    expect(words()).toContain('Reversed')
    await press(' ')
    expect(words()).toContain('Reversed')
    await press('3')
    expect(words()).not.toContain('Reversed')
  })
})

describe('the whole note of the card on screen', () => {
  const resolve = { 'browse.resolve': () => ({ cardIds: [7, 8], noteIds: [1] }) }

  it.each([
    ['B', 'cards.bury', { cardIds: [7, 8], buried: true }, 'All cards of the note are buried until tomorrow.'],
    ['S', 'cards.suspend', { cardIds: [7, 8], suspended: true }, 'All cards of the note are suspended.'],
  ] as const)('rests by Shift %s', async (key, procedure, input, words) => {
    const { inputs } = await open({ ...resolve, [procedure]: () => done })
    await press(key, { shiftKey: true })
    expect(inputs(procedure)).toEqual([input])
    expect(notice()).toContain(words)
  })

  it('is deleted by Del, and undo is named', async () => {
    const { inputs } = await open({ 'notes.remove': () => ({ undo: 'Delete note' }) })
    await press('Delete')
    expect(inputs('notes.remove')).toEqual([{ noteId: card(TEXT).noteId }])
    expect(notice()).toContain('Deleted the note with all its cards. U takes it back.')
  })

  it('that is gone is told as gone', async () => {
    await open({
      'notes.remove': () => {
        throw refusal('NOT_FOUND', { what: 'note' })
      },
    })
    await press('Delete')
    expect(notice()).toContain('That card is gone')
  })
})

describe('card info', () => {
  it('shows by I what is on record, and not the answer', async () => {
    const at = new Date('2026-11-15T10:00').getTime()
    const logged = { at, durationMs: 12_000, scheduledDays: 4, due: at + 4 * 86_400_000 }
    const { inputs } = await open({
      'browse.card': () => ({
        row: cardRow(7, { side: 'Back', flag: 2 }),
        face: TEXT,
        difficulty: 5.5,
        reps: 2,
        preset: 'Gentle',
        guid: 'guid',
        reviews: [
          { ...logged, rating: 3, type: 'review' },
          { ...logged, at: at - 1, rating: 0, type: 'due' },
        ],
        tags: [],
        badges: [],
        verifiedOn: null,
      }),
    })
    await press('i')
    expect(inputs('browse.card')).toEqual([{ cardId: card(TEXT).cardId }])
    expect(await findings(dialog())).toEqual([])
    const words = dialog().textContent?.replace(/\s+/g, ' ')
    for (const fact of [
      'Gentle',
      '0:12 on average',
      'First',
      'asked 15 Nov 2026',
      'due date set by hand',
      'Good',
      'card 7, note 1007',
    ])
      expect(words).toContain(fact)
    expect(words).not.toContain('A piece of text.')
  })
})

describe('a leech', () => {
  it.each([
    [false, 'it has the tag “leech” now'],
    [true, 'it rests until you resume it'],
  ])('is told once, kindly (suspended: %s)', async (suspended, words) => {
    await open({ 'review.answer': () => step(null, { leech: { lapses: 8, suspended } }) })
    await press(' ')
    await press('1')
    expect(notice()).toContain('You have forgotten this card 8 times')
    expect(notice()).toContain(words)
  })
})
