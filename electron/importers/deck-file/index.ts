import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { IMPORT_LIMITS, sizeInWords } from '../limits.ts'
import type { Watch } from '../watch.ts'
import { readDeck } from './read.ts'
import type { Language } from './tree.ts'

/** Imports a deck file (`format: epoch-deck/1`) written in YAML or JSON. */
export function importDeckFile(
  file: string,
  text: string,
  language: Language,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  if (text.length > IMPORT_LIMITS.deckFileBytes) return fail([tooLarge(file, text.length)])
  const read = readDeck(file, text, language, options, watch)
  if (!read.ok) return read
  const { head, entries, bad, issues } = read.value
  return ok({
    file,
    format: language === 'JSON' ? 'deck-json' : 'deck-yaml',
    head: { id: head.id, deck: head.deck, title: head.title ?? null, description: head.description ?? null },
    notes: entries.map((entry) => entry.imported),
    bad,
    onMatch: 'update',
    missingMedia: [],
    issues,
  })
}

function tooLarge(file: string, length: number): Issue {
  return {
    severity: 'error',
    code: 'too-large',
    message: 'The deck file is too large. Split it into several files.',
    where: { file },
    expected: `at most ${sizeInWords(IMPORT_LIMITS.deckFileBytes)}`,
    found: sizeInWords(length),
  }
}
