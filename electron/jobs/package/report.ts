import type { AnkiPackage } from '../../importers/anki-package/index.ts'
import type { Report } from '../protocol.ts'
import type { PackageOrder } from './choice.ts'
import type { PackageMedia } from './media.ts'
import type { Written } from './write-package.ts'

/** What an import did, or would do, in numbers that add up to those of the file, and why where they do not. */
export function packageReport(source: AnkiPackage, written: Written, media: PackageMedia, order: PackageOrder): Report {
  const { notes, cards, reviews, noteTypes, decks } = written
  const { added, known, renamed, missing } = media.counts
  return {
    file: source.file,
    format: 'anki-package',
    notes,
    cards: { added: cards.added, known: cards.known },
    reviews: { added: reviews.added, orphaned: reviews.orphaned, known: reviews.known },
    media: { added, missing, known, renamed },
    noteTypes,
    decks: [...decks],
    issues: [...source.findings.list(), ...withoutScheduling(source, order)],
  }
}

function withoutScheduling(source: AnkiPackage, order: PackageOrder): Report['issues'] {
  const { reviews } = source.counts
  if (order.scheduling || reviews === 0) return []
  const message = `${reviews} reviews stayed out, since the cards came in as new.`
  return [{ severity: 'warning', code: 'without-scheduling', message, where: { file: source.file } }]
}
