import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { basics, deckText } from '../support/decks.ts'
import { startHost, temporaryFolder } from '../support/host.ts'
import { addressOf, httpClient } from '../support/http.ts'
import { makeApp, TestClock } from '../support/app.ts'

const SECRET = 'a very private sentence'

describe('the log of a host', () => {
  it('tells of what went wrong, and holds no word of a card and not the token', async () => {
    const dataDir = temporaryFolder('log')
    const test = await makeApp({ dataDir, clock: new TestClock(Date.now()) })
    test.addNotes('Deck', basics(2))
    await test.close()
    const db = new Database(path.join(dataDir, 'collection.db'))
    db.prepare('UPDATE note SET content = ? WHERE id = 1').run(JSON.stringify({ kind: SECRET, front: SECRET }))
    db.close()
    const host = await startHost({ dataDir, builtin: false })
    const client = httpClient(host.url)
    const note = { content: { kind: 'basic', front: SECRET, back: 5 } } as never
    const calls: (() => Promise<unknown>)[] = [
      () => client.notes.get({ noteId: 1 }),
      () => client.notes.create({ deckId: 1, note }),
      () => client.notes.create({ deckId: 1, note: { yaml: `kind: basic\nfront: ${SECRET}\n` } }),
      () => client.find({ text: SECRET.repeat(20) }),
      () =>
        client.imports.preview({ file: new File([deckText({ deck: SECRET, notes: [] }), '- x: :'], `${SECRET}.yaml`) }),
    ]
    for (const call of calls) await expect(call()).rejects.toThrow()
    await host.stop()
    const log = fs.readFileSync(path.join(dataDir, 'logs', 'epoch.log'), 'utf8')
    expect(log).toContain('a call failed')
    expect(log).not.toContain(SECRET)
    expect(log).not.toContain(addressOf(host.url).token)
  })
})
