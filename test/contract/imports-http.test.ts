import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dump, makeApp, type TestApp } from '../support/app.ts'
import { basics } from '../support/decks.ts'
import { serveApp, type Served } from '../support/http.ts'

const UTF16 = Buffer.concat([
  Buffer.from([0xff, 0xfe]),
  Buffer.from('Frage\tAntwort\nGrüße\tschön \u{1F331}\n', 'utf16le'),
])
const table = (rows: number): string =>
  Array.from({ length: rows }, (_, index) => `question ${index},answer ${index}`).join('\n')

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

async function previewed(bytes: string | Buffer, name: string): Promise<string> {
  const file = new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name)
  return (await server.client.imports.preview({ file })).importId
}

describe('imports over HTTP', () => {
  it('bring the bytes of a file unharmed: UTF-16 with its mark, and a name with any letters', async () => {
    const importId = await previewed(UTF16, 'Übung "1" 学习.tsv')
    const events = await server.client.imports.run({ importId, skipBad: false })
    let step = await events.next()
    while (!step.done) step = await events.next()
    expect(step.value).toMatchObject({ file: 'Übung "1" 学习.tsv', format: 'tsv', notes: { added: 2 } })
    const { cards } = await server.client.find({ text: 'Grüße' })
    const card = await server.client.browse.card({ cardId: cards[0]?.cardId ?? 0 })
    expect(card.face).toMatchObject({ prompt: 'Grüße', answer: 'schön \u{1F331}' })
  })

  it('tell their progress while they run, and the report at the end', async () => {
    const importId = await previewed(table(4000), 'table.csv')
    const events = await server.client.imports.run({ importId, skipBad: false })
    const seen: { stage: string; done: number; total: number }[] = []
    let step = await events.next()
    for (; !step.done; step = await events.next()) seen.push(step.value)
    expect(seen.filter((one) => one.stage === 'Writing notes').at(-1)).toMatchObject({ total: 4000 })
    const written = seen.filter((one) => one.stage === 'Writing notes').map((one) => one.done)
    expect(written).toEqual([...written].sort((a, b) => a - b))
    expect(step.value.notes.added).toBe(4000)
  })

  it('answer other calls meanwhile', async () => {
    const importId = await previewed(table(4000), 'table.csv')
    const events = await server.client.imports.run({ importId, skipBad: false })
    await events.next()
    expect(await server.client.app.hello()).toMatchObject({ host: 'loopback' })
    const { deckId } = await server.client.decks.create({ name: 'Meanwhile', parentId: null })
    while (!(await events.next()).done);
    expect((await server.client.decks.tree()).map((deck) => deck.deckId)).toContain(deckId)
  })

  it('leave everything as it was when the call is aborted', async () => {
    test.addNotes('Deck', basics(2))
    const before = dump(test)
    const importId = await previewed(table(20_000), 'table.csv')
    const controller = new AbortController()
    const events = await server.client.imports.run({ importId, skipBad: false }, { signal: controller.signal })
    await events.next()
    controller.abort()
    await expect(
      (async () => {
        while (!(await events.next()).done);
      })(),
    ).rejects.toThrow()
    // The worker hears of it within a few rows; the next write waits for it.
    const { deckId } = await server.client.decks.create({ name: 'After', parentId: null })
    await server.client.decks.remove({ deckId })
    const after = dump(test)
    for (const table of ['note', 'card', 'deck', 'deck_total']) expect(after[table], table).toEqual(before[table])
    expect(test.logged).toEqual([])
  })
})
