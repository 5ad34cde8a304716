import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCollection } from '../../electron/store/open.ts'
import { writeOwner } from '../../electron/store/owner.ts'
import { startChild } from './store-support.ts'
import type { StoreChild } from './store-support.ts'

let dataDir: string
let child: StoreChild | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'epoch-lock-'))
})
afterEach(async () => {
  await child?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

const open = () => openCollection(dataDir, { now: Date.now, purpose: 'owner' })

/** The bytes of the database and its log. */
function bytesIn(folder: string): Map<string, string> {
  const files = readdirSync(folder).filter((file) => /^collection\.db(-wal)?$/.test(file))
  return new Map(files.map((file) => [file, readFileSync(join(folder, file)).toString('base64')]))
}

describe('a second process', () => {
  it('is told who has the folder, and gets it the moment that one is killed', async () => {
    child = startChild('hold', dataDir)
    await child.until(1)
    const owner = {
      pid: child.process.pid ?? 0,
      url: 'http://127.0.0.1:4123/',
      startedAt: Date.now(),
      host: 'loopback',
    }
    writeOwner(dataDir, owner)
    expect(open()).toMatchObject({ ok: false, error: { code: 'locked', owner } })
    await child.kill()
    const opened = open()
    if (!opened.ok) throw new Error(opened.error.message)
    expect(opened.value.uncleanStop).toBe(true)
    opened.value.close()
  })

  it('does not disturb the first', async () => {
    child = startChild('work', dataDir)
    await child.until(5)
    for (let attempt = 0; attempt < 20; attempt += 1) expect(open()).toMatchObject({ error: { code: 'locked' } })
    const before = child.said.length
    await child.until(before + 20)
  })
})

describe('a collection that a newer program was killed in', () => {
  it('is refused and left byte for byte as it was, with its log', async () => {
    child = startChild('newer', dataDir)
    await child.until(1)
    await child.kill()
    const before = bytesIn(dataDir)
    expect([...before.keys()]).toEqual(['collection.db', 'collection.db-wal'])
    expect(open()).toMatchObject({ ok: false, error: { code: 'future' } })
    expect(bytesIn(dataDir)).toEqual(before)
  })
})
