import { _electron, type Page } from 'playwright-core'
import { electronBinary } from '../../electron/launch/electron-binary.mjs'
import { noonZone, Watch } from './browser.ts'
import { ROOT } from './host.ts'

/** The origin of the app in its window. */
const APP_ORIGIN = 'epoch://app'

export interface DesktopWindow {
  readonly page: Page
  readonly watch: Watch
  close(): Promise<void>
}

/** Opens the real window on a data folder; throws with the reason where Electron's binary is not on the machine. */
export async function openWindow(dataDir: string): Promise<DesktopWindow> {
  const executablePath = electronBinary()
  if (!executablePath) throw new Error("Electron's binary is not on this machine. Fetch it with npx install-electron.")
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const app = await _electron.launch({
    executablePath,
    args: [ROOT, '--data', dataDir],
    env: { ...env, TZ: noonZone() } as Record<string, string>,
    timeout: 60_000,
  })
  const watch = new Watch(app.context(), () => APP_ORIGIN)
  const page = await app.firstWindow()
  page.setDefaultTimeout(15_000)
  return { page, watch, close: () => app.close() }
}
