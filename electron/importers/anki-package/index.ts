import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { sizeInWords } from '../limits.ts'
import { readTiming } from './config.ts'
import { openContainer, type Container } from './container.ts'
import { databaseIssue, openAnkiDatabase, type AnkiDatabase } from './database.ts'
import { readDecks } from './decks.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import { readMediaList, readMedium } from './media-list.ts'
import type { AnkiDeck, AnkiMedia, AnkiNote, AnkiNoteType, AnkiPreset, AnkiTiming, PackageForm } from './model.ts'
import { readNoteTypes } from './note-types.ts'
import { readPresets } from './presets.ts'
import { Findings, refusal } from './problems.ts'
import { cardChunks, noteChunks, noteOf, reviewChunks, type Cell } from './rows.ts'

export { isAnkiPackage } from './detect.ts'
export { PACKAGE_LIMITS } from './limits.ts'
export { nameBeside } from './media-name.ts'
export { Findings } from './problems.ts'
export type * from './model.ts'
export { text, whole, type Cell } from './rows.ts'

/** An Anki package that was opened and checked; its rows are read when asked for. */
export interface AnkiPackage {
  readonly file: string
  readonly form: PackageForm
  /** A person's whole collection, rather than a deck of it. */
  readonly whole: boolean
  readonly schema: number
  readonly timing: AnkiTiming
  readonly noteTypes: ReadonlyMap<string, AnkiNoteType>
  readonly decks: ReadonlyMap<number, AnkiDeck>
  readonly presets: ReadonlyMap<number, AnkiPreset>
  readonly media: readonly AnkiMedia[]
  readonly counts: { readonly notes: number; readonly cards: number; readonly reviews: number }
  /** What was met so far that is not as it should be; grows while rows are read. */
  readonly findings: Findings
  /** Rows in the order of their ids; they break off at damage, which `problem` then tells. */
  notes(): Generator<AnkiNote[]>
  /** One note by its id; null when there is none or it cannot be read. */
  note(id: number): AnkiNote | null
  cards(): Generator<Cell[][]>
  reviews(): Generator<Cell[][]>
  /** Why rows broke off; null while all could be read. */
  readonly problem: Issue | null
  /** @param most bytes that the caller is ready to take; a larger one fails */
  medium(medium: AnkiMedia, most?: number): Promise<Result<Uint8Array, Issue[]>>
  /** Frees the memory; nothing can be read afterwards. */
  close(): void
}

/** Names that Anki gives to exports of a whole collection and to its backups. */
const WHOLE = /\.colpkg$|(?:^|[\\/])(?:collection|backup-[^\\/]*)\.apkg$/i

interface InputFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Opens an Anki package (.apkg, .colpkg, or a zip with a collection inside) or a collection that was not packed, of
 * any form and of schema 11 to 18. Nothing is written to the disk. The caller closes what it gets.
 * @returns the package, or why it cannot be read: too large, damaged, made by a newer Anki, not safe
 */
export async function openAnkiPackage(file: InputFile): Promise<Result<AnkiPackage, Issue[]>> {
  const container = await openContainer(file)
  if (!container.ok) return container
  const findings = new Findings(file.name)
  const media = await readMediaList(container.value, findings)
  if (!media.ok) return media
  const opened = openAnkiDatabase(file.name, container.value.collection, findings)
  if (!opened.ok) return opened
  try {
    const read = readSettings(file.name, opened.value, findings)
    if (read.ok) return ok(packageOf(file.name, container.value, opened.value, media.value, read.value, findings))
    opened.value.db.close()
    return read
  } catch (error) {
    opened.value.db.close()
    return fail([databaseIssue(file.name, error)])
  }
}

type ReadSettings = Pick<AnkiPackage, 'timing' | 'noteTypes' | 'decks' | 'presets' | 'counts'>

function readSettings(file: string, anki: AnkiDatabase, findings: Findings): Result<ReadSettings, Issue[]> {
  const bytes = anki.db
    .prepare<[], number>('SELECT length(conf) + length(models) + length(decks) + length(dconf) FROM col')
    .pluck()
    .get()
  if (typeof bytes === 'number' && bytes > PACKAGE_LIMITS.settingsBytes) {
    const limit = sizeInWords(PACKAGE_LIMITS.settingsBytes)
    const message = `The settings in ${file} are larger than ${limit}.`
    return fail([refusal(file, 'too-large', message, `at most ${limit}`, sizeInWords(bytes))])
  }
  const counts = countRows(file, anki)
  if (!counts.ok) return counts
  const noteTypes = readNoteTypes(file, anki, findings)
  if (!noteTypes.ok) return noteTypes
  const decks = readDecks(file, anki)
  if (!decks.ok) return decks
  const presets = readPresets(file, anki)
  if (!presets.ok) return presets
  return ok({
    timing: readTiming(anki),
    noteTypes: noteTypes.value,
    decks: decks.value,
    presets: presets.value,
    counts: counts.value,
  })
}

const COUNTED = { notes: 'notes', cards: 'cards', reviews: 'revlog' } as const

function countRows(file: string, { db }: AnkiDatabase): Result<AnkiPackage['counts'], Issue[]> {
  const counts = { notes: 0, cards: 0, reviews: 0 }
  for (const [what, table] of Object.entries(COUNTED) as [keyof typeof COUNTED, string][]) {
    const count = db.prepare<[], number>(`SELECT count(*) FROM ${table} NOT INDEXED`).pluck().get() ?? 0
    const most = PACKAGE_LIMITS[what]
    if (count > most) {
      const message = `${file} holds more than ${most} ${what}.`
      return fail([refusal(file, 'too-many', message, `at most ${most} ${what}`, `${count} ${what}`)])
    }
    counts[what] = count
  }
  return ok(counts)
}

function packageOf(
  file: string,
  container: Container,
  { db, schema }: AnkiDatabase,
  media: readonly AnkiMedia[],
  settings: ReadSettings,
  findings: Findings,
): AnkiPackage {
  // The collection is in SQLite's own memory now; the rest of the container is still needed for media.
  const { form, archive, folder } = container
  const members: Container = { form, archive, folder, collection: Buffer.alloc(0) }
  let problem: Issue | null = null
  function* untilDamage<T>(rows: Generator<T>): Generator<T> {
    try {
      yield* rows
    } catch (error) {
      problem = databaseIssue(file, error)
    }
  }
  return {
    file,
    form,
    whole: form === 'bare' || WHOLE.test(file),
    schema,
    media,
    findings,
    ...settings,
    notes: () => untilDamage(noteChunks(db)),
    note(id) {
      try {
        return noteOf(db, id)
      } catch (error) {
        problem = databaseIssue(file, error)
        return null
      }
    },
    cards: () => untilDamage(cardChunks(db)),
    reviews: () => untilDamage(reviewChunks(db)),
    get problem() {
      return problem
    },
    medium: (medium, most) => readMedium(members, medium, most),
    close: () => void db.close(),
  }
}
