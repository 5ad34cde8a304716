import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { openAnkiPackage, type AnkiPackage } from '../../importers/anki-package/index.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import type { StoreProblem } from '../../store/problems.ts'
import type { FileInput, JobFailure, JobPulse, Report } from '../protocol.ts'
import type { PackageOrder } from './choice.ts'
import { readHistory, type History } from './history.ts'
import { PackageMedia } from './media.ts'
import { writePackage, type Written } from './write-package.ts'
import { packageReport } from './report.ts'
import { contentsOf, samplesOf } from './samples.ts'
import { sampleMedia, type Surveyed } from '../sample-media.ts'

type Refusal = Exclude<JobFailure, { code: 'bug' }>
type Stopped = Issue[] | 'cancelled'

const refused = (issues: Issue[]): Result<never, Refusal> => fail({ code: 'refused', issues })

function failure(stopped: Stopped): Result<never, Refusal> {
  return stopped === 'cancelled' ? fail({ code: 'cancelled' }) : refused(stopped)
}

/**
 * Brings an Anki package in, in one transaction: notes with their types, cards with their schedule, decks with their
 * presets, media, and the review log. Nothing stays of an import that is refused, cancelled or fails.
 * @param order what the person chose, and when and where it happens
 */
export async function importPackage(
  collection: Collection,
  file: FileInput,
  order: PackageOrder,
  pulse: JobPulse,
): Promise<Result<Report, Refusal>> {
  return withPackage(file, pulse, async (source) => {
    const media = new PackageMedia(source, collection)
    let written: Result<Written, StoreProblem | Stopped> = fail('cancelled')
    try {
      // The disk takes in the media while the log is replayed.
      const storing = media.store(collection.dataDir, pulse)
      const history = await readHistory(source, order, pulse).finally(() => storing)
      const stored = await storing
      if (!stored.ok) return failure(stored.error)
      if (!history.ok) return failure(history.error)
      written = write(collection, source, order, pulse, media, history.value)
      if (written.ok) return ok(packageReport(source, written.value, media, order))
      const { error } = written
      if (error === 'cancelled' || Array.isArray(error)) return failure(error)
      return refused([{ severity: 'error', code: error.code, message: error.message, where: { file: file.name } }])
    } finally {
      if (!written.ok) media.takeBack(collection.dataDir)
    }
  })
}

/** Says what a package would bring; writes nothing, and does not keep anyone from writing. */
export async function surveyPackage(
  collection: Collection,
  file: FileInput,
  order: PackageOrder,
  pulse: JobPulse,
): Promise<Result<Surveyed, Refusal>> {
  return withPackage(file, pulse, async (source) => {
    const media = new PackageMedia(source, collection)
    const looked = await media.look(pulse)
    if (!looked.ok) return failure(looked.error)
    const history = await readHistory(source, order, pulse)
    if (!history.ok) return failure(history.error)
    const written = writePackage({ source, collection, writes: null, order, pulse, media }, history.value)
    if (!written.ok) return failure(written.error)
    const { samples, kinds } = samplesOf(source, written.value.types, media.rename)
    const survey = {
      report: packageReport(source, written.value, media, order),
      kinds,
      cards: source.counts.cards,
      samples,
      possible: source.counts.notes > 0,
      package: contentsOf(source, written.value),
    }
    return ok({ survey, media: await sampleMedia(collection, samples, media.offered()) })
  })
}

function write(
  collection: Collection,
  source: AnkiPackage,
  order: PackageOrder,
  pulse: JobPulse,
  media: PackageMedia,
  history: History,
): Result<Written, StoreProblem | Stopped> {
  const restore = collection.write.bulk.lean()
  try {
    return collection.transact(`Import ${source.file}`, (writes: Writes) => {
      media.write(writes)
      return writePackage({ source, collection, writes, order, pulse, media }, history)
    })
  } finally {
    restore()
  }
}

async function withPackage<T>(
  file: FileInput,
  pulse: JobPulse,
  work: (source: AnkiPackage) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  pulse.progress('Opening the package', 0, 0)
  const opened = await openAnkiPackage(file)
  if (!opened.ok) return refused(opened.error)
  try {
    return pulse.cancelled() ? fail({ code: 'cancelled' }) : await work(opened.value)
  } finally {
    opened.value.close()
  }
}
