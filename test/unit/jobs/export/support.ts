import fs from 'node:fs'
import path from 'node:path'
import type { ExportChoice, ExportFormat, ExportReport } from '../../../../electron/contract/procedures/exports.ts'
import { exportNow } from '../../../../electron/services/exports.ts'
import { importFileNow } from '../../../../electron/services/import-now.ts'
import type { TestApp } from '../../../support/app.ts'
import { temporaryFolder } from '../../../support/host.ts'

const NAMES: Readonly<Record<ExportFormat, string>> = {
  apkg: 'deck.apkg',
  'apkg-older': 'deck.apkg',
  colpkg: 'all.colpkg',
  'colpkg-older': 'all.colpkg',
  'deck-yaml': 'deck.yaml',
  'deck-json': 'deck.json',
  'anki-text': 'notes.txt',
  csv: 'notes.csv',
  gift: 'bank.gift',
  'qti-3': 'bank.zip',
}

/** Writes an export into a folder of its own. */
export async function exported(
  test: TestApp,
  format: ExportFormat,
  choice: Partial<ExportChoice> = {},
): Promise<{ file: string; bytes: Buffer; report: ExportReport }> {
  const file = path.join(temporaryFolder('export'), NAMES[format])
  const full: ExportChoice = { format, scope: { type: 'all' }, scheduling: true, media: true, ...choice }
  const done = await exportNow(test.app.context, full, file)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return { file, bytes: fs.readFileSync(file), report: done.value }
}

/** Brings a file in; throws when it is refused. */
export async function brought(test: TestApp, file: string): ReturnType<typeof importFileNow> {
  const report = await importFileNow(
    test.app.context,
    { name: path.basename(file), bytes: fs.readFileSync(file) },
    false,
  )
  if (report.refused) throw new Error(JSON.stringify(report.issues))
  return report
}

/** Everything that a note is, by guid, with its cards: what two collections are compared by. */
export function contents(test: TestApp, scheduling: boolean): Map<string, object> {
  const { db, decks } = test.app.context.collection
  const paths = new Map(decks.tree().map(({ id, path: name }) => [id, name]))
  const cards = scheduling
    ? 'ordinal, deck_id, state, due, stability, difficulty, scheduled_days, reps, lapses, flag, suspended, held'
    : 'ordinal, deck_id, held'
  const notes = db
    .prepare<[], { id: number; guid: string; content: string }>(
      `SELECT id, guid, kind, content, tags, objective, beyond, covers, services, note_references, verified_on FROM note`,
    )
    .all()
  const ofNote = db.prepare<[number], { deck_id: number }>(
    `SELECT ${cards} FROM card WHERE note_id = ? ORDER BY ordinal`,
  )
  return new Map(
    notes.map(({ id, guid, content, ...note }) => {
      const its = ofNote.all(id).map(({ deck_id, ...card }) => ({ ...card, deck: paths.get(deck_id) }))
      return [guid, { ...note, content: JSON.parse(content) as unknown, cards: its }]
    }),
  )
}
