import type { Issue } from '../contract/errors.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { importAnkiText } from './anki-text/index.ts'
import { importBlueprint, isBlueprint } from './blueprint/index.ts'
import { importCsv } from './csv/index.ts'
import { importTable } from './csv/mapped.ts'
import { importDeckFile } from './deck-file/index.ts'
import { detectFormat, READABLE } from './detect.ts'
import { decodeAs, decodeText, namedEncoding } from './encoding.ts'
import type { ImportOptions } from './import-options.ts'
import type { ImportedDeck } from './imported-deck.ts'
import { IMPORT_LIMITS, sizeInWords } from './limits.ts'
import { importMarkdown } from './markdown-notes/index.ts'
import { importMnemosyneCards, isMnemosyneCards } from './mnemosyne/cards.ts'
import { importMnemosyneCollection, isMnemosyneCollection } from './mnemosyne/collection.ts'
import { importQuestionText, isQuestionText } from './questions/detect.ts'
import { importQuestionPackage } from './questions/package/index.ts'
import { importXmlBank, looksLikeXml } from './questions/xml-bank.ts'
import { importQuestionAnswer } from './supermemo/question-answer.ts'
import { foreignKind, hasPackageEnding, isPlainZip, looksBinary } from './signatures.ts'
import { cancelled, type Watch } from './watch.ts'

export { noteHash, type ImportedDeck, type ImportedHead, type ImportedNote, type OnMatch } from './imported-deck.ts'
export type { ReadImage } from './deck-file/drawings.ts'
export type { ImportOptions } from './import-options.ts'
export type { Watch } from './watch.ts'

/** A file as a person hands it in. */
export interface InputFile {
  /** With its ending; folders before it are allowed. */
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Reads a file of any format into plain notes. The error says why the file cannot be read at all. Otherwise the
 * value holds the good notes, and `issues` with severity `error` for those that have to stay out; whether to go
 * on without them is the caller's decision. Nothing is read beside the bytes and what
 * `options.readImage` gives, and nothing is written.
 */
export function importFile(
  file: InputFile,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const { name, bytes } = file
  if (watch.signal?.aborted) return fail([cancelled(name)])
  const refused = refuseBytes(file)
  if (refused) return fail([refused])
  if (isMnemosyneCollection(file)) return importMnemosyneCollection(file, options, watch)
  if (options.table) return importTable(name, decodeAs(bytes, options.table.encoding), options.table, options, watch)
  if (looksLikeXml(bytes)) return importXmlBank(name, bytes, options, watch)
  const { encoding = namedEncoding(bytes) } = options
  const decoded = options.encoding ? ok(decodeAs(bytes, options.encoding)) : decodeText(bytes, name)
  if (!decoded.ok) return decoded
  const text = decoded.value
  if (text.trim() === '') return fail([refusal(name, 'empty-file', 'The file is empty.', 'blanks only')])
  const format = detectFormat(text, name)
  if (typeof format !== 'string') return fail([format])
  if (format === 'anki-text') return importAnkiText(name, text, options, watch)
  if (format === 'markdown') return importMarkdown(name, text, options, watch)
  if (format === 'supermemo-text') return importQuestionAnswer(name, text, options, watch)
  if (format === 'table') return importCsv(name, text, { ...options, encoding }, watch)
  if (isQuestionText(format)) return importQuestionText(format, name, text, options, watch)
  if (isBlueprint(text)) return importBlueprint(name, text, format === 'json' ? 'JSON' : 'YAML', options, watch)
  return importDeckFile(name, text, format === 'json' ? 'JSON' : 'YAML', options, watch)
}

/**
 * As `importFile`, for archives as well: a zip file of questions is unpacked under limits and read. Whoever can
 * wait calls this one.
 */
export async function importAny(
  file: InputFile,
  options: ImportOptions = {},
  watch: Watch = {},
): Promise<Result<ImportedDeck, Issue[]>> {
  const { name, bytes } = file
  const small = bytes.length <= IMPORT_LIMITS.fileBytes
  if (!small || !isPlainZip(bytes, name) || watch.signal?.aborted) return importFile(file, options, watch)
  if (isMnemosyneCards(name)) return importMnemosyneCards(file, options, watch)
  return importQuestionPackage(file, options, watch, (inner, innerBytes, innerOptions, innerWatch) =>
    importFile({ name: inner, bytes: innerBytes }, innerOptions, innerWatch),
  )
}

/** What can be refused before decoding: nothing inside, too much, or a kind that is known and not read. */
function refuseBytes(file: InputFile): Issue | null {
  const { name, bytes } = file
  if (bytes.length === 0) return refusal(name, 'empty-file', 'The file is empty.', '0 bytes')
  if (bytes.length > IMPORT_LIMITS.fileBytes) {
    const limit = sizeInWords(IMPORT_LIMITS.fileBytes)
    const issue = refusal(name, 'too-large', `The file is larger than ${limit}.`, sizeInWords(bytes.length))
    return { ...issue, expected: `at most ${limit}` }
  }
  if (hasPackageEnding(name) && looksBinary(bytes) && foreignKind(bytes, name) === null) {
    const issue = refusal(
      name,
      'not-a-package',
      `${name} is not an Anki package, or its beginning is damaged.`,
      'other bytes',
    )
    return { ...issue, expected: 'a package as Anki exports it' }
  }
  const kind = isMnemosyneCollection(file) ? null : foreignKind(bytes, name)
  return kind ? refusal(name, 'format', `${name} is ${kind.name}. ${kind.advice}`, kind.name) : null
}

function refusal(file: string, code: string, message: string, found: string): Issue {
  return { severity: 'error', code, message, where: { file }, expected: READABLE, found }
}
