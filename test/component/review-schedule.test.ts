import { defineComponent, h } from 'vue'
import { describe, expect, it } from 'vitest'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import ReviewView from '../../renderer/src/views/review/ReviewView.vue'
import { findings } from './support/axe.ts'
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
