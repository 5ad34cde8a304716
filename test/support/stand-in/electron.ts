/**
 * Stands in for Electron where its binary is not to be had: only what our main process uses, checked against
 * Electron's own declarations, so that a wrong name or shape fails the type check.
 */
import type * as Electron from 'electron'
import { EventEmitter } from 'node:events'

type Handler = (request: Request) => Promise<Response> | Response

/** Everything that happened, for the test to look at. */
export const seen = {
  exits: [] as number[],
  errorBoxes: [] as string[],
  external: [] as string[],
  windows: [] as StandInWindow[],
  schemes: [] as string[],
  handlers: new Map<string, Handler>(),
  menu: 0,
  paths: new Map<string, string>(),
  permissionRequest: null as null | Parameters<Electron.Session['setPermissionRequestHandler']>[0],
  permissionCheck: null as null | Parameters<Electron.Session['setPermissionCheckHandler']>[0],
  beforeRequest: null as null | ((details: { url: string }, decide: (r: { cancel?: boolean }) => void) => void),
  quitCalls: 0,
  /** What the person does in the next save dialog: the path chosen, or null to cancel. */
  saveTo: null as string | null,
  saveDialogs: [] as Electron.SaveDialogOptions[],
  printed: [] as Electron.PrintToPDFOptions[],
}

class StandInApp extends EventEmitter {
  isPackaged = false
  setName(_name: string): void {}
  setPath(name: string, value: string): void {
    seen.paths.set(name, value)
  }
  getPath(name: string): string {
    return seen.paths.get(name) ?? process.cwd()
  }
  requestSingleInstanceLock(): boolean {
    return process.env.STAND_IN_SECOND !== '1'
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  exit(code = 0): void {
    seen.exits.push(code)
  }
  quit(): void {
    seen.quitCalls += 1
    let prevented = false
    this.emit('will-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) seen.exits.push(0)
  }
}

class StandInContents extends EventEmitter {
  url = ''
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
  getURL(): string {
    return this.url
  }
  printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    seen.printed.push(options)
    return Promise.resolve(Buffer.from('%PDF-1.7 stand-in'))
  }
}

export class StandInWindow extends EventEmitter {
  static getAllWindows(): StandInWindow[] {
    return seen.windows
  }
  readonly webContents = new StandInContents()
  readonly options: Electron.BrowserWindowConstructorOptions
  focused = 0
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    seen.windows.push(this)
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.url = url
    this.emit('ready-to-show')
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  focus(): void {
    this.focused += 1
  }
  show(): void {}
  maximize(): void {}
  isMaximized(): boolean {
    return false
  }
  getNormalBounds(): Electron.Rectangle {
    return { x: 40, y: 50, width: 1000, height: 700 }
  }
}

export const app = new StandInApp()
export const BrowserWindow = StandInWindow
export const ipcMain = new EventEmitter()
export const ipcRenderer = { postMessage: (): void => undefined }
export const contextBridge = { exposeInMainWorld: (): void => undefined }
export const nativeTheme = { shouldUseDarkColors: false }
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }
export const dialog = {
  showErrorBox: (title: string, content: string): void => void seen.errorBoxes.push(`${title}: ${content}`),
  showSaveDialog: (_window: StandInWindow, options: Electron.SaveDialogOptions) => {
    seen.saveDialogs.push(options)
    return Promise.resolve<Electron.SaveDialogReturnValue>({
      canceled: seen.saveTo === null,
      filePath: seen.saveTo ?? '',
    })
  },
}
export const shell = {
  openExternal: async (url: string): Promise<void> => void seen.external.push(url),
}
export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (): void => void (seen.menu += 1),
}
export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]): void =>
    void seen.schemes.push(...schemes.map((scheme) => scheme.scheme)),
  handle: (scheme: string, handler: Handler): void => void seen.handlers.set(scheme, handler),
}
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: typeof seen.permissionRequest) => void (seen.permissionRequest = handler),
    setPermissionCheckHandler: (handler: typeof seen.permissionCheck) => void (seen.permissionCheck = handler),
    setDevicePermissionHandler: (): void => undefined,
    setDisplayMediaRequestHandler: (): void => undefined,
    webRequest: {
      onBeforeRequest: (handler: typeof seen.beforeRequest): void => void (seen.beforeRequest = handler),
    },
  },
}

// The names and the shapes below are Electron's own; the compiler says so when they are not.
type Names<T> = { [K in keyof T]: unknown }
export const checked = {
  app: app satisfies Names<
    Pick<Electron.App, 'setName' | 'setPath' | 'getPath' | 'whenReady' | 'exit' | 'quit' | 'isPackaged'>
  >,
  dialog: dialog satisfies Pick<Electron.Dialog, 'showErrorBox'> & Names<Pick<Electron.Dialog, 'showSaveDialog'>>,
  contents: StandInContents.prototype satisfies Pick<Electron.WebContents, 'getURL' | 'printToPDF'>,
  shell: shell satisfies Pick<Electron.Shell, 'openExternal'>,
  protocol: protocol satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
  session: session.defaultSession satisfies Names<
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
      | 'webRequest'
    >
  >,
  window: StandInWindow.prototype satisfies Names<
    Pick<
      Electron.BrowserWindow,
      'loadURL' | 'isMinimized' | 'restore' | 'focus' | 'show' | 'maximize' | 'isMaximized' | 'getNormalBounds'
    >
  >,
}
