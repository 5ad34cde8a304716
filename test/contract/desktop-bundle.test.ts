import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, temporaryFolder } from '../support/host.ts'

const standIn = path.join(ROOT, 'test', 'support', 'stand-in')
const dataDir = temporaryFolder('stand-in')

interface Walk {
  hello?: string
  strangersClosed?: boolean[]
  window?: {
    url: string
    preferences: Record<string, unknown>
    navigation: boolean[]
    frame: boolean
    webview: boolean
    opened: string[]
    external: string[]
  }
  asked?: Record<string, boolean>
  cancelled?: Record<string, boolean>
  pdf?: {
    cancelled: unknown
    saved: unknown
    refused: unknown
    left: string[]
    bytes: string
    file: string
    printed: unknown[]
    proposed: string[]
  }
  files?: number[]
  menu?: number
  schemes?: string[]
  focused?: number
  errorBoxes?: string[]
  exits: number[]
}

function walk(env: Record<string, string> = {}): Promise<Walk> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', path.join(standIn, 'hooks.mjs'), path.join(standIn, 'walk.ts'), '--data', dataDir],
      { cwd: ROOT, env: { ...process.env, ...env } },
    )
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('close', () => (out ? resolve(JSON.parse(out) as Walk) : reject(new Error(errors))))
  })
}

describe('the emitted desktop bundles on the stand-in', () => {
  let first: Walk
  beforeAll(async () => {
    first = await walk()
  })
  afterAll(() => fs.rmSync(dataDir, { recursive: true }))

  it('opens one window with a sandboxed, isolated page', () => {
    expect(first.window?.url).toBe('epoch://app/')
    expect(first.window?.preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect(fs.existsSync(String(first.window?.preferences.preload))).toBe(true)
    expect(first.schemes).toEqual(['epoch'])
    expect(first.menu).toBe(1)
  })

  it('answers a contract call from its own page', () => {
    expect(first.hello).toMatch(/^desktop \d+$/)
  })

  it('closes the port of any other sender: another site, a frame, a look-alike host', () => {
    expect(first.strangersClosed).toEqual([true, true, true])
  })

  it('refuses navigation, foreign frames and webviews', () => {
    expect(first.window?.navigation).toEqual([true, false])
    expect(first.window?.frame).toBe(true)
    expect(first.window?.webview).toBe(true)
  })

  it('opens no window, and hands only https links to the browser', () => {
    expect(first.window?.opened).toEqual(['deny', 'deny', 'deny'])
    expect(first.window?.external).toEqual(['https://docs.aws.amazon.com/'])
  })

  it('denies permissions and every request that would leave the machine', () => {
    expect(first.asked).toEqual({ media: false, geolocation: false, notifications: false, 'clipboard-read': false })
    expect(first.cancelled).toEqual({
      'https://example.com/x': true,
      'http://127.0.0.1:9/': true,
      'file:///etc/passwd': true,
      'epoch://app/index.html': false,
    })
  })

  it('serves the renderer and nothing beside it', () => {
    expect(first.files?.[0]).toBe(200)
    expect(first.files?.slice(1)).toEqual([404, 404, 405])
  })

  it('saves the page as a PDF where the person says, whole or not at all', () => {
    expect(first.pdf).toMatchObject({
      cancelled: { outcome: 'cancelled', path: null },
      saved: { outcome: 'saved', path: first.pdf?.file },
      left: ['report.pdf'],
      bytes: '%PDF-1.7 stand-in',
      proposed: ['mock exam 1.pdf', 'mock exam 1.pdf', 'mock exam 1.pdf'],
    })
    expect(first.pdf?.printed[0]).toMatchObject({ pageSize: 'A4' })
    expect(first.pdf?.refused).toContain('could not be written')
  })

  it('brings the window up for a second start, and quits cleanly', () => {
    expect(first.focused).toBe(1)
    expect(first.exits).toEqual([0])
  })

  it('remembers the window for the next start', async () => {
    const state: unknown = JSON.parse(fs.readFileSync(path.join(dataDir, 'desktop', 'window.json'), 'utf8'))
    expect(state).toMatchObject({ x: 40, y: 50, width: 1000, height: 700 })
  })

  it('leaves at once when another Epoch has the lock of the single instance', async () => {
    const second = await walk({ STAND_IN_SECOND: '1' })
    expect(second.exits).toEqual([0])
  })

  it('exposes one call to the page, from a preload without Node', () => {
    const preload = fs.readFileSync(path.join(ROOT, 'out', 'preload', 'preload.cjs'), 'utf8')
    const required = [...preload.matchAll(/require\(["'`]([^"'`]+)["'`]\)/g)].map((found) => found[1])
    expect(new Set(required)).toEqual(new Set(['electron']))
    expect(preload).toContain('exposeInMainWorld')
  })
})
