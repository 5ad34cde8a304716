import type { DueCounts } from '../contract/shapes.ts'
import type { Context } from './context.ts'
import { dueToday } from './due.ts'

export interface Status {
  readonly schema: number
  readonly decks: number
  readonly notes: number
  readonly cards: number
  readonly reviews: number
  readonly media: number
  /** Notes of the four exam kinds. */
  readonly questions: number
  readonly attempts: number
  readonly due: DueCounts
}

/** What the collection holds and what is due today. */
export function status(context: Context): Status {
  const { collection } = context
  return {
    schema: collection.schema(),
    decks: collection.decks.tree().length,
    notes: collection.notes.count(),
    cards: collection.cards.total(),
    reviews: collection.reviews.count(),
    media: collection.media.count(),
    questions: collection.notes.questionCount(),
    attempts: collection.attempts.count(),
    due: dueToday(context),
  }
}

/** Version, system, counts and settings for a report; no card content. */
export function diagnostics(context: Context, host: string): string {
  const { settings, resources, dataDir } = context
  const facts: Record<string, unknown> = {
    epoch: resources.version,
    host,
    node: process.versions.node,
    electron: process.versions.electron ?? 'none',
    system: `${process.platform} ${process.arch}`,
    zone: context.zone(),
    dataDir,
    collection: status(context),
    checkedAt: context.collection.about().checked_at,
    settings: settings.get(),
  }
  return JSON.stringify(facts, null, 2)
}
