import fs from 'node:fs'
import path from 'node:path'

export interface WindowState {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly maximized: boolean
  /** Fragment of the address: the view that was open. */
  readonly view: string
}

const FIRST: WindowState = { width: 1280, height: 840, maximized: false, view: '' }
const VIEW = /^#\/[\w/-]{0,200}$/

function whole(value: unknown, min: number, max: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null
}

/** Reads the place, size and view of the last run; anything unreadable counts as a first run. */
export function readWindowState(folder: string): WindowState {
  const file = path.join(folder, 'window.json')
  if (!fs.existsSync(file)) return FIRST
  try {
    const raw: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
    if (typeof raw !== 'object' || raw === null) return FIRST
    const value = raw as Record<string, unknown>
    const x = whole(value.x, -20_000, 20_000)
    const y = whole(value.y, -20_000, 20_000)
    return {
      ...(x !== null && y !== null ? { x, y } : {}),
      width: whole(value.width, 640, 20_000) ?? FIRST.width,
      height: whole(value.height, 480, 20_000) ?? FIRST.height,
      maximized: value.maximized === true,
      view: typeof value.view === 'string' && VIEW.test(value.view) ? value.view : '',
    }
  } catch (error) {
    if (error instanceof SyntaxError) return FIRST
    throw error
  }
}

/** Writes the state for the next run, by a rename so that a kill leaves the old file or the new. */
export function writeWindowState(folder: string, state: WindowState): void {
  const file = path.join(folder, 'window.json')
  fs.writeFileSync(`${file}.new`, JSON.stringify(state))
  fs.renameSync(`${file}.new`, file)
}
