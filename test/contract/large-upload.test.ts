import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../electron/contract/content/primitives.ts'
import { SPOOL_FOLDER } from '../../electron/services/spool.ts'
import { makeAnkiPackage } from '../fixtures/anki-package.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { serveApp, type Served } from '../support/http.ts'

let test: TestApp
let server: Served
beforeEach(async () => {
  test = await makeApp()
  server = await serveApp(test)
})
afterEach(async () => {
  await server.close()
  await test.close()
})

const spooled = (): string[] => {
  const folder = path.join(test.dataDir, SPOOL_FOLDER)
  return fs.existsSync(folder) ? fs.readdirSync(folder) : []
}

/** A package beyond what any other file may have. */
function largePackage(): File {
  const bytes = makeAnkiPackage({
    form: 'anki21',
    notes: [{ id: 10, fields: ['<img src="film.bin">', ''] }],
    cards: [{ id: 1, note: 10 }],
    media: [{ name: 'film.bin', bytes: randomBytes(LIMITS.fileBytes + 1024) }],
  })
  return new File([Uint8Array.from(bytes)], 'large deck.apkg')
}

describe('a package that is larger than any other file may be', () => {
  it('waits on the disk, comes in with other choices, and leaves no file behind', async () => {
    const file = largePackage()
    const preview = await server.client.imports.preview({ file })
    expect(preview).toMatchObject({
      bytes: file.size,
      cards: 1,
      report: { file: 'large deck.apkg', media: { added: 1 } },
    })
    expect(spooled()).toHaveLength(1)
    const { importId } = preview
    const again = await server.client.imports.adjust({ importId, package: { scheduling: false, update: 'never' } })
    expect(again).toMatchObject({ bytes: file.size, cards: 1 })
    const events = await server.client.imports.run({ importId, skipBad: false })
    let step = await events.next()
    while (!step.done) step = await events.next()
    expect(step.value).toMatchObject({ notes: { added: 1 }, media: { added: 1 } })
    expect(spooled()).toEqual([])
  }, 240_000)

  it('that is none after all is refused, and leaves no file behind', async () => {
    const file = new File([Buffer.alloc(LIMITS.fileBytes + 1, 'a,b\n')], 'table.csv')
    await expect(server.client.imports.preview({ file })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ code: 'too-large', where: { file: 'table.csv' } }] },
    })
    expect(spooled()).toEqual([])
  }, 240_000)
})
