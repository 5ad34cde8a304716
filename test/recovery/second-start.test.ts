import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeApp, TestClock } from '../support/app.ts'
import { epoch } from '../support/cli.ts'
import { basics } from '../support/decks.ts'
import { startHost, temporaryFolder } from '../support/host.ts'
import { httpClient } from '../support/http.ts'
import { withHost } from '../support/kills.ts'

describe('a second Epoch on the same data folder', () => {
  it('is sent to the first one, and changes nothing', async () => {
    const dataDir = temporaryFolder('second')
    const first = await startHost({ dataDir, builtin: false })
    const again = await epoch(['serve', '--data', dataDir, '--no-open', '--no-builtin'])
    expect(again.code).toBe(0)
    expect(again.stdout).toContain(`Epoch is already running: ${first.url}`)
    const file = path.join(temporaryFolder('file'), 'x.csv')
    fs.writeFileSync(file, 'front,back\nq,a\n')
    const refused = await epoch(['import', file, '--data', dataDir, '--no-builtin'])
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('already running')
    expect(refused.stderr).toContain(first.url)
    expect(await httpClient(first.url).decks.tree()).toEqual([])
    expect(first.process.exitCode).toBeNull()
    await first.stop()
  })

  it('starts when the first was killed, whatever it left behind', async () => {
    const dataDir = temporaryFolder('killed')
    const first = await startHost({ dataDir, builtin: false })
    await first.kill()
    expect(fs.existsSync(path.join(dataDir, 'owner.json'))).toBe(true)
    const second = await startHost({ dataDir, builtin: false })
    expect(await httpClient(second.url).decks.tree()).toEqual([])
    const note: unknown = JSON.parse(fs.readFileSync(path.join(dataDir, 'owner.json'), 'utf8'))
    expect(note).toMatchObject({ pid: second.process.pid, url: second.url })
    await second.stop()
    expect(second.process.exitCode).toBe(0)
    expect(fs.existsSync(path.join(dataDir, 'owner.json'))).toBe(false)
  })

  it('has the other’s data when it is another host', async () => {
    const dataDir = temporaryFolder('other-host')
    await withHost(dataDir, (client) => client.decks.create({ name: 'Made in the browser', parentId: null }))
    const status = await epoch(['status', '--data', dataDir, '--json', '--no-builtin'])
    expect(JSON.parse(status.stdout)).toMatchObject({ decks: 1 })
  })
})

describe('after an unclean stop', () => {
  async function unclean(): Promise<string> {
    const dataDir = temporaryFolder('unclean')
    const test = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
    test.addNotes('Deck', basics(20))
    await test.close()
    const host = await startHost({ dataDir, builtin: false })
    await host.kill()
    return dataDir
  }

  it('the collection is checked beside the work, and marked as sound', async () => {
    const dataDir = await unclean()
    const started = Date.now()
    await withHost(dataDir, async (client) => {
      const checkedAt = async (): Promise<number> =>
        (JSON.parse((await client.app.diagnostics()).text) as { checkedAt: number | null }).checkedAt ?? 0
      expect((await client.review.next({ deckId: null })).counts.new).toBe(20)
      await expect.poll(checkedAt, { timeout: 20_000 }).toBeGreaterThanOrEqual(started)
    })
    const next = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
    expect(next.app.context.collection.uncleanStop).toBe(false)
    await next.close()
  })

  it('damage is found and told, and looked for again at the next start', async () => {
    const dataDir = await unclean()
    const broken = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
    broken.app.context.collection.db.exec('UPDATE deck_total SET cards = 7')
    await broken.close()
    for (let round = 0; round < 2; round += 1) {
      const test = await makeApp({ dataDir, host: 'loopback', clock: new TestClock(Date.now()) })
      expect(test.app.context.collection.uncleanStop).toBe(true)
      const events = await test.client.app.events(undefined, { signal: AbortSignal.timeout(20_000) })
      const told: string[] = []
      for await (const event of events) {
        if (event.type !== 'job-done') continue
        told.push(event.message ?? '')
        break
      }
      expect(told).toEqual([expect.stringContaining('found something to look at: The figures of 1 decks differ')])
      await test.close()
    }
  })

  it('the clean stop of a host is not taken for one', async () => {
    const dataDir = temporaryFolder('clean')
    await withHost(dataDir, (client) => client.app.hello())
    const test = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
    expect(test.app.context.collection.uncleanStop).toBe(false)
    await test.close()
  })
})
