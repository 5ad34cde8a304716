import type { Issue } from '../contract/errors.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { ImportedDeck } from '../importers/imported-deck.ts'
import { importAny, importFile } from '../importers/index.ts'
import type { Watch } from '../importers/watch.ts'
import type { Collection } from '../store/collection.ts'
import { isAnkiPackage } from '../importers/anki-package/index.ts'
import { keepMedia } from './bank-media.ts'
import { reportOf } from './import-plan.ts'
import type { PackageOrder } from './package/choice.ts'
import { importPackage, surveyPackage } from './package/import-package.ts'
import type { FileInput, JobFailure, JobPulse, Report } from './protocol.ts'
import { sampleMedia, type Surveyed } from './sample-media.ts'
import { surveyImport } from './survey.ts'
import { readForSurvey, tableOptions } from './table-reading.ts'
import { writeImport } from './write-import.ts'

type Refusal = Exclude<JobFailure, { code: 'bug' }>

function refusal(issues: Issue[]): Refusal {
  return issues.some((issue) => issue.code === 'cancelled') ? { code: 'cancelled' } : { code: 'refused', issues }
}

/** Lets the reading of a file tell how far it is, and the pulse's cancel end it. */
function watchOf(pulse: JobPulse): Watch {
  const controller = new AbortController()
  return {
    signal: controller.signal,
    onProgress: ({ stage, done, total }) => {
      pulse.progress(stage, done, total)
      if (pulse.cancelled()) controller.abort()
    },
  }
}

/** Says what a file would bring; writes nothing. @param order for Anki packages: choices, time and place */
export async function surveyFile(
  collection: Collection,
  file: FileInput,
  order: PackageOrder,
  pulse: JobPulse,
): Promise<Result<Surveyed, Refusal>> {
  if (isAnkiPackage(file)) return surveyPackage(collection, file, order, pulse)
  const read = await readForSurvey(collection, file, watchOf(pulse))
  if (!read.ok) return fail(refusal(read.error))
  const survey = surveyImport(collection, read.value, file.deck)
  const offered = (read.value.media ?? []).map(({ name, bytes }) => ({ name, read: () => Promise.resolve(bytes) }))
  return ok({ survey, media: await sampleMedia(collection, survey.samples, offered) })
}

/**
 * Brings a file of any format in, in one transaction.
 * @param skipBad leave notes with an error out; without it one error refuses the file
 * @param order for files with a schedule: what the person chose, and when and where it happens
 * @returns the report; 'refused' with the issues when nothing was changed
 */
export async function importInto(
  collection: Collection,
  file: FileInput,
  skipBad: boolean,
  order: PackageOrder,
  pulse: JobPulse,
): Promise<Result<Report, Refusal>> {
  if (isAnkiPackage(file)) return importPackage(collection, file, order, pulse)
  return bringIn(
    collection,
    file,
    await importAny(file, tableOptions(collection, file), watchOf(pulse)),
    skipBad,
    pulse,
    order,
  )
}

/** As `importInto` at once, for formats that are text; an archive is refused. */
export function importTextInto(
  collection: Collection,
  file: FileInput,
  skipBad: boolean,
  pulse: JobPulse,
): Result<Report, Refusal> {
  return bringIn(collection, file, importFile(file, tableOptions(collection, file), watchOf(pulse)), skipBad, pulse)
}

function bringIn(
  collection: Collection,
  file: FileInput,
  read: Result<ImportedDeck, Issue[]>,
  skipBad: boolean,
  pulse: JobPulse,
  order?: PackageOrder,
): Result<Report, Refusal> {
  if (!read.ok) return fail(refusal(read.error))
  const deck = read.value
  const errors = deck.issues.some((issue) => issue.severity === 'error')
  if ((errors && !skipBad) || (errors && deck.notes.length === 0))
    return fail({ code: 'refused', issues: [...deck.issues], good: deck.notes.length })
  const kept = keepMedia(collection, deck.media ?? [], pulse)
  if (!kept.ok) return fail({ code: 'cancelled' })
  const options = { mode: 'file', undoName: `Import ${file.name}`, source: null, media: kept.value } as const
  const when = order?.scheduling === true ? { moment: order } : {}
  const written = writeImport(collection, deck, { ...options, ...when }, pulse)
  if (written.ok) return ok(reportOf(deck, written.value, deck.bad))
  kept.value.takeBack()
  if (written.error.code === 'cancelled') return fail({ code: 'cancelled' })
  const { code, message } = written.error
  return fail({ code: 'refused', issues: [{ severity: 'error', code, message, where: { file: file.name } }] })
}
