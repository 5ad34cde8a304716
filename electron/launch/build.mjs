import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint, isFresh, markFresh, ROOT } from './fresh.mjs'
import { requireNode } from './node-check.mjs'

/**
 * Builds every host and the renderer into out/.
 * @param {{ quiet?: boolean }} [options] quiet: show what the bundler says only when it fails
 * @returns {boolean} whether the build succeeded
 */
export function build({ quiet = false } = {}) {
  const stamp = fingerprint()
  fs.rmSync(path.join(ROOT, 'out', '.stamp'), { force: true })
  const bundler = path.join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const run = spawnSync(process.execPath, [bundler, 'build', '--logLevel', quiet ? 'warn' : 'info'], {
    cwd: ROOT,
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
  })
  if (run.status !== 0) {
    if (quiet) process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}`)
    process.stderr.write('The build failed.\n')
    return false
  }
  markFresh(stamp)
  return true
}

/** Builds only when a source has changed since the last build. */
export function buildIfStale() {
  if (isFresh()) return true
  process.stderr.write('Building Epoch, this takes a few seconds …\n')
  return build({ quiet: true })
}

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) {
  requireNode()
  process.exit(build() ? 0 : 1)
}
