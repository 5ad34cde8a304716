import fs from 'node:fs'
import path from 'node:path'

/** A package that ends up in the product, with the text of its licence. */
export interface Notice {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

interface LockFile {
  readonly packages: Readonly<Record<string, Locked>>
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** Folders whose code ships; generators and launchers do not. */
const SHIPPED = [
  'contract',
  'core',
  'importers',
  'exporters',
  'store',
  'media',
  'services',
  'jobs',
  'desktop',
  'loopback',
  'cli',
]
/** Packages whose own dependencies only serve to fetch them. */
const ALONE = new Set(['electron'])
/** Licences of packages that hold no text of their own, as files in `licences/`. */
const TEXTS = new Map([['@bufbuild/protobuf', 'bufbuild-protobuf.txt']])

/**
 * The notices of all third-party packages in the product: those that shipped code imports, and what they depend on
 * by the lock file. Texts come from the installed packages.
 * @param root the repository
 */
export function collectNotices(root: string): Notice[] {
  const manifest = readJson<Manifest>(path.join(root, 'package.json'))
  const lock = readJson<LockFile>(path.join(root, 'package-lock.json'))
  const known = new Set([...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})])
  const roots = importedPackages(root).filter((name) => known.has(name))
  const places = new Set<string>()
  for (const name of [...Object.keys(manifest.dependencies ?? {}), ...roots]) walk(`node_modules/${name}`, lock, places)
  const notices = [...places].map((place) => notice(root, place, lock.packages[place] ?? {}))
  // A package that is installed in two places is one package.
  const unique = new Map(notices.map((item) => [`${item.name} ${item.version}`, item]))
  return [...unique.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as T
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|@import\s+|\burl\(\s*)['"]([^'"]+)['"]/g
const TYPE_IMPORT = /\bimport\s+type\b[^'"]*['"][^'"]+['"]/g

/** Names of the packages that shipped code imports for more than types. */
function importedPackages(root: string): string[] {
  const folders = [...SHIPPED.map((room) => path.join(root, 'electron', room)), path.join(root, 'renderer', 'src')]
  const names = new Set<string>()
  for (const file of folders.flatMap(sources)) {
    const text = fs.readFileSync(file, 'utf8').replace(TYPE_IMPORT, '')
    for (const [, specifier = ''] of text.matchAll(IMPORT)) {
      const [first = '', second = ''] = specifier.split('/')
      names.add(first.startsWith('@') ? `${first}/${second}` : first)
    }
  }
  return [...names].sort()
}

function sources(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|vue|css)$/.test(name))
    .map((name) => path.join(folder, name))
}

/** Adds a package and what it depends on, resolved as Node does: nested packages first. */
function walk(place: string, lock: LockFile, places: Set<string>): void {
  const locked = lock.packages[place]
  if (!locked || places.has(place)) return
  places.add(place)
  if (ALONE.has(packageName(place))) return
  for (const name of needs(locked)) {
    const found = resolve(place, name, lock)
    if (found) walk(found, lock, places)
  }
}

function needs({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: Locked): string[] {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true)
  return [...Object.keys(dependencies), ...peers]
}

function resolve(from: string, name: string, lock: LockFile): string | null {
  let folder = from
  for (;;) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (lock.packages[place]) return place
    if (folder === '') return null
    const parent = folder.lastIndexOf('/node_modules/')
    folder = parent < 0 ? '' : folder.slice(0, parent)
  }
}

function packageName(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function notice(root: string, place: string, locked: Locked): Notice {
  const licence = locked.license ?? 'see the text'
  const name = packageName(place)
  const kept = TEXTS.get(name)
  const text = licenceText(path.join(root, place)) ?? (kept === undefined ? null : keptText(kept))
  if (text === null) throw new Error(`${name} holds no licence text: keep its licence (${licence}) in licences/`)
  return { name, version: locked.version ?? '', licence, text }
}

function keptText(file: string): string {
  return fs.readFileSync(path.join(import.meta.dirname, 'licences', file), 'utf8').trim()
}

function licenceText(folder: string): string | null {
  if (!fs.existsSync(folder)) return null
  const files = fs.readdirSync(folder).sort()
  const names = files.filter((name) => /^(?:licen[cs]e|copying|ofl)(?:[.-][a-z0-9.-]+)?$/i.test(name))
  const texts = names
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
  return texts.length === 0 ? null : texts.join('\n\n')
}
