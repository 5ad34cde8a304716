import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { readArguments, USAGE } from './arguments.mjs'
import { buildIfStale } from './build.mjs'
import { electronBinary, fetchElectron, hasDisplay } from './electron-binary.mjs'
import { ROOT } from './fresh.mjs'
import { requireNode } from './node-check.mjs'

/** A window that dies this soon after opening never came up (a missing system library, root without a sandbox). */
const EARLY_MS = 5000

/** Opens the window and resolves with true when it came up and was closed, false when it failed at once. */
function runDesktop(binary, wanted) {
  const started = Date.now()
  const args = [ROOT, ...(wanted.data ? ['--data', wanted.data] : [])]
  return new Promise((resolve) => {
    const child = spawn(binary, args, { stdio: 'inherit', windowsHide: false })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0 || Date.now() - started > EARLY_MS))
  })
}

async function runBrowser(wanted) {
  const { main } = await import(pathToFileURL(path.join(ROOT, 'out', 'main', 'loopback.js')).href)
  return main(wanted)
}

/** Why the window can't open here, in a sentence; null when a binary was found. */
async function desktopBinary(wanted) {
  if (!hasDisplay()) return { binary: null, why: 'This machine has no display for a window.' }
  const binary = electronBinary() ?? (await fetchElectron({ force: wanted.mode === 'desktop' }))
  return { binary, why: binary ? null : "Electron's window is not on this machine and could not be fetched." }
}

async function start() {
  requireNode()
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const wanted = readArguments(process.argv.slice(2))
  if ('error' in wanted) {
    process.stderr.write(`${wanted.error}\n\n${USAGE}\n`)
    return 2
  }
  if (!buildIfStale()) return 1
  if (wanted.mode === 'browser') return runBrowser(wanted)
  const { binary, why } = await desktopBinary(wanted)
  if (binary && (await runDesktop(binary, wanted))) return 0
  const reason = why ?? 'The window closed as soon as it opened.'
  if (wanted.mode === 'desktop') {
    process.stderr.write(`${reason}\n`)
    return 1
  }
  process.stderr.write(`${reason} Epoch opens in the browser instead; it is the same app with the same data.\n`)
  return runBrowser(wanted)
}

const code = await start()
if (code !== undefined) process.exitCode = code
