import { expect } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import { basic } from '../../support/decks.ts'
import type { HttpClient } from '../../support/http.ts'

interface Stream {
  next(): Promise<{ done?: boolean | undefined; value: unknown }>
}

/** Reads a stream to its end and gives what it ends with. */
async function end(stream: Stream): Promise<unknown> {
  let step = await stream.next()
  while (step.done !== true) step = await stream.next()
  return step.value
}

/** Every procedure of fitting, rescheduling and explaining, on a preset with too little to learn from. */
export async function callOptimise(client: HttpClient, test: TestApp): Promise<void> {
  test.addNotes('Fitting', [basic('fit')])
  const { presetId } = await client.presets.create({ name: 'Fitted', copyOf: null })
  const { collection } = test.app.context
  const deckId = collection.decks.tree().find((node) => node.path === 'Fitting')?.id ?? 0
  await client.presets.assign({ deckId, presetId, subdecks: false })
  const cardId = collection.cards.newFrom(deckId, 0)[0] ?? 0
  await client.cards.grade({ cardIds: [cardId], rating: 4 })
  expect(await client.optimise.status()).toContainEqual(
    expect.objectContaining({ presetId, offer: 'too-few', fitted: false, last: null, from: 400 }),
  )
  expect(await client.optimise.offer()).toEqual({ offer: null })
  expect(await client.optimise.putOff({ presetId })).toEqual({})
  await expect(client.optimise.putOff({ presetId: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const why = await client.optimise.why({ cardId })
  expect(why).toMatchObject({ state: 'review', desiredRetention: 0.9 })
  expect(why.previews).toHaveLength(4)
  expect(await end(await client.optimise.fit({ presetId, ignoreBefore: null }))).toMatchObject([
    { presetId, name: 'Fitted', outcome: 'too-few', weights: null },
  ])
  expect(await end(await client.optimise.evaluate({ presetId }))).toMatchObject({ reviews: 0, recalled: null })
  expect(await end(await client.optimise.preview({ presetId, fitted: false }))).toMatchObject({ cards: 1, sooner: 0 })
  expect(await end(await client.optimise.reschedule({ presetId }))).toMatchObject({
    undo: 'Reschedule cards of Fitted',
  })
  expect(await end(await client.optimise.reset({ presetId }))).toMatchObject({
    undo: 'Use default weights for Fitted',
  })
  const refused = client.optimise.apply({ presetIds: [presetId], reschedule: false }).then(end)
  await expect(refused).rejects.toMatchObject({ code: 'CONFLICT' })
  await client.decks.remove({ deckId })
  await client.presets.remove({ presetId })
}
