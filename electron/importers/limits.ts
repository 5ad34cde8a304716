import { LIMITS } from '../contract/content/primitives.ts'

/** Upper bounds of one import; a refusal names the bound that was hit. */
export const IMPORT_LIMITS = {
  /** Any file. */
  fileBytes: LIMITS.fileBytes,
  /** A YAML or JSON deck file: its tree takes about a hundred times its size in memory. */
  deckFileBytes: 16 * 1024 * 1024,
  /** A drawing beside a deck file: the longest that a note can hold, every character of three bytes. */
  drawingBytes: 3 * LIMITS.drawing,
  /** Lists and mappings inside one another in a deck file. */
  depth: 24,
  /** Notes of one file. */
  notes: LIMITS.notesPerFile,
  /** Columns of a table. */
  columns: 200,
  /** Levels of a deck path. */
  deckLevels: 20,
  /** Problems that are told one by one. */
  issues: 200,
  /** Problems of one note, and unknown fields of one part of it, that are looked at. */
  issuesPerNote: 50,
  /** Records that are looked at to find the separator. */
  sampleRecords: 2_000,
} as const

/** A size in words: `16 MB`, `512 kB`, `12 bytes`. */
export function sizeInWords(bytes: number): string {
  const mb = 1024 * 1024
  if (bytes >= mb) return `${Math.round((bytes / mb) * 10) / 10} MB`
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} kB` : `${bytes} bytes`
}
