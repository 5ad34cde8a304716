import { app, BrowserWindow, dialog, ipcMain, protocol, session, shell } from 'electron'
import fs from 'node:fs'
import path from 'node:path'
import { CONTENT_PREFIX, serveContent } from '../media/content.ts'
import { serveRenderer } from '../media/renderer-files.ts'
import { contentOf } from '../services/content.ts'
import { isApp, openHouse, type House } from '../services/house.ts'
import { explainOpenProblem, runningAt } from '../services/open-problem.ts'
import { defaultDataDir, findResources } from '../services/paths.ts'
import { dataDirFrom } from './arguments.ts'
import { guardNetwork } from './guards/network.ts'
import { guardPermissions } from './guards/permissions.ts'
import { serveRouter } from './ipc.ts'
import { createLog } from './log.ts'
import { setMenu } from './menu.ts'
import { APP_SCHEME } from './origin.ts'
import { savePdf } from './save-pdf.ts'
import { openWindow } from './window.ts'

const dataDir = dataDirFrom(process.argv) ?? defaultDataDir(process.env, process.platform)
const profile = path.join(dataDir, 'desktop')
app.setName('Epoch')
prepareProfile()

protocol.registerSchemesAsPrivileged([
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
  },
])

function fail(title: string, words: string): void {
  dialog.showErrorBox(title, words)
  app.exit(1)
}

/** Chromium's own files go below the data folder, so that two data folders are two programs. */
function prepareProfile(): void {
  try {
    fs.mkdirSync(profile, { recursive: true })
    app.setPath('userData', profile)
  } catch (error) {
    fail(
      'Epoch could not use your data folder',
      `${dataDir}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

function closeOnQuit(running: House): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void running.close().then(() => {
      closed = true
      app.quit()
    })
  })
}

/** Cards are shown from the collection that is open when they are asked for. */
function contentOfHouse(house: House, renderer: string): (request: Request) => Response | Promise<Response> {
  const serve = () => {
    const door = house.door()
    return isApp(door) ? serveContent(contentOf(door, renderer)) : () => new Response(null, { status: 404 })
  }
  let served = serve()
  house.onChange(() => (served = serve()))
  return (request) => served(request)
}

async function run(): Promise<void> {
  const log = createLog(path.join(dataDir, 'logs'))
  const resources = findResources(import.meta.url)
  const openFolder = async (folder: string): Promise<boolean> => (await shell.openPath(folder)) === ''
  const running = await openHouse({ dataDir, resources, host: 'desktop', log, openFolder, savePdf })
  if (!running.ok) {
    const url = runningAt(running.error)
    if (url) {
      await shell.openExternal(url)
      return app.exit(0)
    }
    return fail('Epoch could not open your collection', explainOpenProblem(running.error, dataDir))
  }
  if (!resources.renderer) return fail('Epoch is incomplete', 'The interface has not been built. Run npm run build.')
  closeOnQuit(running.value)
  guardPermissions(session.defaultSession)
  guardNetwork(session.defaultSession)
  const files = serveRenderer(resources.renderer)
  const content = contentOfHouse(running.value, resources.renderer)
  protocol.handle(APP_SCHEME, (request) =>
    new URL(request.url).pathname.startsWith(CONTENT_PREFIX) ? content(request) : files(request),
  )
  serveRouter(ipcMain, running.value, (words) => log.warn(words))
  setMenu(process.platform, !app.isPackaged)
  const preload = path.join(import.meta.dirname, '..', 'preload', 'preload.cjs')
  await openWindow(preload, profile)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow(preload, profile)
  })
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  void app.whenReady().then(run)
} else {
  app.quit()
}
