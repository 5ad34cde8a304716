import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkNow } from '../../electron/services/check-now.ts'
import { FIXTURE_NOW, makeCollection } from '../fixtures/collection.ts'
import type { TestApp } from '../support/app.ts'
import { launchChromium } from '../support/chromium.ts'
import { openClockStage, type ClockStage, type ClockStageOptions } from '../support/clock-stage.ts'
import { basics } from '../support/decks.ts'
import { temporaryFolder } from '../support/host.ts'
import { becomes, goTo, press, sees, seesHeading, seesNotice, shows } from '../support/stories.ts'
import { findsCard, selectDeck } from '../support/stories-manage.ts'
import { cardOnScreen, countsLeft, rate } from '../support/stories-review.ts'
import { DAY, MINUTE, noteWith } from '../support/study.ts'

const NOON = Date.UTC(2026, 10, 20, 12)
const PROMPT = '[data-testid="card-prompt"]'

let browser: Browser
let stage: ClockStage | undefined

async function open(options: Omit<ClockStageOptions, 'browser'>): Promise<ClockStage> {
  stage = await openClockStage({ ...options, browser })
  return stage
}

beforeAll(async () => {
  browser = await launchChromium()
})
afterEach(async () => {
  expect(stage?.faults() ?? []).toEqual([])
  await stage?.close()
  stage = undefined
})
afterAll(() => browser.close())

/** Plain cards of one deck, so many of them new a day. */
const plain =
  (cards: number, newPerDay = cards) =>
  async (test: TestApp) => {
    test.addNotes('Deck', basics(cards))
    await test.client.app.updateSettings({ newPerDay })
  }

/** Shows the answer of the card on screen and rates it Easy; gives its id. */
async function answers(page: Page): Promise<string | null> {
  const asked = await cardOnScreen(page)
  await press(page, 'Space')
  await rate(page, '4')
  return asked
}

async function begins(page: Page): Promise<void> {
  await press(page, 'r')
  await page.locator(PROMPT).waitFor()
}

/** Ids of cards in the order in which they were answered, undone answers apart. */
function logged({ test }: ClockStage): string[] {
  const { db } = test.app.context.collection
  return db
    .prepare<[], number>('SELECT card_id FROM review WHERE undone_at IS NULL ORDER BY id')
    .pluck()
    .all()
    .map(String)
}

describe('the clock', () => {
  it('set back while reviewing: the session goes on, and each card is asked and counted once', async () => {
    const on = await open({ now: NOON, fill: plain(5) })
    const { page, test, setClock } = on
    await seesHeading(page, '5 cards in today\u2019s pass')
    await begins(page)
    const asked = [await answers(page), await answers(page)]
    await setClock(NOON - 3 * DAY)
    for (let left = 3; left > 0; left--) asked.push(await answers(page))
    await seesHeading(page, 'Everything due is done')
    await shows(page, '.rv-end', 'You gave 3 answers')
    expect(new Set(asked).size).toBe(5)
    expect(logged(on)).toEqual(asked)
    expect(await checkNow(test.app.context)).toEqual([])
  })

  it('set forward by a year and back: what was answered meanwhile stands, and the day it really is goes on', async () => {
    const on = await open({ now: NOON, fill: plain(4, 2) })
    const { page, setClock } = on
    await seesHeading(page, '2 cards in today\u2019s pass')
    await begins(page)
    const first = await answers(page)
    await setClock(NOON + 365 * DAY)
    await press(page, 'Escape')
    await seesHeading(page, 'Stopped here')
    await press(page, 'Escape')
    await seesHeading(page, '3 cards in today\u2019s pass')
    await begins(page)
    const second = await answers(page)
    await setClock(NOON + MINUTE)
    await goTo(page, '/today')
    await seesHeading(page, '1 card left in today\u2019s pass')
    await shows(page, '.logline', /^1\/2/)
    expect(logged(on)).toEqual([first, second])
  })

  it.each([
    ['back', Date.UTC(2026, 9, 24, 10), Date.UTC(2026, 9, 25, 3)],
    ['forward', Date.UTC(2027, 2, 27, 10), Date.UTC(2027, 2, 28, 2)],
  ])(
    'changed %s by the law: the new pass begins at four on the wall, in the window that was left open',
    async (_way, now, four) => {
      const on = await open({ now, zone: 'Europe/Berlin', fill: plain(4, 2) })
      const { page, setClock } = on
      await seesHeading(page, '2 cards in today\u2019s pass')
      await begins(page)
      await answers(page)
      await answers(page)
      await press(page, 'Escape')
      await seesHeading(page, 'Today\u2019s pass is done')
      await setClock(four - MINUTE)
      expect((await on.test.client.app.today()).left).toBe(0)
      await seesHeading(page, 'Today\u2019s pass is done')
      await setClock(four)
      await seesHeading(page, '2 cards in today\u2019s pass')
      expect(logged(on)).toHaveLength(2)
    },
  )
})

describe('a journey', () => {
  it('goes on with the same pass to the west, begins the next one in the east, and asks nothing twice', async () => {
    const on = await open({ now: Date.UTC(2026, 10, 20, 16), zone: 'Europe/Berlin', fill: plain(6, 3) })
    await seesHeading(on.page, '3 cards in today\u2019s pass')
    await begins(on.page)
    const asked = [await answers(on.page)]
    const west = await on.travel('America/Los_Angeles')
    await seesHeading(west, '2 cards left in today\u2019s pass')
    await begins(west)
    asked.push(await answers(west), await answers(west))
    await seesHeading(west, 'Everything due is done')
    await on.setClock(Date.UTC(2026, 10, 20, 20))
    const east = await on.travel('Asia/Tokyo')
    await seesHeading(east, '3 cards in today\u2019s pass')
    await begins(east)
    asked.push(await answers(east), await answers(east), await answers(east))
    await seesHeading(east, 'Everything due is done')
    expect(new Set(asked).size).toBe(6)
    expect(logged(on)).toEqual(asked)
  })
})

describe('the rollover while reviewing', () => {
  it('counts the answer for the day on which it is given, goes on with that day, and can be taken back', async () => {
    const on = await open({ now: Date.UTC(2026, 10, 21, 3, 50), fill: plain(8, 3) })
    const { page, setClock } = on
    await seesHeading(page, '3 cards in today\u2019s pass')
    await begins(page)
    await answers(page)
    await expect.poll(() => countsLeft(page)).toEqual([2, 0, 0])
    const asked = await cardOnScreen(page)
    await press(page, 'Space')
    await setClock(Date.UTC(2026, 10, 21, 4, 5))
    await rate(page, '4')
    await seesNotice(page, 'A new study day has begun. Answers count for it from here on.')
    await expect.poll(() => countsLeft(page)).toEqual([2, 0, 0])
    await press(page, 'u')
    await seesNotice(page, 'Taken back: Answer Easy.')
    await becomes(
      () => cardOnScreen(page),
      (now) => expect(now).toBe(asked),
    )
    expect(await answers(page)).toBe(asked)
    await press(page, 'Escape', 'Escape')
    await seesHeading(page, '2 cards left in today\u2019s pass')
    await shows(page, '.logline', /^1\/3/)
    expect(logged(on)).toHaveLength(2)
  })
})

describe('ten thousand due cards', () => {
  it('are a day as long as any other', async () => {
    const dataDir = temporaryFolder('many')
    makeCollection(dataDir, { cards: 12_000, reviewsPerCard: 1, seed: 3 })
    const on = await open({ dataDir, now: FIXTURE_NOW + 400 * DAY })
    const { page } = on
    // 200 reviews and 20 new cards as on any day, and what is being learned.
    await seesHeading(page, '343 cards in today\u2019s pass')
    await begins(page)
    await expect.poll(() => countsLeft(page)).toEqual([20, 123, 200])
    const asked = [await answers(page), await answers(page), await answers(page)]
    await press(page, 'Escape', 'Escape')
    await seesHeading(page, '340 cards left in today\u2019s pass')
    expect(new Set(asked).size).toBe(3)
    expect(logged(on).slice(-3)).toEqual(asked)
  })
})

describe('while a card is on screen', () => {
  it('its deck is deleted in another window: that is said, nothing is counted, and undo brings both back', async () => {
    const on = await open({
      now: NOON,
      fill: (test) => {
        test.addNotes('Alpha', basics(2, 'a'))
        test.addNotes('Beta', basics(1, 'b'))
      },
    })
    const { page } = on
    await seesHeading(page, '3 cards in today\u2019s pass')
    await begins(page)
    await shows(page, PROMPT, 'a-1')
    await press(page, 'Space')
    const other = await on.openWindow()
    await seesHeading(other, 'Today')
    await goTo(other, '/decks')
    await seesHeading(other, 'Decks')
    await other.locator('.deck-tree tr.sel').waitFor()
    await selectDeck(other, 'Alpha')
    await press(other, 'Delete')
    await seesNotice(other, /^Deleted Alpha/)
    await rate(page, '3')
    await seesNotice(page, 'That card is gone: it was deleted meanwhile. Nothing was counted for it.')
    await shows(page, PROMPT, 'b-1')
    await expect.poll(() => countsLeft(page)).toEqual([1, 0, 0])
    expect(logged(on)).toEqual([])
    await press(other, 'u')
    await seesNotice(other, /^Taken back: /)
    await answers(page)
    await shows(page, PROMPT, 'a-')
    await expect.poll(() => countsLeft(page)).toEqual([2, 0, 0])
    expect(logged(on)).toHaveLength(1)
  })

  it('its note becomes another kind: the card that is left keeps its schedule, the other one is gone', async () => {
    const on = await open({
      now: NOON,
      fill: (test) =>
        test.addNotes('Deck', [{ id: 'gaps', kind: 'cloze', text: '{{c1::one}} and {{c2::two}}' }, ...basics(1)]),
    })
    const { page, test } = on
    await seesHeading(page, '3 cards in today\u2019s pass')
    await begins(page)
    await shows(page, PROMPT, 'and two')
    const kept = await answers(page)
    while (!(await page.locator(PROMPT).innerText()).includes('one and')) await answers(page)
    await press(page, 'Space')
    await page.locator('[data-testid="ratings"]').waitFor()
    const content = { kind: 'basic', front: 'one?', back: 'two' } as const
    await test.client.notes.update({ noteId: noteWith(test, 'test/notes/gaps'), note: { content, tags: [] } })
    const before = logged(on)
    await press(page, '3')
    await seesNotice(page, 'That card is gone: it was deleted meanwhile. Nothing was counted for it.')
    expect(logged(on)).toEqual(before)
    await goTo(page, '/today')
    await seesHeading(page, 'Today')
    await findsCard(page, 'one?')
    await shows(page, '.log', /Easy/)
    expect(logged(on).filter((id) => id === kept)).toHaveLength(1)
  })

  it('its picture and its sound are missing: both are named, and the card is asked all the same', async () => {
    const on = await open({
      now: NOON,
      fill: async (test) => {
        test.addNotes('Deck', [
          { id: 'heard', kind: 'basic', front: 'Seen? ![a net](net.png)', back: 'Heard [sound:bell.mp3]' },
        ])
      },
    })
    const { page } = on
    await seesHeading(page, '1 card in today\u2019s pass')
    await begins(page)
    await sees(page, 'net.png is missing')
    await press(page, 'Space')
    await shows(page, '.answer', /Heard/)
    await press(page, 'r')
    await seesNotice(page, /bell\.mp3 cannot be played/)
    await rate(page, '4')
    await seesHeading(page, 'Everything due is done')
    expect(logged(on)).toHaveLength(1)
  })
})
