import fs from 'node:fs'
import type { Issue } from '../../contract/errors.ts'
import { toGift } from '../../exporters/gift/index.ts'
import { toQti3 } from '../../exporters/qti3/index.ts'
import { readFile } from '../../media/store.ts'
import type { Collection } from '../../store/collection.ts'
import { ExportReader } from '../../store/export-reads.ts'
import { deckPaths, noteOf, type ReadNote } from './notes-out.ts'
import type { ExportOrder } from './order.ts'

/** What became of the questions. */
export interface WrittenQuestions {
  readonly written: number
  readonly issues: readonly Issue[]
}

/** Writes questions as GIFT or QTI 3. @param target null only says what would be lost */
export async function writeQuestions(
  collection: Collection,
  order: ExportOrder & { readonly format: 'gift' | 'qti-3' },
  target: string | null,
): Promise<WrittenQuestions> {
  const notes = questionNotes(collection, order)
  if (order.format === 'gift') {
    const { text, written, issues } = toGift(notes)
    if (target !== null) fs.writeFileSync(target, text, { flag: 'wx' })
    return { written, issues }
  }
  const made = await toQti3(notes, (name) => {
    const medium = collection.media.get(name)
    return medium === undefined ? null : readFile(collection.dataDir, medium.hash)
  })
  if (target !== null) fs.writeFileSync(target, made.bytes, { flag: 'wx' })
  return { written: made.written, issues: made.issues }
}

function questionNotes(collection: Collection, order: ExportOrder): ReadNote[] {
  const reader = new ExportReader(collection.db, order.scope)
  try {
    const paths = deckPaths(collection)
    return [...reader.notes(true)].map((row) => noteOf(row, paths))
  } finally {
    reader.close()
  }
}
