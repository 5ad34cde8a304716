/**
 * Walks the emitted main bundle on the stand-in and prints what it saw as JSON.
 * Run with `--import hooks.mjs`; the data folder comes after `--data`.
 */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { pathToFileURL } from 'node:url'
import type { contract } from '../../../electron/contract/index.ts'
import { app, ipcMain, seen } from './electron.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..')
const until = async (what: () => boolean): Promise<void> => {
  const limit = Date.now() + 60_000
  while (!what()) {
    if (Date.now() > limit) throw new Error('the main process did not get there')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

interface Connection {
  readonly client: ContractRouterClient<typeof contract>
  readonly answered: Promise<string>
  readonly closed: Promise<boolean>
}

function connect(url: string, topFrame: boolean): Connection {
  const { port1, port2 } = new MessageChannel()
  const closed = new Promise<boolean>((resolve) => port2.once('close', () => resolve(true)))
  const frame = { url, parent: topFrame ? null : {} }
  ipcMain.emit('epoch:connect', { senderFrame: frame, ports: [port1] })
  const client: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ port: port2 }))
  const answered = client.app.hello().then((hello) => `${hello.host} ${hello.schema}`)
  answered.catch(() => undefined)
  port2.start()
  return { client, answered, closed }
}

async function status(url: string, init?: RequestInit): Promise<number> {
  const handler = seen.handlers.get('epoch')
  if (!handler) throw new Error('no protocol handler')
  return (await handler(new Request(url, init))).status
}

async function windowWalk(): Promise<Record<string, unknown>> {
  const [window] = seen.windows
  if (!window) throw new Error('no window')
  const contents = window.webContents
  const blocked = (event: string, url: string): boolean => {
    let prevented = false
    contents.emit(event, { url, preventDefault: () => (prevented = true) })
    return prevented
  }
  const open = (url: string): string => contents.openHandler?.({ url }).action ?? 'no handler'
  return {
    url: contents.url,
    preferences: window.options.webPreferences,
    navigation: [blocked('will-navigate', 'https://example.com/'), blocked('will-navigate', 'epoch://app/#/today')],
    frame: blocked('will-frame-navigate', 'file:///etc/passwd'),
    webview: blocked('will-attach-webview', ''),
    opened: [open('https://docs.aws.amazon.com/'), open('file:///etc/passwd'), open('javascript:alert(1)')],
    external: seen.external,
  }
}

function decisions(): Record<string, unknown> {
  const asked: Record<string, boolean> = {}
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read'] as const) {
    seen.permissionRequest?.({} as never, permission, (granted) => (asked[permission] = granted), {} as never)
  }
  const cancelled: Record<string, boolean> = {}
  for (const url of ['https://example.com/x', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'epoch://app/index.html']) {
    seen.beforeRequest?.({ url }, (answer) => (cancelled[url] = answer.cancel ?? false))
  }
  return { asked, cancelled }
}

/** The page is saved as a PDF: cancelled, saved, and where nothing can be written. */
async function pdfWalk({ client }: Connection): Promise<Record<string, unknown>> {
  const save = () =>
    client.app.savePdf({ name: 'mock exam 1' }).catch((error: unknown) => {
      return error instanceof Error ? error.message : String(error)
    })
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epoch-pdf-'))
  const file = path.join(folder, 'report.pdf')
  seen.saveTo = null
  const cancelled = await save()
  seen.saveTo = file
  const saved = await save()
  const left = fs.readdirSync(folder)
  const bytes = fs.readFileSync(file, 'utf8')
  seen.saveTo = path.join(folder, 'no', 'such', 'folder.pdf')
  const refused = await save()
  fs.rmSync(folder, { recursive: true })
  return {
    ...{ cancelled, saved, refused, left, bytes, file, printed: seen.printed },
    proposed: seen.saveDialogs.map(({ defaultPath }) => path.basename(defaultPath ?? '')),
  }
}

async function walk(): Promise<Record<string, unknown>> {
  await import(pathToFileURL(path.join(ROOT, 'out', 'main', 'desktop.js')).href)
  if (process.env.STAND_IN_SECOND === '1') return { exits: seen.exits }
  await until(() => seen.windows[0]?.webContents.url !== '' || seen.errorBoxes.length > 0)
  if (seen.errorBoxes.length > 0) return { errorBoxes: seen.errorBoxes, exits: seen.exits }
  const ours = connect('epoch://app/#/today', true)
  const strangers = [
    connect('https://example.com/', true),
    connect('epoch://app/', false),
    connect('epoch://appx/', true),
  ]
  const result = {
    hello: await ours.answered,
    strangersClosed: await Promise.all(strangers.map((stranger) => stranger.closed)),
    window: await windowWalk(),
    ...decisions(),
    files: [
      await status('epoch://app/'),
      await status('epoch://app/../../package.json'),
      await status('epoch://app/%2e%2e/%2e%2e/package.json'),
      await status('epoch://app/', { method: 'POST' }),
    ],
    pdf: await pdfWalk(ours),
    menu: seen.menu,
    schemes: seen.schemes,
  }
  app.emit('second-instance')
  const focused = seen.windows[0]?.focused
  seen.windows[0]?.emit('close')
  app.emit('window-all-closed')
  await until(() => seen.exits.length > 0)
  return { ...result, focused, exits: seen.exits }
}

process.stdout.write(JSON.stringify(await walk()))
process.exit(0)
