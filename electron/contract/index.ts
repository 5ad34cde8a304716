import { app } from './procedures/app.ts'
import { backups } from './procedures/backups.ts'
import { browse, savedSearches } from './procedures/browse.ts'
import { decks, find, history, imports, notes } from './procedures/collection.ts'
import { cards } from './procedures/cards.ts'
import { drafts, editor, noteTypes } from './procedures/editor.ts'
import { exam } from './procedures/exam.ts'
import { exportProcedures } from './procedures/exports.ts'
import { optimise } from './procedures/optimise.ts'
import { deckOptions, presets } from './procedures/presets.ts'
import { plan } from './procedures/plan.ts'
import { readiness } from './procedures/readiness.ts'
import { report } from './procedures/report.ts'
import { review } from './procedures/review.ts'
import { study } from './procedures/study.ts'
import { statistics } from './procedures/statistics.ts'

/** Everything the renderer may ask of a host; the router in services implements it, each host serves it. */
export const contract = {
  app,
  decks: { ...decks, ...deckOptions },
  presets,
  optimise,
  plan,
  cards,
  notes,
  drafts,
  editor,
  noteTypes,
  browse,
  savedSearches,
  find,
  imports,
  exports: exportProcedures,
  history,
  review,
  exam,
  report,
  readiness,
  statistics,
  study,
  backups,
}
