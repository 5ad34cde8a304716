import type { Issue } from '../../../electron/contract/errors.ts'
import type { ImportPreview, ImportReport } from '../../../electron/contract/procedures/collection.ts'

export const ERROR: Issue = {
  severity: 'error',
  code: 'cloze',
  message: 'The gap is opened and never closed.',
  where: { file: 'cards.csv', line: 4, column: 5, source: 'The {{c1::chain rule', field: 'Text' },
  expected: '}}',
  found: '{{c1::chain',
}
export const WARNING: Issue = {
  severity: 'warning',
  code: 'tag',
  message: 'A tag was cut.',
  where: { file: 'cards.csv', line: 2 },
}

interface ReportParts {
  readonly file?: string
  readonly notes?: Partial<ImportReport['notes']>
  readonly issues?: Issue[]
  readonly decks?: string[]
}

/** What an import reports: 12 new notes unless said. */
export function importReport({
  file = 'cards.csv',
  notes,
  issues = [],
  decks = ['Spanish'],
}: ReportParts = {}): ImportReport {
  const counted = { added: 12, updated: 0, unchanged: 0, skipped: 0, conflicting: 0, ...notes }
  return {
    file,
    format: 'csv',
    notes: counted,
    cards: { added: counted.added === 1197 ? 1430 : counted.added },
    reviews: { added: 0, orphaned: 0 },
    media: { added: 0, missing: 0 },
    decks,
    issues,
  }
}

/** A preview of such a report, with two cards to look at. */
export function importPreview(parts: ReportParts = {}): ImportPreview {
  return {
    importId: `id of ${parts.file ?? 'cards.csv'}`,
    report: importReport(parts),
    kinds: [{ kind: 'basic', notes: 12 }],
    cards: 14,
    bytes: 6_400_000,
    samples: [
      { type: 'text', prompt: 'First question', answer: 'First answer', extra: null },
      { type: 'cloze', prompt: 'Water is \uE000\uE001.', answer: 'Water is \uE000wet\uE001.', extra: null },
    ],
    possible: true,
  }
}
