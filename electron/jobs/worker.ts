import fs from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { fail, ok, type Result } from '../core/result.ts'
import { checkCollection } from '../store/check.ts'
import type { Collection } from '../store/collection.ts'
import { openCollection } from '../store/open.ts'
import { actOnCards } from './cards/act-on-cards.ts'
import { importInto, surveyFile } from './import-file.ts'
import { installDecks } from './install.ts'
import { countChosen, recount } from './statistics.ts'
import { backUpBeforeImport, doBackupJob, doLoneJob, type LoneJob } from './backup/job.ts'
import { mediaRemarks } from './backup/repair.ts'
import { doBrowseJob } from './bulk/job.ts'
import { doExportJob } from './export/job.ts'
import { doNoteTypeJob } from './note-type/job.ts'
import { doOptimiseJob } from './optimise/job.ts'
import { searchAll } from './search/index.ts'
import type {
  FileInput,
  SpooledFile,
  JobFailure,
  JobMessage,
  JobName,
  JobPulse,
  JobRequest,
  JobStart,
  JobValues,
} from './protocol.ts'

/** Progress is told at most this often. */
const EVERY_MS = 100

function pulseFor(start: JobStart, tell: (message: JobMessage) => void): JobPulse {
  const flag = new Int32Array(start.cancel)
  let told = 0
  let toldStage = ''
  return {
    cancelled: () => Atomics.load(flag, 0) === 1,
    progress: (stage, done, total) => {
      const now = performance.now()
      if (now - told < EVERY_MS && done < total && stage === toldStage) return
      told = now
      toldStage = stage
      tell({ type: 'progress', progress: { stage, done, total } })
    },
  }
}

type Outcome = Result<JobValues[JobName], JobFailure>

function swap(collection: Collection, redo: boolean): Outcome {
  const swapped = redo ? collection.history.redo() : collection.history.undo()
  if (swapped.ok) return ok({ name: swapped.value?.name ?? null })
  const { code, message } = swapped.error
  return fail({ code: 'refused', issues: [{ severity: 'error', code, message, where: {} }] })
}

async function perform(
  request: Exclude<JobRequest, LoneJob>,
  collection: Collection,
  pulse: JobPulse,
): Promise<Outcome> {
  switch (request.job) {
    case 'check':
      return check(collection, pulse)
    case 'install':
      return ok(installDecks(collection, request.decks, pulse))
    case 'survey':
      return surveyFile(collection, loaded(request.file), request.order, pulse)
    case 'import':
      return bringIn(collection, request, pulse)
    case 'statistics':
      return countChosen(collection, request.choice, request.reading, pulse)
    case 'recount':
      return recountDays(collection, pulse)
    case 'cards':
      return cards(collection, request, pulse)
    case 'bulk':
    case 'replace':
    case 'replace-preview':
    case 'duplicates':
    case 'outline':
      return doBrowseJob(collection, request, pulse)
    case 'export':
    case 'export-look':
      return doExportJob(collection, request, pulse)
    case 'note-type':
    case 'note-type-effect':
      return doNoteTypeJob(collection, request, pulse)
    case 'backup':
    case 'restore':
    case 'repair':
    case 'backup-counts':
      return doBackupJob(collection, request, pulse)
    case 'fit':
    case 'evaluate':
    case 'preview-reschedule':
    case 'reschedule':
      return doOptimiseJob(collection, request, pulse)
    case 'search':
      return searchAll(collection, request.search, pulse)
    case 'undo':
      return swap(collection, false)
    case 'redo':
      return swap(collection, true)
  }
}

async function bringIn(
  collection: Collection,
  { file, skipBad, order }: Extract<JobRequest, { job: 'import' }>,
  pulse: JobPulse,
): Promise<Outcome> {
  pulse.progress('Making a backup first', 0, 1)
  const kept = await backUpBeforeImport(collection, Date.now())
  return kept.ok ? importInto(collection, loaded(file), skipBad, order, pulse) : kept
}

function loaded(file: FileInput | SpooledFile): FileInput {
  return 'path' in file ? { name: file.name, bytes: fs.readFileSync(file.path) } : file
}

function recountDays(collection: Collection, pulse: JobPulse): Outcome {
  const done = recount(collection, pulse)
  if (done.ok) return done
  if (done.error.code === 'cancelled') return fail({ code: 'cancelled' })
  const { code, message } = done.error
  return fail({ code: 'refused', issues: [{ severity: 'error', code, message, where: {} }] })
}

function cards(collection: Collection, request: Extract<JobRequest, { job: 'cards' }>, pulse: JobPulse): Outcome {
  const done = actOnCards(collection, request.act, request.cardIds, request.moment, pulse)
  if (done.ok) return done
  const { code, message } = done.error
  if (code === 'cancelled') return fail({ code: 'cancelled' })
  return fail({ code: 'refused', issues: [{ severity: 'error', code, message, where: {} }] })
}

async function check(collection: Collection, pulse: JobPulse): Promise<Outcome> {
  const checked = await checkCollection(collection, pulse)
  if (!checked.ok) return checked
  const findings = checked.value.map((finding) => finding.message)
  return ok({ findings, remarks: findings.length === 0 ? mediaRemarks(collection) : [] })
}

/** Does the job on a connection of its own, which is closed before anyone hears that the job is done. */
async function work({ request, dataDir }: JobStart, pulse: JobPulse): Promise<Outcome> {
  if (request.job === 'backup-look' || request.job === 'rescue-look' || request.job === 'recover') {
    return doLoneJob(dataDir, request, pulse)
  }
  const opened = openCollection(dataDir, { now: Date.now, purpose: 'worker' })
  if (!opened.ok) throw new Error(`the worker could not open the collection: ${opened.error.code}`)
  try {
    return await perform(request, opened.value, pulse)
  } finally {
    opened.value.close()
  }
}

async function main(start: JobStart, tell: (message: JobMessage) => void): Promise<void> {
  const outcome = await work(start, pulseFor(start, tell))
  tell(outcome.ok ? { type: 'done', value: outcome.value } : { type: 'failed', failure: outcome.error })
}

const port = parentPort
if (!port) throw new Error('worker.ts runs in a worker thread')
const tell = (message: JobMessage): void => port.postMessage(message)
main(workerData as JobStart, tell).catch((error: unknown) => {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  tell({ type: 'failed', failure: { code: 'bug', stack } })
})
