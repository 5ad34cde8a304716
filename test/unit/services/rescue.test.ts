import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { rescueContract } from '../../../electron/contract/rescue.ts'
import { startServer, type LoopbackServer } from '../../../electron/loopback/server.ts'
import { isApp, openHouse, type House } from '../../../electron/services/house.ts'
import { makeApp, NOON, noDecks, resourcesWith } from '../../support/app.ts'
import { basics } from '../../support/decks.ts'
import { addressOf, httpClient, rendererFolder } from '../../support/http.ts'

type RescueClient = ContractRouterClient<typeof rescueContract>

let house: House
let server: LoopbackServer
afterEach(async () => {
  await server.close()
  await house.close()
})

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function damagedFolder(backup: boolean): Promise<string> {
  const test = await makeApp({ now: NOON })
  test.addNotes('Deck', basics(3))
  if (backup) await test.app.services.backups.make('hand')
  test.addNotes('Later', [{ id: 'later', kind: 'basic', front: 'f', back: 'b' }])
  await test.close()
  const file = path.join(test.dataDir, 'collection.db')
  fs.writeFileSync(file, fs.readFileSync(file).fill(0, 0, 4096))
  return test.dataDir
}

async function serve(dataDir: string): Promise<RescueClient> {
  const opened = await openHouse({
    dataDir,
    resources: resourcesWith(noDecks()),
    host: 'loopback',
    log: quiet,
    builtin: false,
  })
  if (!opened.ok) throw new Error(opened.error.message)
  house = opened.value
  server = await startServer(house.door(), { renderer: rendererFolder(), port: 0 })
  house.onChange(() => server.swap(house.door()))
  house.announce(server.url)
  const { origin, token } = addressOf(server.url)
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: () => ({ 'x-epoch-token': token }) }))
}

describe('a host whose collection is damaged', () => {
  it('says so, offers the newest good backup, and serves the app on it without a new start', async () => {
    const dataDir = await damagedFolder(true)
    const rescue = await serve(dataDir)
    expect(isApp(house.door())).toBe(false)
    await expect(httpClient(server.url).app.hello()).rejects.toThrow()
    const state = await rescue.rescue.state()
    expect(state).toMatchObject({ newest: { counts: { notes: 3 } }, salvage: { notes: 4 } })
    const done = await rescue.rescue.recover({ choice: { from: 'backup', name: state.newest?.name ?? '' } })
    expect(fs.existsSync(path.join(dataDir, done.kept, 'collection.db'))).toBe(true)
    expect((await httpClient(server.url).app.hello()).dataDir).toBe(dataDir)
    expect((await httpClient(server.url).backups.list()).counts.notes).toBe(3)
    expect(JSON.parse(fs.readFileSync(path.join(dataDir, 'owner.json'), 'utf8'))).toMatchObject({ url: server.url })
  })

  it('takes what is left of it', async () => {
    const rescue = await serve(await damagedFolder(false))
    expect((await rescue.rescue.state()).newest).toBeNull()
    await rescue.rescue.recover({ choice: { from: 'salvage' } })
    const { counts } = await httpClient(server.url).backups.list()
    expect(counts).toMatchObject({ notes: 4, cards: 4 })
    expect(await httpClient(server.url).backups.check()).toMatchObject({ findings: [] })
  })

  it('begins with an empty one, and refuses a backup that is not there', async () => {
    const rescue = await serve(await damagedFolder(false))
    const none = rescue.rescue.recover({ choice: { from: 'backup', name: '../collection.db' } })
    await expect(none).rejects.toMatchObject({ code: 'INVALID' })
    expect(isApp(house.door())).toBe(false)
    await rescue.rescue.recover({ choice: { from: 'nothing' } })
    expect((await httpClient(server.url).backups.list()).counts.notes).toBe(0)
  })
})
