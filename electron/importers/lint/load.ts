import fs from 'node:fs'
import path from 'node:path'
import type { Issue } from '../../contract/errors.ts'
import { readCatalogue, readCatalogueFile } from '../catalogue.ts'
import { imagesBelow } from '../deck-file/image-folder.ts'
import { readDeck } from '../deck-file/read.ts'
import { detectFormat } from '../detect.ts'
import { decodeText } from '../encoding.ts'
import { importFile } from '../index.ts'
import { IMPORT_LIMITS, sizeInWords } from '../limits.ts'
import type { Bank, LintCatalogue, LintFile, LintNote } from './bank.ts'

/** Folders above a file in which a catalogue is looked for. */
const LEVELS_UP = 5

/** Reads what is to be linted; problems of reading are told beside it. */
export interface Loaded {
  readonly bank: Bank
  readonly issues: readonly Issue[]
}

/**
 * Loads decks and catalogues.
 * @param paths deck files, catalogue files or folders
 * @param fallback decks folder whose catalogue holds for files that have none near them
 */
export function loadBank(paths: readonly string[], fallback: string | null): Loaded {
  const issues: Issue[] = []
  const catalogues = createCatalogues(paths, fallback, issues)
  const files: LintFile[] = []
  for (const found of paths.flatMap((name) => listFiles(name, issues))) {
    const loaded = loadFile(found.file, found.named)
    if (loaded.issues.length > 0) issues.push(...loaded.issues)
    if (!loaded.deck) continue
    const { head, entries } = loaded.deck
    const catalogue = catalogues.near(found.file)
    const exam = catalogue.blueprints.find((blueprint) => head.id.startsWith(`${blueprint.id}/`)) ?? null
    const notes: LintNote[] = []
    const file: LintFile = { file: found.file, head, catalogue, exam, notes }
    for (const { imported, place } of entries) notes.push({ ...imported, deckFile: file, place })
    files.push(file)
  }
  return { bank: { files, notes: files.flatMap((file) => file.notes), catalogues: catalogues.all() }, issues }
}

interface FoundFile {
  readonly file: string
  /** The person named it, so it must be a deck or part of a catalogue. */
  readonly named: boolean
}

function listFiles(name: string, issues: Issue[]): FoundFile[] {
  const stat = fs.statSync(name, { throwIfNoEntry: false })
  if (!stat) {
    const message = `There is no file or folder ${name}.`
    issues.push({ severity: 'error', code: 'no-file', message, where: { file: name } })
    return []
  }
  if (!stat.isDirectory()) return [{ file: name, named: true }]
  return fs
    .readdirSync(name, { recursive: true, encoding: 'utf8' })
    .filter((entry) => /\.(?:ya?ml|json)$/i.test(entry) && !/(?:^|[\\/])(?:node_modules|\.[^\\/]*)[\\/]/.test(entry))
    .sort()
    .map((entry) => ({ file: path.join(name, entry), named: false }))
}

function loadFile(file: string, named: boolean) {
  const nothing = { deck: null, issues: [] as Issue[] }
  const size = fs.statSync(file).size
  if (size > IMPORT_LIMITS.deckFileBytes) return { ...nothing, issues: [tooLarge(file, size)] }
  const bytes = fs.readFileSync(file)
  const decoded = decodeText(bytes, file)
  if (!decoded.ok) return { ...nothing, issues: decoded.error }
  const text = decoded.value
  const family = /^\s*(?:\{\s*)?"?format"?:\s*['"]?(epoch-[a-z]+)/m.exec(text.slice(0, 8192))?.[1]
  if (family !== undefined && family !== 'epoch-deck') {
    const read = readCatalogueFile(file, bytes)
    return { ...nothing, issues: read.ok ? [] : read.error }
  }
  if (family === undefined && !named) return nothing
  const format = detectFormat(text, file)
  if (typeof format !== 'string') return { ...nothing, issues: [format] }
  if (format === 'table' || format === 'anki-text') {
    const read = importFile({ name: file, bytes })
    return { ...nothing, issues: read.ok ? [...read.value.issues] : read.error }
  }
  const options = { readImage: imagesBelow(path.dirname(file)) }
  const read = readDeck(file, text, format === 'json' ? 'JSON' : 'YAML', options)
  return read.ok ? { deck: read.value, issues: [...read.value.issues] } : { ...nothing, issues: read.error }
}

function tooLarge(file: string, size: number): Issue {
  const expected = `at most ${sizeInWords(IMPORT_LIMITS.deckFileBytes)}`
  const message = 'The file is too large. Split it into several files.'
  return { severity: 'error', code: 'too-large', message, where: { file }, expected, found: sizeInWords(size) }
}

/** Reads each catalogue once; problems in it are told where its files are linted themselves. */
function createCatalogues(paths: readonly string[], fallback: string | null, issues: Issue[]) {
  const byFolder = new Map<string, LintCatalogue>()
  const folders = paths.map((name) => path.resolve(name))
  const read = (folder: string | null): LintCatalogue => {
    const key = folder ?? ''
    const known = byFolder.get(key)
    if (known) return known
    const files = folder === null ? { blueprints: [], services: [], facts: [], issues: [] } : readCatalogue(folder)
    const inside = (exam: string) => folders.some((name) => isInside(path.join(key, exam), name))
    const complete = files.blueprints.map((blueprint) => blueprint.id).filter((id) => folder !== null && inside(id))
    if (complete.length === 0) issues.push(...files.issues.filter(() => folder !== fallback))
    const shown = (exam: string, kind: string) => path.relative(process.cwd(), path.join(key, exam, `${kind}.yaml`))
    const made: LintCatalogue = {
      blueprints: files.blueprints,
      services: new Map(files.services.map((service) => [service.id, service])),
      facts: files.facts,
      complete: new Set(complete),
      place: (exam, kind) => ({ file: shown(exam, kind) }),
    }
    byFolder.set(key, made)
    return made
  }
  return {
    near: (file: string) => read(decksFolder(path.dirname(path.resolve(file))) ?? fallback),
    all: () => [...byFolder.values()],
  }
}

/** Is the first path the second, or below it? */
function isInside(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner)
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way))
}

/** The nearest folder from here upwards that holds services or exams. */
function decksFolder(from: string): string | null {
  let folder = from
  for (let level = 0; level < LEVELS_UP; level += 1) {
    if (fs.existsSync(path.join(folder, 'services.yaml')) || hasExam(folder)) return folder
    folder = path.dirname(folder)
  }
  return null
}

function hasExam(folder: string): boolean {
  const entries = fs.readdirSync(folder, { withFileTypes: true })
  return entries.some((entry) => entry.isDirectory() && fs.existsSync(path.join(folder, entry.name, 'blueprint.yaml')))
}
