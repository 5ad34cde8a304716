import fs from 'node:fs'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/** Our own arguments: those of the packaged Chromium switch web security off. */
const ARGS = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--font-render-hinting=none',
  // A container has no user namespace for Chromium's sandbox; the pages are our own.
  ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
]

const INSTALLED: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name]
    if (!folder) return []
    return [
      path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]
  }),
  linux: ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/microsoft-edge'],
}

/**
 * Finds a real Chromium: the one that comes with the test dependencies on Linux x64, else an installed Chrome or Edge.
 * Throws with the reason when there is none.
 */
export async function chromiumPath(): Promise<string> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    // Makes the package bring its own copies of libraries that a bare machine lacks.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
    const { default: packaged } = await import('@sparticuz/chromium')
    return packaged.executablePath()
  }
  const found = (INSTALLED[process.platform] ?? []).find((file) => fs.existsSync(file))
  if (found) return found
  throw new Error('No browser for the end-to-end tests: install Google Chrome or Microsoft Edge.')
}

/** Starts a headless Chromium. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await chromiumPath()
  return chromium.launch({ executablePath, args: ARGS, headless: true })
}
