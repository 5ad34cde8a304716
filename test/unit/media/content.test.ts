import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { contentPath, serveContent } from '../../../electron/media/content.ts'
import { pathOfHash, putFile, type StoredFile } from '../../../electron/media/store.ts'
import { pngOf, wavOf } from '../../fixtures/templates.ts'
import { temporaryFolder } from '../../support/host.ts'

const TOKEN = 'a-token-of-this-run'
const ORIGIN = 'http://127.0.0.1:4000'
const known = new Map<string, StoredFile>()
let serve: (request: Request) => Promise<Response>
let dataDir: string

beforeAll(() => {
  dataDir = temporaryFolder('content')
  const renderer = path.join(temporaryFolder('content-page'), 'renderer')
  fs.mkdirSync(path.join(renderer, 'assets'), { recursive: true })
  fs.writeFileSync(path.join(renderer, 'assets', 'card-frame.js'), 'const a = "</script>"')
  fs.writeFileSync(
    path.join(renderer, 'assets', 'card-frame.css'),
    'a{src:url(./K-1.woff2);b:url("/assets/K-2.woff2")}',
  )
  fs.writeFileSync(path.join(renderer, 'assets', 'K-1.woff2'), 'font')
  fs.writeFileSync(path.join(renderer, 'assets', 'index.js'), 'secret')
  const put = (name: string, bytes: Uint8Array): unknown => known.set(name, putFile(dataDir, bytes))
  put('a b+ü.png', pngOf(2, 2, [1, 2, 3]))
  put('sound.wav', wavOf(0.05))
  put('page.html', Buffer.from('<script>1</script>'))
  put('bad.svg', Buffer.from('<svg onload="x"><script>1</script></svg>'))
  known.set('gone.png', { hash: 'a'.repeat(64), size: 1 })
  serve = serveContent({ token: TOKEN, dataDir, find: (name) => known.get(name), renderer })
})

function ask(name: string, init: RequestInit = {}): Promise<Response> {
  return serve(new Request(`${ORIGIN}${contentPath(TOKEN)}${name}`, init))
}

describe('media by name', () => {
  it('come with their own type, for any origin that knows the address', async () => {
    const answer = await ask(`media/${encodeURIComponent('a b+ü.png')}`)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'content-security-policy': expect.stringContaining('sandbox') as string,
    })
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(pngOf(2, 2, [1, 2, 3])))
    expect((await ask(`media/${encodeURIComponent(encodeURIComponent('a b+ü.png'))}`)).status).toBe(200)
  })

  it('are sent in part when a part is asked for', async () => {
    const { size } = known.get('sound.wav') ?? { size: 0 }
    const answer = await ask('media/sound.wav', { headers: { range: 'bytes=4-7' } })
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes 4-7/${size}`)
    expect((await answer.arrayBuffer()).byteLength).toBe(4)
    const past = await ask('media/sound.wav', { headers: { range: `bytes=${size}-` } })
    expect(past.status).toBe(416)
    expect(past.headers.get('content-range')).toBe(`bytes */${size}`)
  })

  it('are not sent again to those who have them', async () => {
    const first = await ask('media/sound.wav', { method: 'HEAD' })
    expect(first.headers.get('content-length')).toBe(String(known.get('sound.wav')?.size))
    const etag = first.headers.get('etag') ?? ''
    expect((await ask('media/sound.wav', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  it.each([
    ['an unknown name', 'media/nobody.png', 404],
    ['a name whose file is gone', 'media/gone.png', 404],
    ['a page', 'media/page.html', 404],
    ['a path', `media/${encodeURIComponent('../collection.db')}`, 404],
    ['a path in plain', 'media/../../collection.db', 404],
    ['a folder', 'media/', 404],
    ['a deeper path', 'media/x/sound.wav', 404],
    ['a broken name', 'media/%E0%A4%A', 404],
    ['another area', 'files/sound.wav', 404],
  ])('refuse %s', async (_what, name, status) => {
    expect((await ask(name)).status).toBe(status)
  })

  it('refuse to be changed', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask('media/sound.wav', { method })).status).toBe(405)
  })

  it('cannot run anything when they are drawings', async () => {
    const answer = await ask('media/bad.svg')
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox$/)
  })

  it('need the token of this run, whole', async () => {
    for (const token of ['', 'x', TOKEN.slice(1), `${TOKEN}x`, TOKEN.toUpperCase()]) {
      expect((await serve(new Request(`${ORIGIN}/content/${token}/media/sound.wav`))).status).toBe(404)
    }
    expect((await serve(new Request(`${ORIGIN}/media/sound.wav`))).status).toBe(404)
  })

  it('are still served when the file shrank behind our back', async () => {
    const { hash } = putFile(dataDir, wavOf(0.02))
    known.set('short.wav', { hash, size: 999_999 })
    fs.truncateSync(pathOfHash(dataDir, hash), 50)
    const answer = await ask('media/short.wav')
    expect((await answer.arrayBuffer()).byteLength).toBe(50)
  })
})

describe('the frame', () => {
  it('is a page whose policy lets one script run, and nothing else answer', async () => {
    const [one, two] = [await ask('frame/'), await ask('frame/')]
    const policy = one.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThanOrEqual(24)
    expect(two.headers.get('content-security-policy')).not.toContain(nonce)
    const base = `${ORIGIN}/content/${TOKEN}`
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'unsafe-inline' ${base}/frame/`,
      `img-src ${base}/media/ data:`,
      `media-src ${base}/media/`,
      `font-src ${base}/media/ ${base}/frame/`,
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${ORIGIN}`,
      'sandbox allow-scripts',
    ])
    const html = await one.text()
    expect(html).toContain(`<script nonce="${nonce}" data-parent="${ORIGIN}">const a = "<\\/script>"</script>`)
    expect(html.match(/<script/g)).toHaveLength(1)
  })

  it('keeps its policy on the desktop', async () => {
    const answer = await serve(new Request(`epoch://app${contentPath(TOKEN)}frame/`))
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`img-src epoch://app/content/${TOKEN}/media/ data:`)
    expect(policy).toContain('frame-ancestors epoch://app')
  })

  it('has its style sheet and the fonts of formulas below the same address, and nothing else', async () => {
    expect(await (await ask('frame/frame.css')).text()).toBe('a{src:url(K-1.woff2);b:url(K-2.woff2)}')
    const font = await ask('frame/K-1.woff2')
    expect(font.headers.get('access-control-allow-origin')).toBe('*')
    expect(font.headers.get('content-type')).toBe('font/woff2')
    for (const name of ['index.js', 'card-frame.js', '..%2findex.html', '.woff2', '..%2f..%2fx.woff2']) {
      expect((await ask(`frame/${name}`)).status).toBe(404)
    }
  })
})
