import { fail, ok, type Result } from '../../core/result.ts'
import type { DirectoryEntry } from './directory.ts'
import { damaged, type ArchiveProblem } from './refusals.ts'

/** Where the packed bytes of an entry lie in the archive. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** A problem and the entry that has it. */
export interface EntryFault {
  readonly entry: string
  readonly problem: ArchiveProblem
}

const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_HEADER = 30

/**
 * Finds where each entry's bytes lie. Entries that share bytes are refused: a few kilobytes could stand for
 * petabytes that way. So is an entry whose own header has another name or method than the directory says.
 */
export function entryRanges(
  bytes: Buffer,
  entries: readonly DirectoryEntry[],
): Result<ReadonlyMap<string, Range>, EntryFault> {
  const ranges = new Map<string, Range>()
  const taken: (Range & { readonly entry: string })[] = []
  for (const { name, record } of entries) {
    const start = record.relativeOffsetOfLocalHeader
    const from = dataStart(bytes, record, start)
    if (typeof from !== 'number') return fail({ entry: name, problem: from })
    const to = from + record.compressedSize
    if (to > bytes.length) {
      const found = `${to - bytes.length} bytes beyond the end`
      return fail({ entry: name, problem: damaged('an entry reaches beyond its end.', found) })
    }
    ranges.set(name, { from, to })
    taken.push({ from: start, to, entry: name })
  }
  taken.sort((a, b) => a.from - b.from || a.to - b.to)
  for (const [index, range] of taken.entries()) {
    const before = taken[index - 1]
    if (before && range.from < before.to) return fail({ entry: range.entry, problem: overlap(before.entry) })
  }
  return ok(ranges)
}

function dataStart(bytes: Buffer, record: DirectoryEntry['record'], start: number): number | ArchiveProblem {
  if (start + LOCAL_HEADER > bytes.length || bytes.readUInt32LE(start) !== LOCAL_SIGNATURE) {
    return damaged('an entry is not where the list of contents says.', `offset ${start}`)
  }
  const nameLength = bytes.readUInt16LE(start + 26)
  const name = bytes.subarray(start + LOCAL_HEADER, start + LOCAL_HEADER + nameLength)
  if (!name.equals(record.fileNameRaw)) {
    return damaged('an entry has two names.', `${name.toString('latin1')} and ${record.fileNameRaw.toString('latin1')}`)
  }
  const method = bytes.readUInt16LE(start + 8)
  if (method !== record.compressionMethod) {
    return damaged('an entry is packed in two ways.', `methods ${method} and ${record.compressionMethod}`)
  }
  return start + LOCAL_HEADER + nameLength + bytes.readUInt16LE(start + 28)
}

function overlap(other: string): ArchiveProblem {
  return {
    code: 'archive-overlap',
    message: 'Two entries of the archive share their bytes. Nothing was read.',
    expected: 'bytes of its own for each entry',
    found: `bytes of ${other}`,
  }
}
