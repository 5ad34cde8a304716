import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeAnkiPackage } from '../../../fixtures/anki-package.ts'
import type { TestApp } from '../../../support/app.ts'
import { basics } from '../../../support/decks.ts'
import { given } from '../../../support/study.ts'
import { anApp, checkNow, ELAPSED, rows } from './support.ts'

let test: TestApp
beforeEach(async () => {
  test = await anApp()
})
afterEach(() => test.close())

const COUNT = 15_000

it('an answer that is given while a package comes in waits, and is kept; so does reading go on', async () => {
  test.addNotes('Deck', basics(3))
  const { card } = await test.client.review.next({ deckId: null })
  if (!card) throw new Error('no card')
  const bytes = makeAnkiPackage({
    notes: Array.from({ length: COUNT }, (_, index) => ({ id: index + 1, fields: [`front ${index}`, 'back'] })),
    cards: Array.from({ length: COUNT }, (_, index) => ({
      id: index + 1,
      note: index + 1,
      type: 2,
      due: ELAPSED,
      ivl: 3,
      reps: 1,
    })),
  })
  const { importId } = await test.client.imports.preview({ file: new File([new Uint8Array(bytes)], 'deck.apkg') })
  const events = await test.client.imports.run({ importId, skipBad: false })
  let answered: Promise<unknown> | null = null
  let read = 0
  let step = await events.next()
  for (; !step.done; step = await events.next()) {
    if (!step.value.stage.startsWith('Writing')) continue
    answered ??= test.client.review.answer(given(card, 3))
    read += (await test.client.decks.tree()).length
  }
  expect(answered).not.toBeNull()
  await answered
  expect(read).toBeGreaterThan(0)
  expect(step.value).toMatchObject({ notes: { added: COUNT } })
  expect(rows(test, 'SELECT card_id, rating FROM review')).toEqual([{ card_id: card.cardId, rating: 3 }])
  expect(rows(test, 'SELECT count(*) AS notes FROM note')).toEqual([{ notes: COUNT + 3 }])
  expect(await checkNow(test.app.context)).toEqual([])
})
