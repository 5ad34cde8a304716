import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SECURITY_HEADERS } from '../../electron/media/renderer-files.ts'
import { startHost, temporaryFolder, type RunningHost } from '../support/host.ts'
import { addressOf, httpClient, request } from '../support/http.ts'

/** What `npm start` serves: the bundles in out/, with the decks that ship. */
describe('the built loopback host', () => {
  let host: RunningHost
  beforeAll(async () => {
    host = await startHost({ dataDir: temporaryFolder('built'), bundle: true })
  })
  afterAll(() => host.stop())

  it('serves the built page with everything it names', async () => {
    const { port } = addressOf(host.url)
    const headers = { host: `127.0.0.1:${port}` }
    const page = await request({ port }, { headers })
    expect(page.body).toContain('<div id="app">')
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+=/)
    const named = [...page.body.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(
      ([, name]) => new URL(name ?? '', host.url),
    )
    expect(named.length).toBeGreaterThan(1)
    for (const { origin, pathname } of named) {
      expect(origin).toBe(addressOf(host.url).origin)
      const asset = await request({ port }, { path: pathname, headers })
      expect(asset.status, pathname).toBe(200)
      expect(asset.headers).toMatchObject(SECURITY_HEADERS)
    }
  })

  it('installs the built-in decks in its worker and then has questions for whole exams', async () => {
    const client = httpClient(host.url)
    await expect
      .poll(async () => (await client.exam.blueprints())[0]?.freshForms ?? 0, { timeout: 60_000, interval: 200 })
      .toBeGreaterThan(0)
    const paths = (await client.decks.tree()).map((deck) => deck.path)
    expect(paths).toContain('AIF-C01')
    expect((await client.app.today()).newLeft).toBeGreaterThan(100)
  })

  it('imports in its worker', async () => {
    const client = httpClient(host.url)
    const { importId } = await client.imports.preview({ file: new File(['front,back\nq,a\n'], 'table.csv') })
    const events = await client.imports.run({ importId, skipBad: false })
    let step = await events.next()
    while (!step.done) step = await events.next()
    expect(step.value.notes.added).toBe(1)
  })

  it('knows the licences of what it ships with', async () => {
    const licences = await httpClient(host.url).app.licences()
    expect(licences.map((one) => one.name)).toEqual(expect.arrayContaining(['better-sqlite3', 'vue']))
  })
})
