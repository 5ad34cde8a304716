import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileWishes } from '../../../electron/services/table-wishes.ts'
import { importFileNow } from '../../../electron/services/import-now.ts'
import { makeApp, type TestApp } from '../../support/app.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const bring = (name: string, text: string, wishes: FileWishes = {}) =>
  importFileNow(test.app.context, { name, bytes: new TextEncoder().encode(text) }, false, undefined, wishes)

/** Where each note is and what it says, in the order in which they came. */
function notes(): string[] {
  const paths = new Map(test.app.context.collection.decks.tree().map(({ id, path }) => [id, path]))
  return (
    test.app.context.collection.db
      .prepare(
        `SELECT content, tags, (SELECT deck_id FROM card WHERE note_id = note.id LIMIT 1) AS deck FROM note ORDER BY id`,
      )
      .all() as { content: string; tags: string; deck: number }[]
  ).map(({ content, tags, deck }) => {
    const { front, text, question, back = '' } = JSON.parse(content) as Record<string, string>
    return [paths.get(deck), front ?? text ?? question, back, ...(JSON.parse(tags) as string[])].join(' | ')
  })
}

const SPANISH = 'perro,dog\ngato,cat\nratón,mouse\npez,fish\n'

describe('a table that comes in again into another deck', () => {
  it('brings its notes up to date where they are, and adds what is new where it was told to', async () => {
    await bring('words.csv', SPANISH)
    const again = await bring('words.csv', SPANISH.replace('cat', 'cat (f. gata)') + 'oso,bear\n', { deck: 'Spanish' })
    expect(again).toMatchObject({
      notes: { added: 1, updated: 1, unchanged: 3 },
      cards: { added: 1 },
      decks: ['Spanish', 'words'],
      issues: [{ severity: 'warning', code: 'other-deck', message: expect.stringContaining('“words”') }],
    })
    expect(notes()).toEqual([
      'words | perro | dog',
      'words | gato | cat (f. gata)',
      'words | ratón | mouse',
      'words | pez | fish',
      'Spanish | oso | bear',
    ])
  })

  it('does so back to the usual deck, under another name of the file, and after the notes were moved', async () => {
    await bring('words.csv', SPANISH, { deck: 'Languages::Spanish' })
    const { collection } = test.app.context
    const [card = 0] = collection.db.prepare('SELECT id FROM card ORDER BY id LIMIT 1').pluck().all() as number[]
    const made = await test.client.decks.create({ parentId: null, name: 'Elsewhere' })
    collection.db.prepare('UPDATE card SET deck_id = ? WHERE id = ?').run(made.deckId, card)
    const again = await bring('words (1).csv', SPANISH.replace('mouse', 'mouse or rat'))
    expect(again.notes).toMatchObject({ added: 0, updated: 1, unchanged: 3 })
    expect(again.decks).toEqual(['Elsewhere', 'Languages::Spanish'])
    expect(notes()).toEqual([
      'Elsewhere | perro | dog',
      'Languages::Spanish | gato | cat',
      'Languages::Spanish | ratón | mouse or rat',
      'Languages::Spanish | pez | fish',
    ])
  })

  it('takes a change of tags in all rows for a change, not for other notes', async () => {
    await bring('words.csv', `front,back,tags\n${SPANISH.replaceAll('\n', ',animal\n')}`)
    const again = await bring('words.csv', `front,back,tags\n${SPANISH.replaceAll('\n', ',animal a1\n')}`, {
      deck: 'B',
    })
    expect(again.notes).toMatchObject({ added: 0, updated: 4 })
    expect(notes()[0]).toBe('words | perro | dog | animal | a1')
  })

  it('never takes another list with the same fronts for it', async () => {
    await bring('spanish.csv', 'dog,perro\ncat,gato\nmouse,ratón\nfish,pez\nTV,TV\n')
    const french = await bring('french.csv', 'dog,chien\ncat,chat\nmouse,souris\nfish,poisson\nTV,TV\n')
    expect(french).toMatchObject({ notes: { added: 5, updated: 0 }, issues: [] })
    expect(notes()).toHaveLength(10)
    expect(notes().slice(0, 2)).toEqual(['spanish | dog | perro', 'spanish | cat | gato'])
  })

  it('never takes a note of a third list with the same front, which is in another deck', async () => {
    await bring('third.csv', 'oso,a different thing\nlobo,wolf\nave,bird\n')
    await bring('words.csv', SPANISH)
    const again = await bring('words.csv', `${SPANISH}oso,bear\n`, { deck: 'Spanish' })
    expect(again.notes).toMatchObject({ added: 1, updated: 0, unchanged: 4 })
    expect(notes()).toContain('third | oso | a different thing')
  })

  it('keeps a text that the person changed, whose newer one waits', async () => {
    await bring('words.csv', SPANISH)
    const { collection } = test.app.context
    collection.db.prepare(`UPDATE note SET edited_at = 1, content = json_set(content, '$.back', 'mine')`).run()
    const again = await bring('words.csv', SPANISH.replace('dog', 'hound'), { deck: 'B' })
    expect(again.notes).toMatchObject({ added: 0, conflicting: 1, unchanged: 3 })
    expect(notes().every((line) => line.endsWith('mine'))).toBe(true)
  })

  it('adds all of it once more when both are to be kept', async () => {
    await bring('words.csv', SPANISH)
    const again = await bring('words.csv', SPANISH, { deck: 'B', onMatch: 'keep-both' })
    expect(again.notes).toMatchObject({ added: 4 })
    expect(notes()).toHaveLength(8)
  })

  it('counts rows with equal texts as often as they stand there', async () => {
    const twice = `${SPANISH}perro,dog\n`
    await bring('words.csv', twice)
    expect((await bring('words.csv', twice, { deck: 'B' })).notes).toMatchObject({ added: 0, unchanged: 5 })
    expect((await bring('words.csv', `${twice}perro,dog\n`, { deck: 'B' })).notes).toMatchObject({ added: 1 })
  })

  it.each([
    ['notes.md', '- token :: a piece of text\n- epoch :: one pass\n'],
    ['pairs.txt', 'Q: token\nA: a piece of text\n\nQ: epoch\nA: one pass\n'],
    ['quizlet.txt', 'token - a piece of text\nepoch - one pass\nloss - what is made small\n'],
    ['bank.gift', '::One:: Which? {=a ~b ~c}\n\nWhat? {=yes ~no}\n'],
    ['anki.txt', '#separator:tab\n#html:false\ntoken\ta piece of text\nepoch\tone pass\n'],
  ])('holds for %s', async (name, text) => {
    const first = await bring(name, text)
    const again = await bring(name, text, { deck: 'Elsewhere' })
    expect(again.notes).toMatchObject({ added: 0, unchanged: first.notes.added })
  })

  it('holds for a table of many rows, of which a sample is looked at first', async () => {
    const rows = (count: number, back: string) =>
      Array.from({ length: count }, (_, at) => `term ${at},${at % 3 === 0 ? back : ''}meaning ${at}`).join('\n')
    await bring('large.csv', rows(900, ''))
    expect((await bring('large.csv', rows(950, 'newer '), { deck: 'B' })).notes).toMatchObject({
      added: 50,
      updated: 300,
      unchanged: 600,
    })
  })
})
