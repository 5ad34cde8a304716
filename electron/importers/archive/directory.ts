import yauzl, { type Entry, type ZipFile } from 'yauzl'
import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { entryName } from './entry-name.ts'
import { entryProblem } from './entry-problems.ts'
import type { ArchiveLimits } from './limits.ts'
import { nameProblem } from './names.ts'
import { archiveIssue, damaged, type ArchiveProblem } from './refusals.ts'

/** An entry as the directory of the archive has it. */
export interface DirectoryEntry {
  readonly name: string
  readonly record: Entry
}

/** Lists the entries of an archive after checking each; the first that breaks a rule refuses the archive. */
export async function readDirectory(
  file: string,
  bytes: Buffer,
  limits: ArchiveLimits,
): Promise<Result<DirectoryEntry[], Issue>> {
  const refuse = (problem: ArchiveProblem, entry?: string) => fail(archiveIssue(file, problem, entry))
  const opened = await openZip(bytes)
  if (!opened.ok) return refuse(opened.error)
  const zip = opened.value
  if (zip.entryCount > limits.entries) return refuse(tooMany(zip.entryCount, limits))
  const entries: DirectoryEntry[] = []
  const names = new Set<string>()
  let total = 0
  for (;;) {
    const next = await nextEntry(zip)
    if (!next.ok) return refuse(next.error)
    if (next.value === null)
      return goesOn(bytes, zip, entries)
        ? refuse(damaged('its list of contents is longer than it says.', 'more entries'))
        : ok(entries)
    const record = next.value
    const name = entryName(record)
    const problem = nameProblem(name, limits) ?? entryProblem(record, limits) ?? repeated(name, names)
    if (problem) return refuse(problem, name)
    total += record.uncompressedSize
    if (total > limits.totalBytes) return refuse(tooLarge(limits), name)
    entries.push({ name, record })
  }
}

/** Bytes of the record at the end of an archive without its comment, of an entry's record without its names. */
const RECORD_BYTES = { end: 22, entry: 46 } as const
const ENTRY_MAGIC = 0x02014b50
const ZIP64 = 0xffffffff

/** Does another entry follow those that the archive counts? They would be left out without a word. */
function goesOn(bytes: Buffer, zip: ZipFile, entries: readonly DirectoryEntry[]): boolean {
  const end = bytes.length - RECORD_BYTES.end - zip.comment.length
  const begin = end < 0 ? ZIP64 : bytes.readUInt32LE(end + 16)
  if (begin === ZIP64) return false
  const next = entries.reduce(
    (at, { record }) =>
      at + RECORD_BYTES.entry + record.fileNameLength + record.extraFieldLength + record.fileCommentLength,
    begin,
  )
  return next + 4 <= end && bytes.readUInt32LE(next) === ENTRY_MAGIC
}

/** Errors of the reader are expected here: they say what the archive's author did wrong. */
function openZip(bytes: Buffer): Promise<Result<ZipFile, ArchiveProblem>> {
  return new Promise((resolve) => {
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false }
    yauzl.fromBuffer(bytes, options, (error: Error | null, zip) => {
      resolve(error ? fail(readerProblem(error)) : ok(zip))
    })
  })
}

/** The next entry, or `null` at the end. */
function nextEntry(zip: ZipFile): Promise<Result<Entry | null, ArchiveProblem>> {
  return new Promise((resolve) => {
    const settle = (result: Result<Entry | null, ArchiveProblem>) => {
      zip.removeAllListeners('entry')
      zip.removeAllListeners('end')
      zip.removeAllListeners('error')
      resolve(result)
    }
    zip.on('entry', (entry: Entry) => settle(ok(entry)))
    zip.on('end', () => settle(ok(null)))
    zip.on('error', (error: Error) => settle(fail(readerProblem(error))))
    zip.readEntry()
  })
}

function readerProblem(error: Error): ArchiveProblem {
  const found = error.message
  if (/multi-disk/.test(found)) {
    const message = 'The archive is one part of several. Put the parts together, and import the whole.'
    return { code: 'archive-parts', message, expected: 'an archive in one file', found: 'one part of several' }
  }
  if (/encryption/.test(found)) {
    const message = 'The archive is protected with a password. Unpack it, and pack it again without one.'
    return { code: 'archive-encrypted', message, expected: 'an archive without password', found: 'encryption' }
  }
  if (/^End of central directory/.test(found)) {
    return damaged('its end is missing, so perhaps it was not copied whole.', 'no list of contents')
  }
  return damaged('its list of contents cannot be read.', found)
}

function tooMany(found: number, limits: ArchiveLimits): ArchiveProblem {
  const message = `The archive holds more than ${limits.entries} entries.`
  return { code: 'archive-entries', message, expected: `at most ${limits.entries} entries`, found: `${found} entries` }
}

function tooLarge(limits: ArchiveLimits): ArchiveProblem {
  const limit = `${Math.round(limits.totalBytes / 1024 / 1024)} MB`
  const message = `All that is in the archive is larger than ${limit} when unpacked.`
  return { code: 'archive-total-size', message, expected: `at most ${limit}`, found: `more than ${limit}` }
}

function repeated(name: string, names: Set<string>): ArchiveProblem | null {
  const key = name.normalize('NFC')
  if (!names.has(key)) {
    names.add(key)
    return null
  }
  const message = 'Two entries of the archive have the same name.'
  return { code: 'archive-duplicate', message, expected: 'a name of its own for each entry', found: name }
}
