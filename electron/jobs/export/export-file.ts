import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Issue } from '../../contract/errors.ts'
import type { ExportCounts, ExportLook, ExportReport } from '../../contract/procedures/exports.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { dayToDate, studyDay } from '../../core/scheduling/study-day.ts'
import type { Collection } from '../../store/collection.ts'
import { ExportReader } from '../../store/export-reads.ts'
import type { JobFailure, JobPulse } from '../protocol.ts'
import { lossesOf } from './losses.ts'
import { lostInPresets } from './package-settings.ts'
import type { ExportOrder } from './order.ts'
import { isPackage, writePackage } from './package.ts'
import { writeQuestions } from './questions.ts'
import { fileName } from './scope-name.ts'
import { writeText, type TextFormat } from './text.ts'

type Refusal = Exclude<JobFailure, { code: 'bug' }>

/** Folders that exports work in begin with this; one that is left behind was killed. */
export const WORK_PREFIX = '.epoch-export-'

/** Says what an export would hold and lose; writes nothing. */
export async function lookAtExport(collection: Collection, order: ExportOrder): Promise<ExportLook> {
  const reader = new ExportReader(collection.db, order.scope)
  const facts = (() => {
    try {
      return factsOf(collection, reader, order)
    } finally {
      reader.close()
    }
  })()
  const date = dayToDate(studyDay(order.now, order.zone, 0))
  const name = fileName(collection, order.scope, order.format, date)
  if (order.format !== 'gift' && order.format !== 'qti-3')
    return { name, counts: facts.counts, losses: lossesOf(order, facts) }
  const { issues } = await writeQuestions(collection, { ...order, format: order.format }, null)
  return { name, counts: facts.counts, losses: [...issues] }
}

function factsOf(collection: Collection, reader: ExportReader, order: ExportOrder) {
  const known = new Set(collection.noteTypes.all().map(({ guid }) => guid))
  const gone = reader.noteTypes().filter((guid) => !known.has(guid))
  const scheduling = !isPackage(order.format) || order.scheduling
  const counts: ExportCounts = {
    notes: reader.count('notes'),
    cards: reader.count('cards'),
    reviews: scheduling || isPackage(order.format) ? reader.count('reviews') : 0,
    media: collection.media.count(),
  }
  const typeless = gone.reduce((sum, guid) => sum + collection.noteTypes.noteCount(guid), 0)
  return { kinds: reader.kinds(), typeless, counts, presets: lostInPresets(collection) }
}

/**
 * Writes an export to a file. It is written beside its place under another name, and moved there when it is whole and
 * on the disk: a file that was there before is replaced at once or not at all, and nothing else stays behind.
 * @param target absolute path
 * @returns the report; 'refused' when the file cannot be written, 'cancelled'
 */
export async function exportFile(
  collection: Collection,
  order: ExportOrder,
  target: string,
  pulse: JobPulse,
): Promise<Result<ExportReport, Refusal>> {
  const folder = path.join(path.dirname(target), WORK_PREFIX + randomBytes(6).toString('hex'))
  try {
    const look = await lookAtExport(collection, order)
    fs.mkdirSync(folder)
    const file = path.join(folder, 'export')
    const written = await write(collection, order, folder, file, pulse)
    if (!written.ok) return fail({ code: 'cancelled' })
    if (pulse.cancelled()) return fail({ code: 'cancelled' })
    const size = makeDurable(file)
    fs.renameSync(file, target)
    return ok({ ...look, counts: { ...look.counts, ...written.value }, size })
  } catch (error) {
    const issue = diskIssue(error, target)
    if (issue === null) throw error
    return fail({ code: 'refused', issues: [issue] })
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function write(
  collection: Collection,
  order: ExportOrder,
  folder: string,
  file: string,
  pulse: JobPulse,
): Promise<Result<Partial<ExportCounts>, 'cancelled'>> {
  const { format } = order
  if (format === 'gift' || format === 'qti-3') {
    pulse.progress('Writing questions', 0, 1)
    const { written } = await writeQuestions(collection, { ...order, format }, file)
    return ok({ notes: written, cards: 0, reviews: 0, media: 0 })
  }
  if (isPackage(format)) return writePackage(collection, order, { folder, package: file }, pulse)
  const written = writeText(collection, { ...order, format: format as TextFormat }, file, pulse)
  return written.ok ? ok({ notes: written.value, cards: 0, reviews: 0, media: 0 }) : written
}

/** @returns the size */
function makeDurable(file: string): number {
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
    return fs.fstatSync(handle).size
  } finally {
    fs.closeSync(handle)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'The folder does not exist.',
  ENOTDIR: 'The folder does not exist.',
  EACCES: 'This place may not be written to.',
  EPERM: 'This place may not be written to.',
  EROFS: 'This place may not be written to.',
  EISDIR: 'There is a folder of this name.',
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The disk is full.',
  SQLITE_FULL: 'The disk is full.',
}

/** The refusal that an error of the disk stands for, or null for a bug. */
function diskIssue(error: unknown, target: string): Issue | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = REASONS[code]
  if (reason === undefined) return null
  const message = `${reason} Nothing was written.`
  return { severity: 'error', code: 'not-writable', message, where: { file: target } }
}
