import fs from 'node:fs'
import { dayToDate } from '../../electron/core/scheduling/study-day.ts'
import type { App } from '../../electron/services/app.ts'
import { FIXTURE_DAY } from '../fixtures/collection.ts'
import { generated, openApp } from './context.ts'
import { median, type Figure } from './figure.ts'
import { longestHold } from './statistics.ts'

const SIZE = { cards: 100_000, reviewsPerCard: 5, seed: 11 }
const DAYS_TO_EXAM = 60
const ROUNDS = 7

async function planAnew(app: App): Promise<void> {
  // As after any change: the plan that was made before is used no more.
  app.context.collection.db.exec('UPDATE collection SET revision = revision + 1')
  const made = await app.services.plan.get()
  if (!made.ok || made.value.exam === null || made.value.spread === null) throw new Error('there is no plan')
}

/** How long a plan that is made anew holds the thread at most: to an exam, with a backlog, over 100,000 cards. */
export async function planFigures(): Promise<Figure[]> {
  const folder = generated(SIZE)
  const app = await openApp(folder)
  try {
    app.context.collection.transact(null, (writes) => {
      app.context.settings.write(writes, { paceBy: 'exam', examDate: dayToDate(FIXTURE_DAY + DAYS_TO_EXAM) })
      return { ok: true, value: undefined }
    })
    // The first one warms everything up.
    await planAnew(app)
    const [holds, whole]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      const before = process.threadCpuUsage()
      holds.push(await longestHold(() => planAnew(app)))
      const { user, system } = process.threadCpuUsage(before)
      whole.push((user + system) / 1000)
    }
    const note = `median of ${ROUNDS}; a plan takes ${median(whole).toFixed(0)} ms in all`
    return [{ name: 'plan over 100k cards, longest hold', value: median(holds), unit: 'ms', limit: 10, note }]
  } finally {
    await app.close()
    fs.rmSync(folder, { recursive: true })
  }
}
