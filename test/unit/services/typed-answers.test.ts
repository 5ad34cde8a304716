import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PresetOptions } from '../../../electron/contract/procedures/presets.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { ask, deckAt, type Asked } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
  test.addNotes('French', [{ id: 'cv', kind: 'typed', front: 'A short life story?', answer: 'Résumé' }])
})
afterEach(() => test.close())

async function setOptions(options: Partial<PresetOptions>): Promise<void> {
  const [standard] = await test.client.presets.list()
  await test.client.presets.update({ presetId: standard?.presetId ?? 0, options })
}

const check = ({ cardId, seed }: Asked, response: string) => test.client.review.check({ cardId, seed, response })

describe('what counts in a typed answer', () => {
  it('is said with the question: accents do, capitals do not, unless the preset says otherwise', async () => {
    const card = await ask(test)
    expect(card.face).toMatchObject({ type: 'typed', counts: { capitals: false, accents: true } })
    expect((await check(card, 'résumé')).right).toBe(true)
    expect((await check(card, 'resume')).right).toBe(false)
    await setOptions({ typedCapitals: true, typedAccents: false })
    expect((await ask(test)).face).toMatchObject({ counts: { capitals: true, accents: false } })
    expect((await check(card, 'Resume')).right).toBe(true)
    expect(await check(card, 'resume')).toEqual({
      right: false,
      typed: [
        { text: 'r', mark: 'extra' },
        { text: 'esume', mark: 'same' },
      ],
      expected: [
        { text: 'R', mark: 'missing' },
        { text: 'ésumé', mark: 'same' },
      ],
    })
  })

  it('is for the preset of the deck that the card lies in, and undo gives it back', async () => {
    const { presetId } = await test.client.presets.create({ name: 'Mild', copyOf: null })
    await test.client.presets.update({ presetId, options: { typedAccents: false } })
    const card = await ask(test)
    expect((await check(card, 'resume')).right).toBe(false)
    await test.client.presets.assign({ deckId: deckAt(test, 'French'), presetId, subdecks: false })
    expect((await check(card, 'resume')).right).toBe(true)
    await test.client.history.undo()
    expect((await check(card, 'resume')).right).toBe(false)
  })
})
