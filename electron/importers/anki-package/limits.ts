import { ARCHIVE_LIMITS, type ArchiveLimits } from '../archive/index.ts'

const MB = 1024 * 1024

/** Upper bounds of an Anki package; a refusal names the bound that was hit. */
export const PACKAGE_LIMITS = {
  /** The collection when unpacked: it is held in memory while it is read. */
  collectionBytes: 512 * MB,
  /** One image, sound or film when unpacked. */
  mediaBytes: 256 * MB,
  /** The list of media when unpacked. */
  mediaListBytes: 32 * MB,
  /** Images, sounds and other files. */
  media: 100_000,
  noteTypes: 2_000,
  decks: 20_000,
  presets: 2_000,
  notes: 500_000,
  cards: 1_000_000,
  reviews: 5_000_000,
  /** Levels of a deck path. */
  deckLevels: 100,
  /** Settings of decks, note types and presets, as one text. */
  settingsBytes: 64 * MB,
} as const

/** Media compress badly and a collection well: each entry may be large, and thousands are usual. */
export const PACKAGE_ARCHIVE_LIMITS: ArchiveLimits = {
  ...ARCHIVE_LIMITS,
  entries: PACKAGE_LIMITS.media + 16,
  entryBytes: PACKAGE_LIMITS.collectionBytes,
  ratio: 1000,
}
