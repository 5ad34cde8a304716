import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeApp, reopen, type TestApp } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import { rateNext } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

describe('settings', () => {
  it('have defaults, change one by one, and stay over a restart', async () => {
    const { settings } = await test.client.app.hello()
    expect(settings).toMatchObject({ theme: 'system', rolloverHour: 4, newPerDay: 20, reviewsPerDay: 200, keys: {} })
    const changed = await test.client.app.updateSettings({ theme: 'dark', newPerDay: 7, keys: { 'review.undo': 'z' } })
    expect(changed).toEqual({ ...settings, theme: 'dark', newPerDay: 7, keys: { 'review.undo': 'z' } })
    test = await reopen(test)
    expect((await test.client.app.hello()).settings).toEqual(changed)
    await test.client.app.updateSettings({ examDate: '2026-12-24', minutesPerDay: 25 })
    expect((await test.client.app.today()).daysToExam).toBe(34)
    const without = await test.client.app.updateSettings({ examDate: null, minutesPerDay: null })
    expect(without).toEqual(changed)
  })

  it('are not taken by undo for the action before them', async () => {
    test.addNotes('Deck', basics(1))
    await rateNext(test, 4)
    await test.client.app.updateSettings({ theme: 'light', desiredRetention: 0.85 })
    expect(await test.client.history.undo()).toEqual({ name: 'Answer Easy' })
    expect((await test.client.app.hello()).settings).toMatchObject({ theme: 'light', desiredRetention: 0.85 })
  })

  it('change what a rating does: a higher retention brings cards back sooner', async () => {
    test.addNotes('Deck', basics(1))
    const easy = async (): Promise<number> =>
      (await test.client.review.next({ deckId: null })).card?.previews[3]?.scheduledDays ?? 0
    const usual = await easy()
    await test.client.app.updateSettings({ desiredRetention: 0.97 })
    expect(await easy()).toBeLessThan(usual)
    expect((await test.client.review.next({ deckId: null })).card?.desiredRetention).toBe(0.97)
  })

  it('refuse values that cannot be', async () => {
    for (const change of [{ rolloverHour: 24 }, { textSize: 5 }, { newPerDay: -1 }, { examDate: '2026-02-30' }]) {
      await expect(test.client.app.updateSettings(change)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
    expect((await test.client.app.hello()).settings).toMatchObject({ rolloverHour: 4, textSize: 1, examDate: null })
  })

  it('survive a value that this program cannot read', async () => {
    test.app.context.collection.transact(null, (writes) => {
      writes.settings.set('app.theme', 'sepia')
      writes.settings.set('app.textSize', 1.2)
      return { ok: true, value: undefined }
    })
    test = await reopen(test)
    expect((await test.client.app.hello()).settings).toMatchObject({ theme: 'system', textSize: 1.2 })
  })
})
