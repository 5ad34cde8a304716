import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { ExportChoice, ExportLook, ExportReport } from '../contract/procedures/exports.ts'
import type { Progress } from '../contract/shapes.ts'
import { ok } from '../core/result.ts'
import { exportFile } from '../jobs/export/export-file.ts'
import type { ExportOrder } from '../jobs/export/order.ts'
import { quietPulse, type JobFailure } from '../jobs/protocol.ts'
import { runJob } from '../jobs/run-job.ts'
import { contentPath } from '../media/content.ts'
import type { ServedFile } from '../media/serve-export.ts'
import type { Context } from './context.ts'
import { conflict, invalid, notFound, type Served } from './service-error.ts'

/** Folder of the data folder in which exports wait for their download. */
const FOLDER = 'exports'
/** Exports that wait at most; the oldest goes first. */
const MOST_WAITING = 3

type Refusal = Exclude<JobFailure, { code: 'bug' }>

/** Exports for a window: a file is written in a worker, and waits under an address of this run until it is fetched. */
export class ExportService {
  readonly #context: Context
  readonly #waiting = new Map<string, ServedFile>()
  #swept = false

  constructor(context: Context) {
    this.#context = context
  }

  /** Says what an export would hold and lose. */
  async look(choice: ExportChoice, signal: AbortSignal | undefined): Promise<Served<ExportLook>> {
    const gone = this.#gone(choice)
    if (gone) return gone
    const { dataDir, resources } = this.#context
    const order = exportOrder(this.#context, choice)
    const looked = await runJob({ job: 'export-look', order }, { worker: resources.worker, dataDir, signal })
    return looked.ok ? looked : refused(looked.error)
  }

  /** Writes an export, and says below which path of the content address it can be fetched. */
  async run(
    choice: ExportChoice,
    signal: AbortSignal | undefined,
    onProgress: (progress: Progress) => void,
  ): Promise<Served<ExportReport & { path: string }>> {
    const gone = this.#gone(choice)
    if (gone) return gone
    const { dataDir, resources, contentToken } = this.#context
    const id = randomBytes(16).toString('hex')
    const file = path.join(this.#folder(), id)
    const order = exportOrder(this.#context, choice)
    const options = { worker: resources.worker, dataDir, signal, onProgress }
    const done = await runJob({ job: 'export', order, target: file }, options)
    if (!done.ok) return refused(done.error)
    this.#keep(id, { file, name: done.value.name })
    return ok({ ...done.value, path: `${contentPath(contentToken)}export/${id}` })
  }

  /** The file that waits under an id. */
  file(id: string): ServedFile | undefined {
    return this.#waiting.get(id)
  }

  #gone({ scope }: ExportChoice): Served<never> | null {
    if (scope.type !== 'deck' || this.#context.collection.decks.get(scope.deckId) !== undefined) return null
    return notFound('deck')
  }

  #keep(id: string, file: ServedFile): void {
    this.#waiting.set(id, file)
    const [oldest] = this.#waiting.keys()
    if (this.#waiting.size <= MOST_WAITING || oldest === undefined) return
    fs.rmSync(this.#waiting.get(oldest)?.file ?? '', { force: true })
    this.#waiting.delete(oldest)
  }

  /** What an earlier run left waiting is of no use to anyone. */
  #folder(): string {
    const folder = path.join(this.#context.dataDir, FOLDER)
    if (!this.#swept) fs.rmSync(folder, { recursive: true, force: true })
    this.#swept = true
    fs.mkdirSync(folder, { recursive: true })
    return folder
  }
}

/** A choice with the time and place at which it is carried out. */
function exportOrder(context: Context, choice: ExportChoice): ExportOrder {
  return { ...choice, now: context.now(), zone: context.zone(), rolloverHour: context.settings.get().rolloverHour }
}

function refused(failure: Refusal): Served<never> {
  return failure.code === 'refused' ? invalid(failure.issues) : conflict('Cancelled. Nothing was written.')
}

/** Exports to a place of the disk on this thread, for the command line. @param target absolute path */
export function exportNow(context: Context, choice: ExportChoice, target: string) {
  return exportFile(context.collection, exportOrder(context, choice), target, quietPulse)
}
