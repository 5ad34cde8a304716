import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Issue } from '../contract/errors.ts'
import { ok } from '../core/result.ts'
import { imagesBelow, imagesNamed } from '../importers/deck-file/image-folder.ts'
import { importFile, type ReadImage } from '../importers/index.ts'
import type { Collection } from '../store/collection.ts'
import type { JobPulse } from './protocol.ts'
import { writeImport } from './write-import.ts'

/** Setting that keeps the hash of each built-in deck file as it was installed. */
const INSTALLED = 'builtin.installed'
const POSITION = /^position:\s*(\d+)\s*$/m
const LAST = 10_000
const DECK_FILE = /^format:\s*epoch-deck\/1\s*$/m

interface BuiltinFile {
  /** Path below the decks folder, with `/`. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Of the file and of the drawings that it names. */
  readonly hash: string
}

/** The deck files of a folder, in the order of their positions and names; other YAML files (services, facts) are left out. */
export function deckFiles(folder: string): BuiltinFile[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .map((name) => ({ name: name.split(path.sep).join('/'), bytes: fs.readFileSync(path.join(folder, name)) }))
    .filter(({ bytes }) => DECK_FILE.test(headOf(bytes)))
    .map(({ name, bytes }) => ({ name, bytes, hash: hashOf(bytes, imagesOf(folder, name)) }))
    .sort((a, b) => positionOf(a) - positionOf(b) || (a.name < b.name ? -1 : 1))
}

/** The drawings beside a deck file. */
function imagesOf(folder: string, name: string): ReadImage {
  return imagesBelow(path.dirname(path.join(folder, name)))
}

function hashOf(bytes: Uint8Array, readImage: ReadImage): string {
  const hash = createHash('sha256').update(bytes)
  for (const image of imagesNamed(Buffer.from(bytes).toString('utf8'))) {
    const drawing = readImage(image)
    if (drawing) hash.update(`\0${image}\0${drawing.length}\0`).update(drawing)
  }
  return hash.digest('base64url')
}

function positionOf(file: BuiltinFile): number {
  const found = POSITION.exec(headOf(file.bytes))
  return found ? Number(found[1]) : LAST
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 2000)).toString('utf8')
}

function installedHashes(collection: Collection): Record<string, string> {
  const value = collection.settings.get(INSTALLED)
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {}
}

/** Which built-in files have not been installed as they are now; cheap enough to ask at every start. */
export function staleDeckFiles(collection: Collection, folder: string): BuiltinFile[] {
  const installed = installedHashes(collection)
  return deckFiles(folder).filter((file) => installed[file.name] !== file.hash)
}

function remember(collection: Collection, file: BuiltinFile): void {
  const written = collection.transact(null, (writes) => {
    writes.settings.set(INSTALLED, { ...installedHashes(collection), [file.name]: file.hash })
    return ok(undefined)
  })
  if (!written.ok) throw new Error(`could not remember ${file.name}: ${written.error.message}`)
}

/**
 * Installs the built-in decks that are new or have changed, a file at a time. A file with an error is left out and
 * reported; the others come in. Scheduling, edits and deletions of the person are never touched.
 * @param folder the decks that ship with the program
 */
export function installDecks(
  collection: Collection,
  folder: string,
  pulse: JobPulse,
): { installed: number; issues: Issue[] } {
  const files = staleDeckFiles(collection, folder)
  const issues: Issue[] = []
  let installed = 0
  for (const [index, file] of files.entries()) {
    pulse.progress('Installing decks', index, files.length)
    if (pulse.cancelled()) break
    const read = importFile({ name: file.name, bytes: file.bytes }, { readImage: imagesOf(folder, file.name) })
    const errors = read.ok ? read.value.issues.filter((issue) => issue.severity === 'error') : read.error
    if (!read.ok || errors.length > 0) {
      issues.push(...errors)
      continue
    }
    const source = read.value.head?.id ?? file.name
    const written = writeImport(collection, read.value, { mode: 'builtin', undoName: null, source }, pulse)
    if (!written.ok) {
      if (written.error.code === 'cancelled') break
      issues.push({
        severity: 'error',
        code: written.error.code,
        message: written.error.message,
        where: { file: file.name },
      })
      continue
    }
    remember(collection, file)
    installed += 1
  }
  pulse.progress('Installing decks', files.length, files.length)
  return { installed, issues }
}
