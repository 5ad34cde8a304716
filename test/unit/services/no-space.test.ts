import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLog } from '../../../electron/loopback/log.ts'
import { makeApp } from '../../support/app.ts'
import { temporaryFolder } from '../../support/host.ts'

describe('where nothing more can be written', () => {
  it('the app goes on without its note of who has the collection, and leaves nothing of it behind', async () => {
    const test = await makeApp()
    const note = path.join(test.dataDir, 'owner.json')
    fs.rmSync(note)
    // As on a full disk, the note cannot be put there.
    fs.mkdirSync(path.join(note, 'in the way'), { recursive: true })
    test.app.announce('http://127.0.0.1:1/#token=x')
    expect(test.logged.join()).toContain('nobody can be told')
    expect(fs.readdirSync(test.dataDir).filter((name) => name.startsWith('owner.json'))).toEqual(['owner.json'])
    fs.rmSync(note, { recursive: true })
    await test.close()
  })

  it('the log is left out, and nothing stops for it', () => {
    const blocked = path.join(temporaryFolder('no-log'), 'file')
    fs.writeFileSync(blocked, '')
    const log = createLog(path.join(blocked, 'logs', 'epoch.log'))
    log.warn('a word')
    log.error('a word', new Error('x'))
    expect(fs.readFileSync(blocked, 'utf8')).toBe('')
  })
})
