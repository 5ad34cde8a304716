import { BrowserWindow, nativeTheme, screen, shell } from 'electron'
import path from 'node:path'
import { guardNavigation } from './guards/navigation.ts'
import { guardWindows } from './guards/windows.ts'
import { APP_ORIGIN } from './origin.ts'
import { readWindowState, writeWindowState, type WindowState } from './window-state.ts'

const SMALLEST = { minWidth: 720, minHeight: 540 }
/** Paper of the two themes, so that the window does not flash before the page is drawn. */
const PAPER = { light: '#f8faf9', dark: '#131715' }

function onScreen(state: WindowState): Partial<WindowState> {
  if (state.x === undefined || state.y === undefined) return {}
  const { x, y } = state
  const visible = screen.getAllDisplays().some(({ workArea: area }) => {
    return (
      x < area.x + area.width - 80 && x + state.width > area.x + 80 && y >= area.y - 20 && y < area.y + area.height - 80
    )
  })
  return visible ? { x, y } : {}
}

/**
 * Opens the one window, where and how it was closed last.
 * @param preload absolute path of the emitted preload
 * @param stateDir folder that keeps the window's state
 */
export async function openWindow(preload: string, stateDir: string): Promise<BrowserWindow> {
  const state = readWindowState(stateDir)
  const window = new BrowserWindow({
    width: state.width,
    height: state.height,
    ...onScreen(state),
    ...SMALLEST,
    show: false,
    title: 'Epoch',
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      preload: path.resolve(preload),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  guardNavigation(window.webContents)
  guardWindows(window.webContents, (url) => shell.openExternal(url))
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds()
    const url = window.webContents.getURL()
    const view = URL.canParse(url) ? new URL(url).hash : ''
    writeWindowState(stateDir, { x, y, width, height, maximized: window.isMaximized(), view })
  })
  await window.loadURL(`${APP_ORIGIN}/${state.view}`)
  return window
}
