import { computeParameters, FSRSBindingItem, FSRSBindingReview } from '@open-spaced-repetition/binding'
import fs from 'node:fs'
import { splitByTime, trainingItems } from '../../electron/core/scheduling/optimise/split.ts'
import { readHistories } from '../../electron/jobs/optimise/read.ts'
import { quietPulse } from '../../electron/jobs/protocol.ts'
import type { App } from '../../electron/services/app.ts'
import { generated, openApp } from './context.ts'
import { median, timedAsync, type Figure } from './figure.ts'
import { longestHold } from './statistics.ts'

/** About a hundred thousand reviews. */
const SIZE = { cards: 10_000, reviewsPerCard: 12, seed: 7 }
const ROUNDS = 3

/** The optimiser alone, with its items made already. */
async function bare(app: App, presetId: number): Promise<number> {
  const read = readHistories(app.context.collection, presetId, null, quietPulse)
  if (!read.ok) throw new Error('cancelled')
  const split = splitByTime(read.value)
  const items = trainingItems(read.value, split?.at ?? 0).map(
    ({ answers, length }) =>
      new FSRSBindingItem(
        answers.slice(0, length).map(({ rating, elapsed }) => new FSRSBindingReview(rating, elapsed)),
      ),
  )
  return timedAsync(() => computeParameters(items, { enableShortTerm: true, numRelearningSteps: 1, timeout: 5 }))
}

/** Fitting a hundred thousand reviews, from the button to the report, against the optimiser alone. */
export async function optimiseFigures(): Promise<Figure[]> {
  const folder = generated(SIZE)
  const app = await openApp(folder)
  try {
    const { optimise } = app.services
    const presetId = app.context.collection.presets.default().id
    const watch = { signal: new AbortController().signal, onProgress: (): void => undefined }
    let reviews = 0
    const fit = async (): Promise<void> => {
      const done = await optimise.fit(presetId, null, watch)
      if (!done.ok || done.value[0]?.outcome === 'too-few') throw new Error('nothing was fitted')
      reviews = done.value[0]?.reviews ?? 0
    }
    const [whole, alone, holds] = [[], [], []] as [number[], number[], number[]]
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(await bare(app, presetId))
      whole.push(await timedAsync(fit))
      holds.push(await longestHold(fit))
    }
    const moved = await timedAsync(async () => {
      const done = await optimise.reschedule(presetId, watch)
      if (!done.ok || done.value.cards === 0) throw new Error('nothing moved')
    })
    const note = `${median(whole).toFixed(0)} ms against ${median(alone).toFixed(0)} ms, ${reviews} reviews to forecast`
    return [
      { name: 'optimise, fit ÷ optimiser alone', value: median(whole) / median(alone), unit: 'ratio', limit: 3, note },
      { name: 'optimise, longest hold', value: median(holds), unit: 'ms', limit: 10, note: `median of ${ROUNDS} fits` },
      {
        name: 'optimise, reschedule',
        value: moved,
        unit: 'ms',
        limit: 10_000,
        note: `${SIZE.cards} cards, in a worker`,
      },
    ]
  } finally {
    await app.close()
    fs.rmSync(folder, { recursive: true })
  }
}
