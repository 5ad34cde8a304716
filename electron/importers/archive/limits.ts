const KB = 1024
const MB = 1024 * KB

/** Upper bounds of an archive; each refusal says which was hit, in which file and entry. */
export interface ArchiveLimits {
  /** Files and folders in the archive. */
  readonly entries: number
  /** Bytes of one entry when unpacked. */
  readonly entryBytes: number
  /** Bytes of all entries when unpacked. */
  readonly totalBytes: number
  /** How many times larger than packed an entry may be, for entries above `ratioFromBytes`. */
  readonly ratio: number
  readonly ratioFromBytes: number
  /** Characters of an entry's name, its folders included. */
  readonly nameLength: number
  /** Folders inside one another. */
  readonly depth: number
}

/** The bounds that hold where a format sets none of its own. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 100_000,
  entryBytes: 512 * MB,
  totalBytes: 2048 * MB,
  ratio: 250,
  ratioFromBytes: 4 * MB,
  nameLength: 500,
  depth: 24,
}
