import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { createIssueLog } from '../issue-log.ts'
import { mnemosyneNotes } from '../mnemosyne/xml.ts'
import { superMemoNotes } from '../supermemo/xml.ts'
import { cancelled, type Watch } from '../watch.ts'
import { decodeXml, parseXml } from '../xml/index.ts'
import { importXmlNotes } from '../xml-notes.ts'
import { createMediaShelf } from './media-shelf.ts'
import { importMoodleXml } from './moodle-xml/index.ts'
import { formatOf, readBanks } from './package/banks.ts'
import { kindOf, type PackageDocument } from './package/documents.ts'
import { createQuestionSink } from './sink.ts'

/** Does a file begin as XML? Its bytes may be in any encoding that XML allows. */
export function looksLikeXml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1').replaceAll('\0', '')
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:\?xml[\s?]|!DOCTYPE\s+(?!html\b)|!--|(?:[\w.-]+:)?(?:quiz|questestinterop|assessmentItem|assessmentTest|manifest|mnemosyne|SuperMemoCollection|qti-[a-z-]+)[\s>])/i.test(
    head,
  )
}

/** Imports an XML file: questions (Moodle XML, QTI of any version), or notes of Mnemosyne 1 or SuperMemo. */
export function importXmlBank(
  file: string,
  bytes: Uint8Array,
  options: ImportOptions = {},
  watch: Watch = {},
): Result<ImportedDeck, Issue[]> {
  const text = decodeXml(bytes, file)
  if (!text.ok) return text
  const parsed = parseXml(file, text.value)
  if (!parsed.ok) return fail([parsed.error])
  const document = parsed.value
  const { root, source } = document
  if (root.name === 'mnemosyne') return importXmlNotes(file, source, mnemosyneNotes(root), options, watch)
  if (root.name === 'SuperMemoCollection') return importXmlNotes(file, source, superMemoNotes(root), options, watch)
  const kind = kindOf(document.root.name)
  if (kind === 'quiz') return importMoodleXml(file, document, options, watch)
  if (kind !== 'questestinterop' && kind !== 'assessmentItem')
    return fail([notQuestions(file, document.root.name, kind)])
  return importQtiDocument(file, { path: file, kind, document }, options, watch)
}

function importQtiDocument(
  file: string,
  one: PackageDocument,
  options: ImportOptions,
  watch: Watch,
): Result<ImportedDeck, Issue[]> {
  const log = createIssueLog(file)
  const sink = createQuestionSink({ file, format: formatOf([one]) ?? 'qti-2', deck: options.deck, log })
  const shelf = createMediaShelf()
  const medium = (source: string) => (source.startsWith('data:') ? shelf.keepData(source) : shelf.miss(source))
  for (const _step of readBanks([one], { sink, log, medium })) {
    if (watch.signal?.aborted) return fail([cancelled(file)])
  }
  return ok(sink.finish(shelf))
}

function notQuestions(file: string, root: string, kind: string | null): Issue {
  const message =
    kind === null
      ? 'This is an XML file, and not one of questions.'
      : 'This file only names the files of a package. Import the package itself, as the zip file that it came in.'
  const expected = 'Moodle XML (quiz), QTI 1.2 (questestinterop) or a QTI item (assessmentItem, qti-assessment-item)'
  return {
    severity: 'error',
    code: 'format',
    message,
    where: { file, line: 1 },
    expected,
    found: `<${root.slice(0, 60)}>`,
  }
}
