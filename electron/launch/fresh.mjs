import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// import.meta.dirname is not there on the oldest versions of Node, which must get as far as the check of the version.
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const STAMP = path.join(ROOT, 'out', '.stamp')
const INPUTS = ['electron', 'renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

function* files(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isFile()) yield [entry, stat]
  else for (const name of fs.readdirSync(entry).sort()) yield* files(path.join(entry, name))
}

/** A fingerprint of everything that goes into a build: names, sizes and times of the sources. */
export function fingerprint() {
  const hash = createHash('sha256')
  for (const input of INPUTS) {
    for (const [file, stat] of files(path.join(ROOT, input))) hash.update(`${file}:${stat.size}:${stat.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** True when out/ was built from the sources as they are. */
export function isFresh() {
  return fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === fingerprint()
}

/** Remembers that out/ was built from the sources with this fingerprint. */
export function markFresh(stamp) {
  fs.writeFileSync(STAMP, stamp)
}
