import path from 'node:path'
import { EXPORT_FORMATS, type ExportFormat, type ExportScope } from '../contract/procedures/exports.ts'
import type { App } from '../services/app.ts'
import { exportNow } from '../services/exports.ts'
import type { Arguments } from './arguments.ts'
import { issueLine, print, printJson, refuse } from './print.ts'

const BY_ENDING: Readonly<Record<string, ExportFormat>> = {
  '.apkg': 'apkg',
  '.colpkg': 'colpkg',
  '.yaml': 'deck-yaml',
  '.yml': 'deck-yaml',
  '.json': 'deck-json',
  '.txt': 'anki-text',
  '.csv': 'csv',
  '.gift': 'gift',
  '.zip': 'qti-3',
}

/** The format that was asked for, or that the file's ending says; null for none. */
function formatOf({ format, paths }: Arguments): ExportFormat | null {
  if (format !== null) return EXPORT_FORMATS.find((known) => known === format) ?? null
  return BY_ENDING[path.extname(paths[0] ?? '').toLowerCase()] ?? null
}

/** Exports the collection, or a deck of it, to a file. */
export async function runExport(app: App, args: Arguments): Promise<number> {
  const format = formatOf(args)
  if (format === null) {
    process.stderr.write(`Which format? Give --format one of ${EXPORT_FORMATS.join(', ')}.\n`)
    return 2
  }
  const scope = scopeOf(app, args.deck)
  if (scope === null) {
    return refuse(args, 'no-such-deck', `There is no deck “${args.deck ?? ''}”.`)
  }
  const target = args.paths[0] ?? ''
  const choice = { format, scope, scheduling: args.scheduling, media: args.media }
  const done = await exportNow(app.context, choice, target)
  const name = args.names[0] ?? target
  if (!done.ok) {
    const issues = done.error.code === 'refused' ? done.error.issues : []
    if (args.json) printJson({ file: name, refused: true, issues })
    else for (const issue of issues) print(issueLine(issue))
    return 1
  }
  const { counts, losses, size } = done.value
  if (args.json) printJson({ file: name, format, counts, size, losses })
  else {
    for (const loss of losses) print(issueLine({ ...loss, where: { ...loss.where, file: name } }))
    const words = Object.entries(counts).filter(([, count]) => count > 0)
    print(`${name}: ${words.map(([what, count]) => `${count} ${what}`).join(', ') || 'nothing'}`)
  }
  return 0
}

function scopeOf(app: App, deck: string | null): ExportScope | null {
  if (deck === null) return { type: 'all' }
  const found = app.context.collection.decks.byPath(deck)
  return found === undefined ? null : { type: 'deck', deckId: found.id }
}
