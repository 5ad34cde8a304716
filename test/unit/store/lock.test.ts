import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCollection } from '../../../electron/store/open.ts'
import { readOwner, writeOwner } from '../../../electron/store/owner.ts'
import { clock, error, newFolder, openIn } from './support.ts'

const owner = { pid: 4711, url: 'http://127.0.0.1:4000/?token=abc', startedAt: 1_795_000_000_000, host: 'loopback' }

describe('the lock of a data folder', () => {
  it('lets in one owner, and tells a second one who has it', () => {
    const dataDir = newFolder()
    openIn(dataDir)
    writeOwner(dataDir, owner)
    const refused = error(openCollection(dataDir, { now: clock(), purpose: 'owner' }))
    expect(refused).toMatchObject({ code: 'locked', dataDir, owner })
  })

  it('is free once the owner has closed', () => {
    const dataDir = newFolder()
    openIn(dataDir).close()
    openIn(dataDir)
  })

  it('does not keep out a worker', () => {
    const dataDir = newFolder()
    const collection = openIn(dataDir)
    const worker = openIn(dataDir, { purpose: 'worker' })
    expect(worker.about().guid).toBe(collection.about().guid)
  })

  it('holds nothing in its file', () => {
    const dataDir = newFolder()
    openIn(dataDir)
    expect(statSync(join(dataDir, 'lock.db')).size).toBe(0)
  })
})

describe('the note about the owner', () => {
  it('is readable by this user alone', () => {
    const dataDir = newFolder()
    writeOwner(dataDir, owner)
    expect(readOwner(dataDir)).toEqual(owner)
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'owner.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dataDir)).toEqual(['owner.json'])
  })

  it('goes away with the owner, and an old one with the next', () => {
    const dataDir = newFolder()
    writeOwner(dataDir, owner)
    const collection = openIn(dataDir)
    expect(readOwner(dataDir)).toBeNull()
    writeOwner(dataDir, owner)
    collection.close()
    expect(existsSync(join(dataDir, 'owner.json'))).toBe(false)
  })

  it.each(['', '{', 'null', '[]', '{"pid":"1"}', '{"pid":1,"host":"desktop"}'])('is no one when it says %j', (text) => {
    const dataDir = newFolder()
    writeFileSync(join(dataDir, 'owner.json'), text)
    expect(readOwner(dataDir)).toBeNull()
  })

  it('may be of a host without an address', () => {
    const dataDir = newFolder()
    writeOwner(dataDir, { ...owner, url: null })
    expect(readOwner(dataDir)).toEqual({ ...owner, url: null })
  })
})
