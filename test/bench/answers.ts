import fs from 'node:fs'
import type { App } from '../../electron/services/app.ts'
import { openCollection } from '../../electron/store/open.ts'
import { FIXTURE_NOW, type CollectionSize } from '../fixtures/collection.ts'
import { bareAnswers, type BareAnswers } from './bare.ts'
import { benchFolder, generated, openApp } from './context.ts'
import { median, quantile, timed, timedAsync, type Figure } from './figure.ts'

const BATCH = 60
const BATCHES = 10
const SIZES = [
  { name: '10k', cards: 10_000, reviewsPerCard: 10, seed: 1 },
  { name: '100k', cards: 100_000, reviewsPerCard: 10, seed: 2 },
  { name: '1M', cards: 1_000_000, reviewsPerCard: 1, seed: 3 },
] as const

interface Measured {
  readonly name: string
  readonly answer: number
  readonly bare: number
  readonly next: number
  readonly open: number
}

/** Answers cards as the router would ask for it; gives the milliseconds of each answer. */
async function answerCards(app: App, count: number): Promise<number[]> {
  const { review } = app.services
  const times: number[] = []
  let step = review.next(null)
  while (times.length < count && step.card) {
    const { cardId, seed } = step.card
    const given = { deckId: null, cardId, seed, rating: 3, durationMs: 4000, response: null } as const
    times.push(
      await timedAsync(async () => {
        const answered = await review.answer(given)
        if (!answered.ok) throw new Error(`answer refused: ${JSON.stringify(answered.error)}`)
        step = answered.value
      }),
    )
  }
  return times
}

/** Opens and closes the collection several times; the median in milliseconds. */
function opening(folder: string): number {
  return median(
    Array.from({ length: 9 }, () => {
      const started = performance.now()
      const opened = openCollection(folder, { now: () => FIXTURE_NOW, purpose: 'owner' })
      const took = performance.now() - started
      if (!opened.ok) throw new Error(opened.error.message)
      opened.value.close()
      return took
    }),
  )
}

/** Our answers and bare ones in turn, a batch each, so that both meet the same disk. */
async function inTurn(app: App, bare: BareAnswers): Promise<{ answer: number; bare: number }> {
  const ours: number[] = []
  const barest: number[] = []
  bare.run(BATCH)
  await answerCards(app, BATCH)
  for (let batch = 0; batch < BATCHES; batch++) {
    barest.push(...bare.run(BATCH))
    ours.push(...(await answerCards(app, BATCH)))
  }
  return { answer: median(ours), bare: median(barest) }
}

async function measure(size: (typeof SIZES)[number] | (CollectionSize & { name: string })): Promise<Measured> {
  const folder = generated(size)
  const scratch = benchFolder()
  const bare = bareAnswers(folder, scratch)
  try {
    const open = opening(folder)
    const app = await openApp(folder)
    app.context.collection.transact(null, (writes) => {
      app.context.settings.write(writes, { reviewsPerDay: 9999, newPerDay: 0 })
      return { ok: true, value: undefined }
    })
    const answers = await inTurn(app, bare)
    const nexts = Array.from({ length: 400 }, () => timed(() => void app.services.review.next(null)))
    await app.close()
    return { name: size.name, ...answers, next: quantile(nexts, 0.95), open }
  } finally {
    bare.close()
    fs.rmSync(folder, { recursive: true })
    fs.rmSync(scratch, { recursive: true })
  }
}

/** A durable answer against the barest one, its growth with the collection, the next card, and opening. */
export async function answerFigures(): Promise<Figure[]> {
  const measured: Measured[] = []
  // The first pass warms the JavaScript engine, which the bare statements hardly need; it is not counted.
  await measure({ ...SIZES[0], seed: 9 })
  for (const size of SIZES) measured.push(await measure(size))
  const [small, middle, large] = measured
  if (!small || !middle || !large) throw new Error('a size is missing')
  const ratios = measured.map(({ name, answer, bare }): Figure => {
    const note = `${answer.toFixed(3)} ms against ${bare.toFixed(3)} ms, medians of ${BATCH * BATCHES}`
    return {
      name: `durable answer ÷ bare transaction, ${name} cards`,
      value: answer / bare,
      unit: 'ratio',
      limit: 1.5,
      note,
    }
  })
  return [
    ...ratios,
    {
      name: 'durable answer, 1M cards ÷ 10k cards',
      value: large.answer / small.answer,
      unit: 'ratio',
      limit: 1.3,
      note: 'medians',
    },
    { name: 'next card, 100k cards', value: middle.next, unit: 'ms', limit: 5, note: '95th percentile of 400' },
    { name: 'opening the collection, 100k cards', value: middle.open, unit: 'ms', limit: 50, note: 'median of 9' },
    { name: 'opening the collection, 1M cards', value: large.open, unit: 'ms', limit: 50, note: 'median of 9' },
  ]
}
