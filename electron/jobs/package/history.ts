import { setImmediate } from 'node:timers/promises'
import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { AnkiPackage } from '../../importers/anki-package/index.ts'
import type { JobPulse } from '../protocol.ts'
import { CardReader, type CardTable } from './card-table.ts'
import type { PackageOrder } from './choice.ts'
import { DayClock } from './day-clock.ts'
import { Replay, type Memories } from './memory.ts'
import { ReviewTable } from './review-table.ts'

/** The cards of a package with their past, read before anything is written. */
export interface History {
  readonly cards: CardTable
  /** Anki's ids of the notes that have a card. */
  readonly notesWithCards: ReadonlySet<number>
  /** Null when the package comes in without its scheduling. */
  readonly past: { readonly reviews: ReviewTable; readonly memories: Memories } | null
}

type Stopped = Issue[] | 'cancelled'

/** Reads cards and log, and replays the log; other work goes on in between. */
export async function readHistory(
  source: AnkiPackage,
  order: PackageOrder,
  pulse: JobPulse,
): Promise<Result<History, Stopped>> {
  const reader = new CardReader(source.counts.cards)
  let done = 0
  for (const rows of source.cards()) {
    for (const cells of rows) reader.add(cells)
    done += rows.length
    pulse.progress('Reading cards', done, source.counts.cards)
    await setImmediate()
    if (pulse.cancelled()) return fail('cancelled')
  }
  if (source.problem !== null) return fail([source.problem])
  const cards = reader.table()
  const notesWithCards = new Set<number>()
  for (let row = 0; row < cards.size; row += 1) notesWithCards.add(cards.get('noteId', row))
  if (!order.scheduling) return ok({ cards, notesWithCards, past: null })
  const past = await readPast(source, cards, order, pulse)
  return past.ok ? ok({ cards, notesWithCards, past: past.value }) : past
}

async function readPast(
  source: AnkiPackage,
  cards: CardTable,
  order: PackageOrder,
  pulse: JobPulse,
): Promise<Result<NonNullable<History['past']>, Stopped>> {
  const reviews = new ReviewTable(source.counts.reviews)
  const replay = new Replay(source, cards, new DayClock(order))
  for (const rows of source.reviews()) {
    for (const cells of rows) {
      reviews.add(cells, cards, source.timing.scheduler)
      replay.step(reviews, reviews.size - 1)
    }
    pulse.progress('Replaying reviews', reviews.size, source.counts.reviews)
    await setImmediate()
    if (pulse.cancelled()) return fail('cancelled')
  }
  return source.problem === null ? ok({ reviews, memories: replay }) : fail([source.problem])
}
