import { Buffer } from 'node:buffer'
import { posix } from 'node:path'
import type { Issue } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import type { Archive } from '../../archive/index.ts'
import { sizeInWords } from '../../limits.ts'
import { cancelled, type Watch } from '../../watch.ts'
import { decodeXml, parseXml, type XmlDocument } from '../../xml/index.ts'
import { QUESTION_LIMITS } from '../limits.ts'

/** An XML file of a package that has to do with questions. */
export interface PackageDocument {
  /** In the archive. */
  readonly path: string
  /** Name of its root element, without the prefix of QTI 3. */
  readonly kind: string
  readonly document: XmlDocument
}

const XML_ENDING = /\.(?:xml|dat|qti)$/i
const ROOT =
  /<(?:[\w.-]+:)?(questestinterop|quiz|manifest|(?:qti-)?(?:assessmentItem|assessment-item|assessmentTest|assessment-test|assessmentStimulus|assessment-stimulus|assessmentSection|assessment-section))[\s>/]/

const KINDS: Readonly<Record<string, string>> = {
  'qti-assessment-item': 'assessmentItem',
  'qti-assessment-test': 'assessmentTest',
  'qti-assessment-stimulus': 'assessmentStimulus',
  'qti-assessment-section': 'assessmentSection',
}

/** The kind of document that an element begins, under its QTI 2 name; `null` when it is none of questions. */
export function kindOf(rootName: string): string | null {
  if (['questestinterop', 'quiz', 'manifest'].includes(rootName)) return rootName
  const name = KINDS[rootName] ?? rootName
  return Object.values(KINDS).includes(name) ? name : null
}

/** What the documents of a package are, and what could not be read. */
export interface ReadDocuments {
  readonly documents: readonly PackageDocument[]
  readonly issues: readonly Issue[]
}

/** Parses the XML files of a package that have to do with questions. A faulty one is an issue; the others go on. */
export function readDocuments(archive: Archive, watch: Watch): Result<ReadDocuments, Issue[]> {
  const documents: PackageDocument[] = []
  const issues: Issue[] = []
  let total = 0
  for (const [index, { name, size }] of archive.entries.entries()) {
    if (watch.signal?.aborted) return fail([cancelled(archive.file)])
    if (index % 50 === 0) watch.onProgress?.({ stage: 'reading', done: index, total: archive.entries.length })
    if (!XML_ENDING.test(name) || isLeftAside(name, archive)) continue
    total += size
    if (total > QUESTION_LIMITS.allXmlBytes) return fail([tooMuch(archive.file)])
    const read = readOne(archive, name)
    if (!read.ok) issues.push(...read.error)
    else if (read.value) documents.push(read.value)
  }
  return ok({ documents, issues })
}

function readOne(archive: Archive, path: string): Result<PackageDocument | null, Issue[]> {
  const bytes = archive.readNow(path, QUESTION_LIMITS.xmlBytes)
  if (!bytes.ok) return bytes
  if (!ROOT.test(headOf(bytes.value))) return ok(null)
  const file = `${archive.file}/${path}`
  const text = decodeXml(bytes.value, file)
  if (!text.ok) return text
  const parsed = parseXml(file, text.value)
  if (!parsed.ok) return fail([parsed.error])
  const kind = kindOf(parsed.value.root.name)
  return ok(kind === null ? null : { path, kind, document: parsed.value })
}

/** The start as Latin-1; in UTF-16 the zero bytes are left out. */
function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 16_384)).toString('latin1').replaceAll('\0', '')
}

/**
 * What computers leave behind in archives, and the plain copies of quizzes that Canvas puts beside its own fuller
 * ones.
 */
function isLeftAside(name: string, archive: Archive): boolean {
  if (name.startsWith('__MACOSX/') || posix.basename(name).startsWith('._')) return true
  const [, quiz] = /^(?:.*\/)?([^/]+)\/assessment_qti\.xml$/.exec(name) ?? []
  return quiz !== undefined && archive.has(`non_cc_assessments/${quiz}.xml.qti`)
}

function tooMuch(file: string): Issue {
  const limit = sizeInWords(QUESTION_LIMITS.allXmlBytes)
  const message = `The XML files of the package are larger than ${limit} together.`
  const found = `more than ${limit}`
  return { severity: 'error', code: 'too-large', message, where: { file }, expected: `at most ${limit}`, found }
}
