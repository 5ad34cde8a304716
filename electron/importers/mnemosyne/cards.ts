import type { Issue } from '../../contract/errors.ts'
import { fail, type Result } from '../../core/result.ts'
import { ARCHIVE_LIMITS, readArchive } from '../archive/index.ts'
import type { ImportOptions } from '../import-options.ts'
import type { ImportedDeck } from '../imported-deck.ts'
import { IMPORT_LIMITS } from '../limits.ts'
import { createMediaShelf } from '../questions/media-shelf.ts'
import { createMediumFinder } from '../questions/package/media.ts'
import type { Watch } from '../watch.ts'
import { decodeXml, parseXml } from '../xml/index.ts'
import { importXmlNotes } from '../xml-notes.ts'
import { mnemosyneCards } from './xml.ts'

const LIST = 'cards.xml'

/** Is this, by its name, a file that Mnemosyne 2 shares? Content decides when it is opened. */
export function isMnemosyneCards(name: string): boolean {
  return /\.cards$/i.test(name)
}

/** Imports a file of cards that Mnemosyne 2 shares: a zip archive with one XML file and its media. */
export async function importMnemosyneCards(
  file: { readonly name: string; readonly bytes: Uint8Array },
  options: ImportOptions,
  watch: Watch,
): Promise<Result<ImportedDeck, Issue[]>> {
  const archive = await readArchive(file, { ...ARCHIVE_LIMITS, entryBytes: IMPORT_LIMITS.fileBytes })
  if (!archive.ok) return archive
  if (!archive.value.has(LIST)) return fail([notCards(file.name)])
  const bytes = await archive.value.read(LIST)
  if (!bytes.ok) return bytes
  const text = decodeXml(bytes.value, file.name)
  if (!text.ok) return text
  const parsed = parseXml(file.name, text.value)
  if (!parsed.ok) return fail([parsed.error])
  const { root, source } = parsed.value
  if (root.name !== 'openSM2sync') return fail([notCards(file.name)])
  const shelf = createMediaShelf()
  const finder = createMediumFinder(archive.value, shelf)
  const media = { shelf, find: (name: string) => finder(name, LIST) }
  return importXmlNotes(file.name, source, { ...mnemosyneCards(root), media }, options, watch)
}

function notCards(file: string): Issue {
  const message = 'This is not a file of cards from Mnemosyne. Export the cards there again, and import that.'
  return { severity: 'error', code: 'format', message, where: { file }, expected: `an archive with ${LIST} in it` }
}
