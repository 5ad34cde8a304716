import type { ExportFormat, ExportScope } from '../../../../electron/contract/procedures/exports.ts'

/** What the dialog is opened for: everything, a deck by its name, or chosen notes. */
export interface ExportTask {
  readonly scope: ExportScope
  /** As a person would call it. */
  readonly name: string
}

export const EVERYTHING: ExportTask = { scope: { type: 'all' }, name: 'the whole collection' }

/** The formats in the order in which they are offered. */
export const FORMATS: readonly { readonly value: ExportFormat; readonly label: string; readonly hint: string }[] = [
  {
    value: 'apkg',
    label: 'Anki package',
    hint: 'For Anki 2.1.50 and later, and for another Epoch.',
  },
  {
    value: 'apkg-older',
    label: 'Anki package, older form',
    hint: 'For Anki 2.1 before 2.1.50, and other programs that read its packages.',
  },
  { value: 'colpkg', label: 'Anki collection', hint: 'Anki replaces its own collection with it.' },
  {
    value: 'deck-yaml',
    label: 'Deck file (YAML)',
    hint: 'To read and edit by hand. Brings the same notes back into Epoch.',
  },
  { value: 'deck-json', label: 'Deck file (JSON)', hint: 'The same for programs.' },
  { value: 'anki-text', label: 'Anki text', hint: 'A line a note, for Anki and for text tools.' },
  { value: 'csv', label: 'Table (CSV)', hint: 'For spreadsheets. Cells that look like formulas are made safe.' },
  { value: 'gift', label: 'Question bank (GIFT)', hint: 'For Moodle and others.' },
  { value: 'qti-3', label: 'Question bank (QTI 3)', hint: 'For learning platforms.' },
]

/** Formats that can carry the schedule and media. */
export function isPackage(format: ExportFormat): boolean {
  return format.startsWith('apkg') || format.startsWith('colpkg')
}

/** The formats for a scope: a collection package holds everything or nothing. */
export function formatsFor(scope: ExportScope): typeof FORMATS {
  return scope.type === 'all' ? FORMATS : FORMATS.filter(({ value }) => !value.startsWith('colpkg'))
}
