import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { LIMITS } from '../contract/content/primitives.ts'
import type { ImportPreview, ImportReport } from '../contract/procedures/collection.ts'
import type { TableChoice } from '../contract/procedures/import-choice.ts'
import type { Progress } from '../contract/shapes.ts'
import { ok } from '../core/result.ts'
import { isAnkiPackage } from '../importers/anki-package/index.ts'
import { namedEncoding } from '../importers/encoding.ts'
import { runJob } from '../jobs/run-job.ts'
import { USUAL_CHOICE, type PackageChoice } from '../jobs/package/choice.ts'
import type { ImportSurvey } from '../jobs/survey.ts'
import type { FileInput } from '../jobs/protocol.ts'
import type { Context } from './context.ts'
import { packageOrder } from './package-order.ts'
import { conflict, invalid, notFound, type Served } from './service-error.ts'
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
}

type Preview = z.infer<typeof ImportPreview>

/** A file that was previewed, and what was chosen about it. */
interface Waiting {
  readonly file: FileInput
  readonly choice: PackageChoice
  /** The table as it was last previewed. */
  readonly table: Preview['table']
  /** The deck that the file suggests. */
  readonly usualDeck: string
}

/** Imports from a window: a file is read once, previewed, and then brought in or forgotten. */
export class ImportService {
  readonly #context: Context
  readonly #waiting = new Map<string, Waiting>()
  /** The newest reading of each file that is under way. */
  readonly #turns = new Map<string, symbol>()

  constructor(context: Context) {
    this.#context = context
  }

  /** Reads a file in a worker and says what it would bring; nothing is written. */
  async preview(file: FileInput, signal: AbortSignal | undefined): Promise<Served<Preview>> {
    const tooLarge = this.#tooLarge(file)
    if (tooLarge !== null) return tooLarge
    const first = await this.#survey(file, USUAL_CHOICE, signal)
    if (!first.ok) return first
    const { table } = first.value
    const waiting = { file: asRead(file, table), choice: USUAL_CHOICE, table, usualDeck: table?.choice.deck ?? '' }
    const recalled = table && recalledChoice(this.#context, table)
    const importId = randomUUID()
    this.#wait(importId, waiting)
    if (recalled === undefined) return ok({ importId, bytes: file.bytes.byteLength, ...first.value })
    return this.#again(importId, { ...waiting, file: { ...file, table: recalled } }, true, signal)
  }

  /** Reads a previewed file again with other choices, which then hold for `run`. */
  async adjust(importId: string, change: ImportChange, signal: AbortSignal | undefined): Promise<Served<Preview>> {
    const waiting = this.#waiting.get(importId)
    if (!waiting) return notFound('file to import')
    const { name, bytes } = waiting.file
    if (change.table && !waiting.table) return conflict('This file is not a table, so its columns cannot be chosen.')
    const file = change.table === undefined ? waiting.file : { name, bytes, table: change.table ?? undefined }
    return this.#again(importId, { ...waiting, file, choice: change.package ?? waiting.choice }, false, signal)
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
    this.#waiting.delete(importId)
    if (table && file.table) await rememberChoice(this.#context, table, usualDeck)
    this.#context.events.emit({ type: 'changed' })
    return ok(done.value)
  }

  discard(importId: string): void {
    this.#waiting.delete(importId)
  }

  async #again(importId: string, waiting: Waiting, remembered: boolean, signal: AbortSignal | undefined) {
    const turn = Symbol(importId)
    this.#turns.set(importId, turn)
    const surveyed = await this.#survey(waiting.file, waiting.choice, signal)
    // What was chosen last counts, whichever reading ends last.
    if (this.#turns.get(importId) !== turn) return conflict('Another choice was made meanwhile.')
    this.#turns.delete(importId)
    if (!surveyed.ok) return surveyed
    const { table } = surveyed.value
    this.#wait(importId, { ...waiting, file: asRead(waiting.file, table), table })
    const shown = table && { table: { ...table, remembered } }
    return ok({ importId, bytes: waiting.file.bytes.byteLength, ...surveyed.value, ...shown })
  }

  async #survey(
    file: FileInput,
    choice: PackageChoice,
    signal: AbortSignal | undefined,
  ): Promise<Served<ImportSurvey>> {
    const { worker } = this.#context.resources
    const order = packageOrder(this.#context, choice)
    const done = await runJob({ job: 'survey', file, order }, { worker, dataDir: this.#context.dataDir, signal })
    if (done.ok) return ok(done.value)
    return done.error.code === 'refused' ? invalid(done.error.issues) : conflict('Cancelled.')
  }

  #wait(importId: string, waiting: Waiting): void {
    this.#waiting.set(importId, waiting)
    const [oldest] = this.#waiting.keys()
    if (this.#waiting.size > MOST_WAITING && oldest) this.#waiting.delete(oldest)
  }

  #tooLarge(file: FileInput) {
    const most = isAnkiPackage(file) ? LIMITS.packageBytes : LIMITS.fileBytes
    if (file.bytes.byteLength <= most) return null
    return invalid([
      {
        severity: 'error',
        code: 'too-large',
        message: 'The file is too large.',
        where: { file: file.name },
        expected: `at most ${most / 1024 / 1024} MB`,
        found: `${Math.ceil(file.bytes.byteLength / 1024 / 1024)} MB`,
      },
    ])
  }
}

/** What was chosen holds as it was read; an encoding that had to be guessed counts as a choice. */
function asRead(file: FileInput, table: Preview['table']): FileInput {
  if (!table) return file
  const guessed = table.choice.encoding !== namedEncoding(file.bytes)
  return file.table !== undefined || guessed ? { ...file, table: table.choice } : file
}
