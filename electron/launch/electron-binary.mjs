import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { ROOT } from './fresh.mjs'

const PACKAGE = path.join(ROOT, 'node_modules', 'electron')
const FETCH_SECONDS = 60
const MEMORY = path.join(ROOT, 'node_modules', '.cache', 'epoch-electron.json')
const RETRY_AFTER_MS = 24 * 3600 * 1000

/** Path of Electron's binary, or null when it is not on this machine. */
export function electronBinary() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
  const name = names[process.platform] ?? 'electron'
  const file = path.join(given ?? path.join(PACKAGE, 'dist'), name)
  return fs.existsSync(file) ? file : null
}

/** Whether a window can open at all: on Linux that takes a display. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function triedLately() {
  if (!fs.existsSync(MEMORY)) return false
  return Date.now() - Number(fs.readFileSync(MEMORY, 'utf8')) < RETRY_AFTER_MS
}

/**
 * Tries to fetch Electron's binary with Electron's own installer, for a bounded time, and says so.
 * A failed try is remembered for a day, so that a blocked network does not slow every start.
 * @param {{ force?: boolean }} [options] force: try although a try has failed lately
 * @returns {Promise<string | null>} path of the binary, or null
 */
export async function fetchElectron({ force = false } = {}) {
  if (!fs.existsSync(path.join(PACKAGE, 'install.js')) || (!force && triedLately())) return null
  process.stderr.write(`Fetching Electron's window, for at most ${FETCH_SECONDS} seconds …\n`)
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, ['install.js'], { cwd: PACKAGE, stdio: 'ignore', windowsHide: true })
    const timer = setTimeout(() => child.kill('SIGKILL'), FETCH_SECONDS * 1000)
    child.on('error', () => resolve(-1))
    child.on('exit', (status) => {
      clearTimeout(timer)
      resolve(status ?? -1)
    })
  })
  if (code === 0) return electronBinary()
  fs.mkdirSync(path.dirname(MEMORY), { recursive: true })
  fs.writeFileSync(MEMORY, String(Date.now()))
  return null
}
