import type { Entry } from 'yauzl'
import { sizeInWords } from '../limits.ts'
import type { ArchiveLimits } from './limits.ts'
import { damaged, type ArchiveProblem } from './refusals.ts'

const STORED = 0
const DEFLATED = 8

/** Bits of the general purpose flag (APPNOTE 6.3.10, 4.4.4): encryption, strong encryption, hidden headers. */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000
const AES = 99

const KIND = 0o170000
const SYMLINK = 0o120000
const PLAIN = new Set([0, 0o100000, 0o040000])

const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
}

/** What is wrong with an entry by its own record, sizes as it declares them; `null` when it may be read. */
export function entryProblem(entry: Entry, limits: ArchiveLimits): ArchiveProblem | null {
  return kindProblem(entry) ?? methodProblem(entry) ?? sizeProblem(entry, limits)
}

function kindProblem(entry: Entry): ArchiveProblem | null {
  const kind = (entry.externalFileAttributes >>> 16) & KIND
  if (PLAIN.has(kind)) return null
  const what = kind === SYMLINK ? 'a link to another file' : 'a device'
  return {
    code: kind === SYMLINK ? 'archive-link' : 'archive-device',
    message: `The archive holds ${what}. Only plain files are read.`,
    expected: 'plain files and folders',
    found: what,
  }
}

function methodProblem(entry: Entry): ArchiveProblem | null {
  const method = entry.compressionMethod
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0 || method === AES) {
    const message = 'The archive is protected with a password. Unpack it, and pack it again without one.'
    return { code: 'archive-encrypted', message, expected: 'an archive without password', found: 'encryption' }
  }
  if (method === STORED || method === DEFLATED) return null
  const found = METHODS[method] ?? `method ${method}`
  const message = 'The archive is packed in a way that is not read. Pack it again as an ordinary zip file.'
  return { code: 'archive-method', message, expected: 'Deflate, or no packing', found }
}

function sizeProblem(entry: Entry, limits: ArchiveLimits): ArchiveProblem | null {
  const { uncompressedSize: size, compressedSize: packed } = entry
  if (entry.compressionMethod === STORED && size !== packed) {
    return damaged('an entry that is not packed has two sizes.', `${packed} and ${size} bytes`)
  }
  if (size > limits.entryBytes) {
    const limit = sizeInWords(limits.entryBytes)
    const message = `An entry is larger than ${limit} when unpacked.`
    return { code: 'archive-entry-size', message, expected: `at most ${limit}`, found: sizeInWords(size) }
  }
  if (size > limits.ratioFromBytes && size > packed * limits.ratio) {
    return {
      code: 'archive-ratio',
      message: `An entry would grow more than ${limits.ratio} times when unpacked.`,
      expected: `at most ${limits.ratio} times its packed size`,
      found: `${sizeInWords(packed)} that become ${sizeInWords(size)}`,
    }
  }
  return null
}
