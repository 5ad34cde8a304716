import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import type { StatisticsScope } from '../../electron/contract/procedures/statistics.ts'
import type { App } from '../../electron/services/app.ts'
import { COUNT_COLUMNS } from '../../electron/store/day-count-columns.ts'
import { generated, openApp } from './context.ts'
import { median, timed, timedAsync, type Figure } from './figure.ts'

/** About a million reviews. */
const SIZE = { cards: 100_000, reviewsPerCard: 11, seed: 5 }
const ROUNDS = 7
const quiet = { signal: new AbortController().signal, tell: (): void => undefined }

/** The barest reading of what the default page is made from: sums of the daily figures, and each card's schedule. */
function bareDefault(db: Database.Database): number {
  const sums = COUNT_COLUMNS.map((column) => `sum(${column})`).join(', ')
  const days = db.prepare(`SELECT day, hour, ${sums} FROM day_count GROUP BY day, hour`).raw()
  const cards = db
    .prepare(
      'SELECT state, due, scheduled_days, stability, difficulty, last_review, created_at FROM card JOIN note ON note.id = card.note_id',
    )
    .raw()
  return timed(() => [days.all(), cards.all()])
}

/** The barest reading of the log for half of the cards: every review once, no sums. */
function bareFilter(db: Database.Database): number {
  const log = db
    .prepare(
      'SELECT day, hour, rating, kind, state_before, interval_before, duration_ms FROM review WHERE undone_at IS NULL AND card_id % 2 = 0',
    )
    .raw()
  return timed(() => {
    let rows = 0
    for (const _row of log.iterate()) rows += 1
    if (rows === 0) throw new Error('the log is empty')
  })
}

async function read(app: App, scope: StatisticsScope): Promise<number> {
  // As after any change: nothing that was counted before is used.
  app.context.collection.db.exec('UPDATE collection SET revision = revision + 1')
  return timedAsync(async () => {
    const question = { scope, range: 'year', step: null, year: null } as const
    const view = await app.services.statistics.read(question, quiet.signal, quiet.tell)
    if (!view.ok || view.value.answersEver === 0) throw new Error('nothing was counted')
  })
}

/** The longest that the thread worked without a break while something ran: its own time, in milliseconds. */
export async function longestHold(work: () => Promise<unknown>): Promise<number> {
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let longest = 0
  let last = spent()
  let going = true
  const beat = (): void => {
    const now = spent()
    longest = Math.max(longest, now - last)
    last = now
    if (going) setImmediate(beat)
  }
  setImmediate(beat)
  await work()
  going = false
  return longest
}

/** The statistics over a million reviews against the barest SQL for the same rows, in turn. */
export async function statisticsFigures(): Promise<Figure[]> {
  const folder = generated(SIZE)
  const db = new Database(path.join(folder, 'collection.db'), { readonly: true })
  const app = await openApp(folder)
  try {
    const scope = { type: 'search', text: 'cid:1,2 or deck:*1' } as const
    const [page, bare, filter, log] = [[], [], [], []] as [number[], number[], number[], number[]]
    await read(app, { type: 'all' })
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(bareDefault(db))
      page.push(await read(app, { type: 'all' }))
    }
    for (let round = 0; round < 3; round++) {
      log.push(bareFilter(db))
      filter.push(await read(app, scope))
    }
    const holds: number[] = []
    for (let round = 0; round < 5; round++) holds.push(await longestHold(() => read(app, { type: 'all' })))
    const reviews = app.context.collection.reviews.count()
    const against = (ours: number[], theirs: number[]): string =>
      `${median(ours).toFixed(0)} ms against ${median(theirs).toFixed(0)} ms, ${reviews} reviews`
    return [
      { name: 'statistics, default page', value: median(page), unit: 'ms', limit: 200, note: `median of ${ROUNDS}` },
      {
        name: 'statistics, default page ÷ bare SQL',
        value: median(page) / median(bare),
        unit: 'ratio',
        limit: 3,
        note: against(page, bare),
      },
      {
        name: 'statistics, any filter',
        value: median(filter),
        unit: 'ms',
        limit: 2000,
        note: 'median of 3, in a worker',
      },
      {
        name: 'statistics, any filter ÷ bare SQL',
        value: median(filter) / median(log),
        unit: 'ratio',
        limit: 3,
        note: against(filter, log),
      },
      {
        name: 'statistics, longest hold',
        value: median(holds),
        unit: 'ms',
        limit: 10,
        note: 'median of 5 default pages',
      },
    ]
  } finally {
    db.close()
    await app.close()
    fs.rmSync(folder, { recursive: true })
  }
}
