import type { ExportFormat, ExportScope } from '../../contract/procedures/exports.ts'
import type { Collection } from '../../store/collection.ts'

/** What goes out, as a person would call it: the deck's path, or the collection. */
export function scopeName(collection: Collection, scope: ExportScope): string {
  if (scope.type !== 'deck') return scope.type === 'all' ? 'Collection' : 'Selected notes'
  return collection.decks.tree().find(({ id }) => id === scope.deckId)?.path ?? 'Deck'
}

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  apkg: '.apkg',
  'apkg-older': '.apkg',
  colpkg: '.colpkg',
  'colpkg-older': '.colpkg',
  'deck-yaml': '.yaml',
  'deck-json': '.json',
  'anki-text': '.txt',
  csv: '.csv',
  gift: '.gift',
  'qti-3': '.zip',
}

/** A file name for an export: what it holds and the date, with nothing that a file system refuses. */
export function fileName(collection: Collection, scope: ExportScope, format: ExportFormat, date: string): string {
  const name = scopeName(collection, scope)
    .replaceAll('::', ' - ')
    // eslint-disable-next-line no-control-regex -- these are what no file name may hold
    .replace(/[\u0000-\u001f<>:"/\\|?*]/g, '')
    .replace(/[. ]+$/, '')
    .slice(0, 80)
  return `${name === '' ? 'Deck' : name} ${date}${ENDINGS[format]}`
}
