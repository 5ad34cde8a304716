import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors, Issue } from '../errors.ts'
import { Id, Progress } from '../shapes.ts'

/** Formats that notes can go out in. `-older` is for Anki before 2.1.50, `colpkg` is a whole collection. */
export const EXPORT_FORMATS = [
  'apkg',
  'apkg-older',
  'colpkg',
  'colpkg-older',
  'deck-yaml',
  'deck-json',
  'anki-text',
  'csv',
  'gift',
  'qti-3',
] as const
export const ExportFormat = z.enum(EXPORT_FORMATS)
export type ExportFormat = z.infer<typeof ExportFormat>

/** What goes out: everything, a deck with its subdecks, or notes. */
export const ExportScope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('all') }),
  z.object({ type: z.literal('deck'), deckId: Id }),
  z.object({ type: z.literal('notes'), noteIds: z.array(Id).min(1).max(500_000) }),
])
export type ExportScope = z.infer<typeof ExportScope>

export const ExportChoice = z.object({
  format: ExportFormat,
  scope: ExportScope,
  /** Anki packages: with due dates, memory, review log and presets; without, cards go out as new. */
  scheduling: z.boolean(),
  /** Anki packages: with the files that notes name. */
  media: z.boolean(),
})
export type ExportChoice = z.infer<typeof ExportChoice>

export const ExportCounts = z.object({
  notes: z.int(),
  cards: z.int(),
  reviews: z.int(),
  media: z.int(),
})
export type ExportCounts = z.infer<typeof ExportCounts>

/** What an export would hold, and all that it would lose; nothing is written. */
export const ExportLook = z.object({
  /** A name for the file, with its ending. */
  name: z.string(),
  counts: ExportCounts,
  /** Warnings for what notes lose, errors for notes that stay out. */
  losses: z.array(Issue),
})
export type ExportLook = z.infer<typeof ExportLook>

export const ExportReport = ExportLook.extend({
  /** Bytes. */
  size: z.int(),
})
export type ExportReport = z.infer<typeof ExportReport>

const base = oc.errors(commonErrors)

export const exportProcedures = {
  /** NOT_FOUND when the deck is gone. */
  look: base.input(ExportChoice).output(ExportLook),
  /**
   * Writes a file that waits for its download: progress, then the report with the path below the content address
   * under which it is served until the program ends. Aborting the call cancels and leaves nothing behind.
   */
  run: base.input(ExportChoice).output(eventIterator(Progress, ExportReport.extend({ path: z.string() }))),
}
