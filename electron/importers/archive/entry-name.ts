import { TextDecoder } from 'node:util'
import yauzl, { type Entry } from 'yauzl'

const UTF8_FLAG = 0x0800

/**
 * The name of an entry. Many programs write UTF-8 without saying so; what is no UTF-8 is read in the old DOS
 * encoding, as the format has it.
 */
export function entryName(entry: Entry): string {
  const named = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
  const plain = (entry.generalPurposeBitFlag & UTF8_FLAG) === 0 && !entry.extraFields.some(({ id }) => id === 0x7075)
  if (!plain) return named
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(entry.fileNameRaw)
  } catch (error) {
    if (error instanceof TypeError) return named
    throw error
  }
}
