import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { putFiles } from '../../../electron/media/put-files.ts'
import { MEDIA_FOLDER, hashOf, putFile, readFile } from '../../../electron/media/store.ts'
import { temporaryFolder } from '../../support/host.ts'

let dataDir: string
beforeEach(() => {
  dataDir = temporaryFolder('media')
})

const files = (): string[] =>
  fs
    .readdirSync(path.join(dataDir, MEDIA_FOLDER), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.length > 2)

describe('several files at once', () => {
  it('are put away as one by one, each once, and say which were new', async () => {
    const [one, two] = [Buffer.from('one'), Buffer.from('two')]
    putFile(dataDir, two)
    const put = await putFiles(dataDir, [one, two, one])
    expect(put).toEqual([
      { hash: hashOf(one), size: 3, fresh: true },
      { hash: hashOf(two), size: 3, fresh: false },
      { hash: hashOf(one), size: 3, fresh: false },
    ])
    expect([one, two].map((bytes) => readFile(dataDir, hashOf(bytes))?.equals(bytes))).toEqual([true, true])
    expect(files()).toHaveLength(2)
  })

  it('replace a file that was cut short', async () => {
    const bytes = Buffer.from('whole')
    const { hash } = putFile(dataDir, bytes)
    fs.writeFileSync(path.join(dataDir, MEDIA_FOLDER, hash.slice(0, 2), hash), 'who')
    await putFiles(dataDir, [bytes])
    expect(readFile(dataDir, hash)?.toString()).toBe('whole')
  })

  it('leave nothing behind when the disk refuses one', async () => {
    const blocked = Buffer.from('blocked')
    fs.mkdirSync(path.join(dataDir, MEDIA_FOLDER), { recursive: true })
    fs.writeFileSync(path.join(dataDir, MEDIA_FOLDER, hashOf(blocked).slice(0, 2)), 'a file where a folder should be')
    await expect(putFiles(dataDir, [Buffer.from('fine'), blocked])).rejects.toThrow()
    expect(files().filter((name) => name.includes('.new-'))).toEqual([])
  })
})
