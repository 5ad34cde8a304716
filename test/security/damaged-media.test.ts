import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentPath, serveContent } from '../../electron/media/content.ts'
import { hashOf, hasFile, readFile, storedHashes } from '../../electron/media/store.ts'
import { addMedium } from '../../electron/services/media-add.ts'
import { pngOf, wavOf } from '../fixtures/templates.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { Tally, tell } from '../support/campaign.ts'
import { temporaryFolder } from '../support/host.ts'
import { mutated, variants } from '../support/mutations.ts'

const VARIANTS = variants(30)
const TOKEN = 'a-token-of-this-run'
const SVG =
  '<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
const head = (text: string, length: number): Buffer =>
  Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(length)])

/** One of each kind that a card can show or play. */
const KINDS: Record<string, Uint8Array> = {
  'a PNG': pngOf(4, 4, [1, 2, 3]),
  'a JPEG': head('\xFF\xD8\xFF\xE0\0\x10JFIF\0', 60),
  'a GIF': head('GIF89a\x01\0\x01\0', 20),
  'a WebP': head('RIFF\x24\0\0\0WEBPVP8 ', 24),
  'an SVG': Buffer.from(SVG),
  'a WAV': wavOf(0.01),
  'an Ogg': head('OggS\0\x02', 60),
  'an MP3': head('\xFF\xFB\x90\x64', 60),
  'an MP4': head('\0\0\0\x18ftypmp42', 40),
}
const SHOWN = /^(?:image|audio|video|font)\//

describe('damaged media', () => {
  let test: TestApp
  let serve: (request: Request) => Promise<Response>
  beforeAll(async () => {
    test = await makeApp()
    const { collection } = test.app.context
    const renderer = temporaryFolder('no-renderer')
    serve = serveContent({
      token: TOKEN,
      dataDir: test.dataDir,
      find: (name) => collection.media.get(name),
      renderer,
    })
  })
  afterAll(() => test.close())

  /** A medium that came in has a plain name, its own bytes, and is served as nothing that could act. */
  async function expectHarmless(name: string, bytes: Uint8Array, where: string): Promise<void> {
    expect(name, where).toBe(path.basename(name))
    expect(readFile(test.dataDir, hashOf(bytes))?.equals(bytes), where).toBe(true)
    const answer = await serve(new Request(`http://127.0.0.1:1${contentPath(TOKEN)}media/${encodeURIComponent(name)}`))
    expect(answer.status, where).toBe(200)
    expect(answer.headers.get('content-type'), where).toMatch(SHOWN)
    expect(answer.headers.get('x-content-type-options'), where).toBe('nosniff')
    expect(answer.headers.get('content-security-policy'), where).toMatch(/^default-src 'none'; .*sandbox$/)
    expect(new Uint8Array(await answer.arrayBuffer()), where).toEqual(new Uint8Array(bytes))
  }

  it.each(Object.entries(KINDS))(
    '%s: refused without a trace, or kept and served as what it is',
    { timeout: 60_000 + VARIANTS * 100 },
    async (kind, whole) => {
      const { context } = test.app
      const tally = new Tally()
      for (let seed = 0; seed <= VARIANTS; seed += 1) {
        const bytes = new Uint8Array(mutated(whole, seed))
        const where = `${kind}, seed ${seed}`
        const before = context.collection.media.all().length
        const done = await addMedium(context, new File([bytes], `../a ${seed}/b<${seed}>.html`))
        if (seed === 0) expect(done.ok, where).toBe(true)
        else tally.add('variants')
        tally.add(done.ok ? 'kept' : 'refused')
        if (done.ok) await expectHarmless(done.value.name, bytes, where)
        else {
          expect(context.collection.media.all().length, where).toBe(before)
          if (context.collection.media.byHash(hashOf(bytes)).length === 0)
            expect(hasFile(test.dataDir, hashOf(bytes)), where).toBe(false)
        }
      }
      const rows = new Set(context.collection.media.all().map(({ hash }) => hash))
      expect(new Set(storedHashes(test.dataDir))).toEqual(rows)
      const names = fs.readdirSync(test.dataDir, { recursive: true, encoding: 'utf8' })
      expect(names.filter((name) => path.basename(name).startsWith('.'))).toEqual([])
      tell('damaged files', kind, tally.counts)
    },
  )
})
