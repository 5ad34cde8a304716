import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { LIMITS } from '../contract/content/primitives.ts'
import type { ImportPreview, ImportReport } from '../contract/procedures/collection.ts'
import type { TableChoice } from '../contract/procedures/import-choice.ts'
import type { Progress } from '../contract/shapes.ts'
import { ok } from '../core/result.ts'
import { isAnkiPackage } from '../importers/anki-package/index.ts'
import { deckPath } from '../importers/deck-path.ts'
import { namedEncoding } from '../importers/encoding.ts'
import { runJob } from '../jobs/run-job.ts'
import { USUAL_CHOICE, type PackageChoice } from '../jobs/package/choice.ts'
import type { Surveyed } from '../jobs/sample-media.ts'
import type { FileInput, SpooledFile } from '../jobs/protocol.ts'
import type { Context } from './context.ts'
import { packageOrder } from './package-order.ts'
import { conflict, invalid, notFound, type Served } from './service-error.ts'
import { Spool } from './spool.ts'
import { recalledChoice, rememberChoice } from './table-memory.ts'

/** Files that wait for a decision at most; the oldest goes first. */
const MOST_WAITING = 4

/** How a previewed file is to come in. */
export interface ImportOrder {
  /** Leave notes with an error out. */
  readonly skipBad: boolean
  /** For Anki packages; by default as in the last preview. */
  readonly choice?: PackageChoice | undefined
}

/** Other choices about a previewed file; those that are left out stay as they are. */
export interface ImportChange {
  readonly package?: PackageChoice | undefined
  /** Null: as the file suggests itself. */
  readonly table?: TableChoice | null | undefined
  /** For notes for which the file names no deck; empty: a deck of the file's name. */
  readonly deck?: string | undefined
}

type Preview = z.infer<typeof ImportPreview>

/** A file that was previewed, and what was chosen about it. */
interface Waiting {
  readonly file: FileInput | SpooledFile
  readonly choice: PackageChoice
  /** The table as it was last previewed. */
  readonly table: Preview['table']
  /** The deck that the file suggests. */
  readonly usualDeck: string
  /** What its sample cards show and the collection has not yet. */
  readonly media: Surveyed['media']
}

/** Imports from a window: a file is read once, previewed, and then brought in or forgotten. */
export class ImportService {
  readonly #context: Context
  readonly #waiting = new Map<string, Waiting>()
  /** The newest reading of each file that is under way. */
  readonly #turns = new Map<string, symbol>()

  /** Where large files lie while they wait. */
  readonly spool: Spool

  constructor(context: Context) {
    this.#context = context
    this.spool = new Spool(context.dataDir)
  }

  /** Reads a file that was sent and says what it would bring; nothing is written. A large one waits on the disk. */
  async previewSent(file: File, signal: AbortSignal | undefined): Promise<Served<Preview>> {
    if (file.size > LIMITS.fileBytes) return this.preview(await this.spool.claim(file), signal)
    return this.preview({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, signal)
  }

  /** As `previewSent`, in a worker, for bytes at hand or a file on the disk, which goes when it is forgotten. */
  async preview(file: FileInput | SpooledFile, signal: AbortSignal | undefined): Promise<Served<Preview>> {
    let served: Served<Preview> | null = null
    try {
      served = await this.#preview(file, signal)
      return served
    } finally {
      if (served?.ok !== true) this.#letGo(file)
    }
  }

  async #preview(file: FileInput | SpooledFile, signal: AbortSignal | undefined): Promise<Served<Preview>> {
    const tooLarge = this.#tooLarge(file)
    if (tooLarge !== null) return tooLarge
    const first = await this.#survey(file, USUAL_CHOICE, signal)
    if (!first.ok) return first
    const { survey, media } = first.value
    const { table } = survey
    const usualDeck = table?.choice.deck ?? ''
    const waiting = { file: asRead(file, table), choice: USUAL_CHOICE, table, usualDeck, media }
    const recalled = table && recalledChoice(this.#context, table)
    const importId = randomUUID()
    this.#wait(importId, waiting)
    if (recalled === undefined) return ok({ importId, bytes: sizeOf(file), ...survey })
    return this.#again(importId, { ...waiting, file: { ...file, table: recalled } }, true, signal)
  }

  /** Reads a previewed file again with other choices, which then hold for `run`. */
  async adjust(importId: string, change: ImportChange, signal: AbortSignal | undefined): Promise<Served<Preview>> {
    const waiting = this.#waiting.get(importId)
    if (!waiting) return notFound('file to import')
    if ('path' in waiting.file) return this.#again(importId, withChoice(waiting, change), false, signal)
    const deck = deckOf(waiting.file, change.deck)
    if (!deck.ok) return deck
    if (change.table && !waiting.table) return conflict('This file is not a table, so its columns cannot be chosen.')
    const table = change.table === undefined ? waiting.file.table : (change.table ?? undefined)
    const file = { ...waiting.file, table, deck: deck.value }
    return this.#again(importId, { ...withChoice(waiting, change), file }, false, signal)
  }

  /** Brings a previewed file in, in one transaction, telling how far it is. */
  async run(
    importId: string,
    { skipBad, choice }: ImportOrder,
    signal: AbortSignal | undefined,
    onProgress: (progress: z.infer<typeof Progress>) => void,
  ): Promise<Served<z.infer<typeof ImportReport>>> {
    const waiting = this.#waiting.get(importId)
    if (!waiting) return notFound('file to import')
    const { file, table, usualDeck } = waiting
    const { worker } = this.#context.resources
    const options = { worker, dataDir: this.#context.dataDir, signal, onProgress }
    const order = packageOrder(this.#context, choice ?? waiting.choice)
    const done = await runJob({ job: 'import', file, skipBad, order }, options)
    if (!done.ok)
      return done.error.code === 'refused' ? invalid(done.error.issues) : conflict('Cancelled. Nothing was changed.')
    this.discard(importId)
    if (table && 'table' in file && file.table) await rememberChoice(this.#context, table, usualDeck)
    this.#context.events.emit({ type: 'changed' })
    return ok(done.value)
  }

  /** The bytes of a medium that a previewed file brings, by the name that it will have. */
  medium(name: string): Uint8Array | undefined {
    for (const { media } of [...this.#waiting.values()].reverse()) {
      const found = media.find((medium) => medium.name === name)
      if (found) return found.bytes
    }
    return undefined
  }

  discard(importId: string): void {
    const waiting = this.#waiting.get(importId)
    this.#waiting.delete(importId)
    if (waiting) this.#letGo(waiting.file)
  }

  /** Forgets all files; nothing of them stays on the disk. */
  close(): void {
    for (const importId of [...this.#waiting.keys()]) this.discard(importId)
  }

  #letGo(file: FileInput | SpooledFile): void {
    if ('path' in file) this.spool.remove(file.path)
  }

  async #again(importId: string, waiting: Waiting, remembered: boolean, signal: AbortSignal | undefined) {
    const turn = Symbol(importId)
    this.#turns.set(importId, turn)
    const surveyed = await this.#survey(waiting.file, waiting.choice, signal)
    // What was chosen last counts, whichever reading ends last.
    if (this.#turns.get(importId) !== turn) return conflict('Another choice was made meanwhile.')
    this.#turns.delete(importId)
    if (!surveyed.ok) return surveyed
    const { survey, media } = surveyed.value
    const { table } = survey
    this.#wait(importId, { ...waiting, file: asRead(waiting.file, table), table, media })
    const shown = table && { table: { ...table, remembered } }
    return ok({ importId, bytes: sizeOf(waiting.file), ...survey, ...shown })
  }

  async #survey(
    file: FileInput | SpooledFile,
    choice: PackageChoice,
    signal: AbortSignal | undefined,
  ): Promise<Served<Surveyed>> {
    const { worker } = this.#context.resources
    const order = packageOrder(this.#context, choice)
    const done = await runJob({ job: 'survey', file, order }, { worker, dataDir: this.#context.dataDir, signal })
    if (done.ok) return ok(done.value)
    return done.error.code === 'refused' ? invalid(done.error.issues) : conflict('Cancelled.')
  }

  #wait(importId: string, waiting: Waiting): void {
    this.#waiting.set(importId, waiting)
    const [oldest] = this.#waiting.keys()
    if (this.#waiting.size > MOST_WAITING && oldest) this.discard(oldest)
  }

  /** What kind a file on the disk is, the worker finds out; it refuses one that is too large for its kind. */
  #tooLarge(file: FileInput | SpooledFile) {
    const most = 'path' in file || isAnkiPackage(file) ? LIMITS.packageBytes : LIMITS.fileBytes
    if (sizeOf(file) <= most) return null
    return invalid([
      {
        severity: 'error',
        code: 'too-large',
        message: 'The file is too large.',
        where: { file: file.name },
        expected: `at most ${most / 1024 / 1024} MB`,
        found: `${Math.ceil(sizeOf(file) / 1024 / 1024)} MB`,
      },
    ])
  }
}

function sizeOf(file: FileInput | SpooledFile): number {
  return 'path' in file ? file.size : file.bytes.byteLength
}

function withChoice(waiting: Waiting, change: ImportChange): Waiting {
  return { ...waiting, choice: change.package ?? waiting.choice }
}

/** The deck that was chosen, now or before, in its normal form. */
function deckOf(file: FileInput, chosen: string | undefined): Served<string | undefined> {
  if (chosen === undefined) return ok(file.deck)
  if (chosen === '') return ok(undefined)
  const made = deckPath(chosen)
  if ('path' in made) return ok(made.path)
  const { problem: message, expected } = made
  return invalid([
    {
      severity: 'error',
      code: 'deck-path',
      message,
      where: { file: file.name, field: 'deck' },
      expected,
      found: chosen,
    },
  ])
}

/** What was chosen holds as it was read; an encoding that had to be guessed counts as a choice. */
function asRead(file: FileInput | SpooledFile, table: Preview['table']): FileInput | SpooledFile {
  if (!table || 'path' in file) return file
  const guessed = table.choice.encoding !== namedEncoding(file.bytes)
  return file.table !== undefined || guessed ? { ...file, table: table.choice } : file
}
