import type { Issue } from '../contract/errors.ts'
import type { ImportReport } from '../contract/procedures/collection.ts'
import type { TableChoice, TableEncoding } from '../contract/procedures/import-choice.ts'
import type { Progress } from '../contract/shapes.ts'
import type { CardReading } from '../core/insight/card-point.ts'
import type { CardChoice } from '../store/statistics.ts'
import type { ChosenFigures } from './statistics.ts'
import type { CardAct, Moment } from './cards/acts.ts'
import type { BrowseJob, BrowseValues } from './bulk/job.ts'
import type { OptimiseJob, OptimiseValues } from './optimise/job.ts'
import type { BackupJob, BackupValues, LoneJob } from './backup/job.ts'
import type { ExportJob, ExportValues } from './export/job.ts'
import type { SearchFound, SearchRequest, SearchScope } from './search/index.ts'
import type { NoteTypeJob, NoteTypeValues } from './note-type/job.ts'
import type { PackageOrder } from './package/choice.ts'
import type { Surveyed } from './sample-media.ts'
import type { z } from 'zod'

export type Report = z.infer<typeof ImportReport>

export interface FileInput {
  readonly name: string
  readonly bytes: Uint8Array
  /** How a table is read; by default as it suggests itself. */
  readonly table?: TableChoice | undefined
  /** Where notes go for which the file names no deck, levels joined by `::`; by default a deck of the file's name. */
  readonly deck?: string | undefined
  /** Of a text that says nothing of it and that no table choice is about; by default UTF-8. */
  readonly encoding?: TableEncoding | undefined
}

/** A large file that lies on the disk: the worker alone reads it, and nobody else holds its bytes. */
export interface SpooledFile {
  readonly name: string
  /** Absolute. */
  readonly path: string
  /** Bytes. */
  readonly size: number
}

/** Work that would hold up the thread that answers the interface. */
export type JobRequest =
  | { readonly job: 'check' }
  | { readonly job: 'install'; readonly decks: string }
  | { readonly job: 'survey'; readonly file: FileInput | SpooledFile; readonly order: PackageOrder }
  | {
      readonly job: 'import'
      readonly file: FileInput | SpooledFile
      readonly skipBad: boolean
      readonly order: PackageOrder
    }
  | { readonly job: 'statistics'; readonly choice: CardChoice | SearchScope; readonly reading: CardReading }
  | { readonly job: 'recount' }
  | { readonly job: 'cards'; readonly act: CardAct; readonly cardIds: readonly number[]; readonly moment: Moment }
  | { readonly job: 'search'; readonly search: SearchRequest }
  | BrowseJob
  | OptimiseJob
  | BackupJob
  | LoneJob
  | NoteTypeJob
  | ExportJob
  | { readonly job: 'undo' }
  | { readonly job: 'redo' }

/** What each job answers with. */
export interface JobValues extends BrowseValues, OptimiseValues, NoteTypeValues, BackupValues, ExportValues {
  check: { findings: string[]; remarks: string[] }
  install: { installed: number; issues: Issue[] }
  survey: Surveyed
  import: Report
  statistics: ChosenFigures
  recount: { days: number }
  cards: { undo: string; cards: number }
  search: SearchFound
  undo: { name: string | null }
  redo: { name: string | null }
}

export type JobName = JobRequest['job']

/** Why a job ended without its value: cancelled, refused with issues, or a bug with its stack. */
export type JobFailure =
  | { readonly code: 'cancelled' }
  /** `good`: how many notes could come in when the others are left out. */
  | { readonly code: 'refused'; readonly issues: Issue[]; readonly good?: number }
  | { readonly code: 'bug'; readonly stack: string }

export type JobMessage =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'done'; readonly value: JobValues[JobName] }
  | { readonly type: 'failed'; readonly failure: JobFailure }

/** What a worker thread is started with; `cancel` is a shared flag, since a busy worker reads no messages. */
export interface JobStart {
  readonly request: JobRequest
  readonly dataDir: string
  readonly cancel: SharedArrayBuffer
}

/** Given to work that can be cancelled and tells how far it is. */
export interface JobPulse {
  /** True once cancelling was asked for; the work stops at the next place where nothing is half done. */
  cancelled(): boolean
  progress(stage: string, done: number, total: number): void
}

/** For callers without a window: never cancelled, tells nobody. */
export const quietPulse: JobPulse = { cancelled: () => false, progress: () => undefined }
