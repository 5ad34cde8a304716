import { Buffer } from 'node:buffer'
import yazl from 'yazl'
import type { Issue } from '../../contract/errors.ts'
import { ARCHIVE_LIMITS } from '../../importers/archive/limits.ts'
import { nameProblem } from '../../importers/archive/names.ts'
import { commonLosses, lossOf, questionsOf, type ExportedNote, type ExportLosses } from '../question-bank.ts'
import { itemXml } from './item.ts'
import { mediaOf } from './markdown-html.ts'
import { manifestXml, OWN_TEST, testXml, textsOf, type PlacedQuestion } from './package.ts'

export interface Qti3Export extends ExportLosses {
  /** A zip file. */
  readonly bytes: Buffer
}

/** A date that every entry has, so that the same questions give the same bytes. */
const DATE = new Date(Date.UTC(2000, 0, 1))

/**
 * Questions as a QTI 3 package: an item a question, a test that names them by decks, tags as keywords, media beside
 * them. Importing the package gives the same questions again. What QTI has no place for is told note by note.
 * @param readMedium the bytes of a medium by its name; `null` when they are gone
 */
export async function toQti3(
  notes: readonly ExportedNote[],
  readMedium: (name: string) => Uint8Array | null,
): Promise<Qti3Export> {
  const { questions, issues } = questionsOf(notes)
  const losses: Issue[] = [...issues]
  const placed = questions.map((question, index): PlacedQuestion => {
    const number = String(index + 1).padStart(5, '0')
    return { question, identifier: `ITEM-${number}`, path: `items/item-${number}.xml` }
  })
  const media = new Map<string, Uint8Array>()
  for (const { question } of placed) {
    const lost = [...missingMedia(textsOf(question), media, readMedium), ...commonLosses(question)]
    if (lost.length > 0) losses.push(lossOf(question, notes.indexOf(question) + 1, lost))
  }
  const zip = new yazl.ZipFile()
  const add = (path: string, data: string | Uint8Array) =>
    zip.addBuffer(Buffer.from(data), path, { mtime: DATE, mode: 0o100644 })
  add('imsmanifest.xml', manifestXml(placed, [...media.keys()], TEST_PATH))
  add(TEST_PATH, testXml(OWN_TEST, placed))
  for (const { question, path } of placed) add(path, itemXml(question))
  for (const [name, bytes] of media) add(`media/${name}`, bytes)
  zip.end()
  return { bytes: await collect(zip.outputStream), written: questions.length, issues: losses }
}

const TEST_PATH = 'test.xml'

/** Gathers the media of texts; what is gone or has no safe name is a loss. */
function missingMedia(
  texts: readonly string[],
  media: Map<string, Uint8Array>,
  readMedium: (name: string) => Uint8Array | null,
): string[] {
  const lost: string[] = []
  for (const name of new Set(texts.flatMap(mediaOf))) {
    if (media.has(name)) continue
    const safe = !name.includes('/') && nameProblem(`media/${name}`, ARCHIVE_LIMITS) === null
    const bytes = safe ? readMedium(name) : null
    if (bytes) media.set(name, bytes)
    else lost.push(`the medium ${name}, which is not there`)
  }
  return lost
}

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
