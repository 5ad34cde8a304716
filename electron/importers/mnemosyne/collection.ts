import { Buffer } from 'node:buffer'
import zlib from 'node:zlib'
import type { Issue } from '../../contract/errors.ts'
import { fail, type Result } from '../../core/result.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { IMPORT_LIMITS, sizeInWords } from '../limits.ts'
import type { Watch } from '../watch.ts'
import { importXmlNotes, type XmlNote } from '../xml-notes.ts'
import { ITEMS_LOST, itemNote } from './items.ts'
import { PickleRecord, readPickle, type PickleRefusal, type PickleValue } from './pickle/index.ts'

const HEADER = '--- Mnemosyne Data Base'
/** First bytes of a pickle (a mark, a list, its protocol) and of one that is packed (gzip, zlib). */
const STARTS = new Set([0x28, 0x5d, 0x80, 0x1f, 0x78])
const MODULE = 'mnemosyne.core.mnemosyne_core.'
const CLASSES = new Set(['StartTime', 'Category', 'Item'].map((name) => MODULE + name))
const EXPECTED = 'a collection of Mnemosyne 1: its beginning, its categories and its items'

/** Is this a collection of Mnemosyne 1 (`.mem`)? Its first line says so; early and packed ones only have the ending. */
export function isMnemosyneCollection({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): boolean {
  const head = Buffer.from(bytes.subarray(0, HEADER.length)).toString('latin1')
  return head === HEADER || (/\.mem$/i.test(name) && STARTS.has(bytes[0] ?? -1))
}

/**
 * Imports a collection of Mnemosyne 1: a line of text and a pickle of Python with its items. The pickle is read as
 * data and never run (`pickle/`). Categories become decks, items cards with their due date.
 */
export function importMnemosyneCollection(
  file: { readonly name: string; readonly bytes: Uint8Array },
  options: ImportOptions,
  watch: Watch,
): Result<ImportedDeck, Issue[]> {
  const bytes = unpacked(file.bytes)
  if (bytes === null) return fail([notWhole(file.name)])
  const read = readPickle(bytes, pickleStart(bytes), CLASSES)
  if (!read.ok) return fail([issueOf(file.name, read.error)])
  const [start, categories, items] = Array.isArray(read.value) ? read.value : []
  if (!Array.isArray(items) || !Array.isArray(categories)) return fail([notCollection(file.name)])
  const begun = numberOf(fieldsOf(start, 'StartTime')?.get('time'), 0)
  const notes = items.flatMap((item) => noteOf(item, begun))
  if (notes.length < items.length) return fail([notCollection(file.name)])
  return importXmlNotes(file.name, null, { format: 'mnemosyne-mem', notes, lost: ITEMS_LOST }, options, watch)
}

function noteOf(item: PickleValue, begun: number): XmlNote[] {
  const fields = fieldsOf(item, 'Item')
  if (fields === null) return []
  const number = (name: string, usual = 0) => numberOf(fields.get(name), usual)
  return [
    itemNote({
      id: textOf(fields.get('id')),
      question: textOf(fields.get('q')),
      answer: textOf(fields.get('a')),
      category: textOf(fieldsOf(fields.get('cat'), 'Category')?.get('name')),
      begun,
      grade: number('grade'),
      easiness: number('easiness', Number.NaN),
      acquisitions: number('acq_reps'),
      retentions: number('ret_reps'),
      lapses: number('lapses'),
      lastDay: number('last_rep'),
      nextDay: number('next_rep'),
      offset: null,
    }),
  ]
}

/** Packed copies are unpacked within the bound of any file. @returns null when they are damaged or larger */
function unpacked(bytes: Uint8Array): Uint8Array | null {
  const packed = bytes[0] === 0x78 || (bytes[0] === 0x1f && bytes[1] === 0x8b)
  if (!packed) return bytes
  try {
    return zlib.unzipSync(bytes, { maxOutputLength: IMPORT_LIMITS.fileBytes })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE') return null
    throw error
  }
}

/** After the first line, which early versions left out. */
function pickleStart(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return text.startsWith(HEADER) ? text.indexOf('\n') + 1 : 0
}

function fieldsOf(value: PickleValue | undefined, name: string): ReadonlyMap<string, PickleValue> | null {
  return value instanceof PickleRecord && value.name === MODULE + name ? value.fields : null
}

function numberOf(value: PickleValue | undefined, usual: number): number {
  return typeof value === 'number' ? value : usual
}

function textOf(value: PickleValue | undefined): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value.trim() : ''
}

function issueOf(file: string, refusal: PickleRefusal): Issue {
  const { code, message, expected, found, offset } = refusal
  return {
    severity: 'error',
    code,
    message: `${message.replace(/\.$/, '')} (byte ${offset}).`,
    where: { file },
    expected,
    found,
  }
}

function notCollection(file: string): Issue {
  const message = 'This is not a collection of Mnemosyne 1. Export the cards there as XML, and import that.'
  return { severity: 'error', code: 'format', message, where: { file }, expected: EXPECTED, found: 'something else' }
}

function notWhole(file: string): Issue {
  const most = sizeInWords(IMPORT_LIMITS.fileBytes)
  return {
    severity: 'error',
    code: 'pickle-damaged',
    message: `The packed file is damaged, or larger than ${most} when it is unpacked.`,
    where: { file },
    expected: `a file that is whole, at most ${most} unpacked`,
    found: 'packed bytes that end too early or too late',
  }
}
