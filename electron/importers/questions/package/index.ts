import type { Issue } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { ARCHIVE_LIMITS, readArchive, type Archive } from '../../archive/index.ts'
import type { ImportOptions } from '../../import-options.ts'
import type { ImportedDeck } from '../../imported-deck.ts'
import { createIssueLog } from '../../issue-log.ts'
import { cancelled, type Watch } from '../../watch.ts'
import { createMediaShelf } from '../media-shelf.ts'
import { importMoodleXml } from '../moodle-xml/index.ts'
import { createQuestionSink } from '../sink.ts'
import { formatOf, readBanks } from './banks.ts'
import { readDocuments, type ReadDocuments } from './documents.ts'
import { createMediumFinder } from './media.ts'

/** Reads one file of an archive that is a question bank by itself, such as GIFT beside its pictures. */
export type ReadInner = (
  name: string,
  bytes: Uint8Array,
  options: ImportOptions,
  watch: Watch,
) => Result<ImportedDeck, Issue[]>

const MB = 1024 * 1024

/** Question banks are small; anything near these was not made to be studied. */
const LIMITS = { ...ARCHIVE_LIMITS, entries: 50_000, entryBytes: 64 * MB, totalBytes: 1024 * MB }

const LAST = Number.MAX_SAFE_INTEGER

const TEXT_BANK = /\.(?:gift|txt|csv)$/i

/**
 * Imports a zip file of questions: a QTI package of any version (Canvas, Blackboard, TAO and others), Moodle XML, or
 * one text file of questions beside its pictures.
 * @param inner reads a text file of questions
 */
export async function importQuestionPackage(
  file: { readonly name: string; readonly bytes: Uint8Array },
  options: ImportOptions,
  watch: Watch,
  inner: ReadInner,
): Promise<Result<ImportedDeck, Issue[]>> {
  const archive = await readArchive(file, LIMITS)
  if (!archive.ok) return archive
  const read = readDocuments(archive.value, watch)
  if (!read.ok) return read
  const moodle = read.value.documents.find(({ kind }) => kind === 'quiz')
  if (moodle) return importMoodleXml(file.name, moodle.document, options, watch)
  if (formatOf(read.value.documents) !== null) return importQti(archive.value, read.value, options, watch)
  const text = onlyText(archive.value)
  if (text !== null) return importText(archive.value, text, options, watch, inner)
  return fail(read.value.issues.length > 0 ? [...read.value.issues] : [noQuestions(file.name)])
}

function importQti(
  archive: Archive,
  { documents, issues }: ReadDocuments,
  options: ImportOptions,
  watch: Watch,
): Result<ImportedDeck, Issue[]> {
  const { file } = archive
  const log = createIssueLog(file)
  const format = formatOf(documents) ?? 'qti-2'
  const sink = createQuestionSink({ file, format, deck: options.deck, log })
  const shelf = createMediaShelf()
  for (const { where, severity: _severity, ...issue } of issues) sink.refuse(where, issue)
  const medium = createMediumFinder(archive, shelf)
  let done = 0
  for (const _step of readBanks(documents, { sink, log, medium, holds: (path) => archive.has(path) })) {
    if (watch.signal?.aborted) return fail([cancelled(file)])
    done += 1
    if (done % 50 === 0) watch.onProgress?.({ stage: 'reading', done, total: 0 })
  }
  const deck = sink.finish(shelf)
  return ok({ ...deck, issues: deck.issues.toSorted(byQuestion) })
}

/** Lines mean little over many files: what is told goes by the order of the questions, general things last. */
function byQuestion(a: Issue, b: Issue): number {
  return (a.where.note ?? LAST) - (b.where.note ?? LAST)
}

/** The one text file that may hold questions. */
function onlyText(archive: Archive): string | null {
  const texts = archive.entries
    .map(({ name }) => name)
    .filter((name) => TEXT_BANK.test(name) && !/^__MACOSX\//.test(name))
  const [only] = texts
  return texts.length === 1 && only !== undefined ? only : null
}

function importText(
  archive: Archive,
  name: string,
  options: ImportOptions,
  watch: Watch,
  inner: ReadInner,
): Result<ImportedDeck, Issue[]> {
  const bytes = archive.readNow(name)
  if (!bytes.ok) return bytes
  const readMedium = (path: string): Uint8Array | null => {
    const read = archive.has(path) ? archive.readNow(path) : null
    return read?.ok === true ? read.value : null
  }
  return inner(`${archive.file}/${name}`, bytes.value, { ...options, readMedium }, watch)
}

function noQuestions(file: string): Issue {
  return {
    severity: 'error',
    code: 'no-questions',
    message: 'This zip file holds no questions that can be read. If it is an ordinary archive, unpack it first.',
    where: { file },
    expected: 'a QTI package, Moodle XML, GIFT, or a table of questions',
    found: 'other files',
  }
}
