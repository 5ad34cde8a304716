import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CONTENT_PREFIX, serveContent } from '../../../electron/media/content.ts'
import { sampleMedia } from '../../../electron/jobs/sample-media.ts'
import { contentOf } from '../../../electron/services/content.ts'
import { makeAnkiPackage } from '../../fixtures/anki-package.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { noDecks } from '../../support/app.ts'

const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  Buffer.from('one picture, of which the head is enough'),
])
const OTHER = Buffer.concat([PNG, Buffer.from('another')])

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

/** A package whose one note shows a picture, and that holds another which nothing shows. */
function pack(bytes: Buffer): File {
  const made = makeAnkiPackage({
    notes: [{ id: 10, fields: ['<img src="a%20b.png"> [sound:gone.mp3]', ''] }],
    cards: [{ id: 1, note: 10 }],
    media: [
      { name: 'a b.png', bytes },
      { name: 'unseen.png', bytes: OTHER },
    ],
  })
  return new File([Uint8Array.from(made)], 'deck.apkg')
}

/** Status and bytes of what the page gets for a name. */
async function shown(name: string): Promise<{ status: number; bytes: Buffer }> {
  const serve = serveContent(contentOf(test.app, noDecks()))
  const { contentToken } = test.app.context
  const url = `http://localhost${CONTENT_PREFIX}${contentToken}/media/${encodeURIComponent(name)}`
  const response = await serve(new Request(url))
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('the preview of a package', () => {
  it('shows the media of its sample cards, as long as the file waits and no others', async () => {
    const preview = await test.client.imports.preview({ file: pack(PNG) })
    expect(preview.report.media).toMatchObject({ added: 2, missing: 1 })
    expect(preview).not.toHaveProperty('media')
    expect(await shown('a b.png')).toEqual({ status: 200, bytes: PNG })
    for (const name of ['unseen.png', 'gone.mp3']) expect((await shown(name)).status).toBe(404)
    await test.client.imports.discard({ importId: preview.importId })
    expect((await shown('a b.png')).status).toBe(404)
    expect(test.app.context.collection.media.count()).toBe(0)
  })

  it('holds the bytes of a sample and not the whole file that they are a part of', async () => {
    const file = Buffer.concat([Buffer.alloc(1_000_000), PNG])
    const read = () => Promise.resolve(file.subarray(1_000_000))
    const samples = [{ type: 'text', prompt: '![](a.png)', answer: '', extra: null } as const]
    const [held] = await sampleMedia(test.app.context.collection, [...samples], [{ name: 'a.png', read }])
    expect(held?.bytes.buffer.byteLength).toBe(PNG.length)
    expect(Buffer.from(held?.bytes ?? [])).toEqual(PNG)
  })

  it('holds no film in memory that a sample card names, and brings it in all the same', async () => {
    const preview = await test.client.imports.preview({ file: pack(Buffer.alloc(17 * 1024 * 1024, PNG)) })
    expect(preview.report.media).toMatchObject({ added: 2, missing: 1 })
    expect((await shown('a b.png')).status).toBe(404)
    for await (const _step of await test.client.imports.run({ importId: preview.importId, skipBad: false }));
    expect((await shown('a b.png')).bytes.length).toBe(17 * 1024 * 1024)
  })

  it('shows a picture under the name that it will have beside another of its name', async () => {
    const first = await test.client.imports.preview({ file: pack(PNG) })
    for await (const _step of await test.client.imports.run({ importId: first.importId, skipBad: false }));
    const second = await test.client.imports.preview({ file: pack(OTHER) })
    const [sample] = second.samples
    const name = /src="([^"]*)"/.exec(JSON.stringify(sample).replaceAll('\\"', '"'))?.[1] ?? ''
    expect(name).not.toBe('a b.png')
    expect(await shown(decodeURIComponent(name))).toEqual({ status: 200, bytes: OTHER })
    expect(await shown('a b.png')).toEqual({ status: 200, bytes: PNG })
  })
})
