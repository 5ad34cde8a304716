import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readArguments } from '../../../electron/cli/arguments.ts'
import { asWished, type FileWishes } from '../../../electron/services/table-wishes.ts'
import { importFileNow } from '../../../electron/services/import-now.ts'
import { makeApp } from '../../support/app.ts'
import { BASIC, makeAnkiPackage } from '../../fixtures/anki-package.ts'
import { epoch } from '../../support/cli.ts'
import { temporaryFolder } from '../../support/host.ts'

const read = (...args: string[]) => readArguments(['import', 'a.csv', ...args], '/home/me')

describe('options about tables', () => {
  it('are those of the dialog', () => {
    const typed = [
      '--encoding',
      'latin1',
      '--separator',
      'tab',
      '--columns',
      'Front, back,-',
      '--header',
      'no',
      '--html',
    ]
    const more = ['--note-type', ' Vocabulary ', '--on-match', 'keep-both', '--deck', 'A :: B']
    expect(read(...typed, ...more)).toMatchObject({
      ok: true,
      value: {
        deck: 'A::B',
        table: {
          encoding: 'windows-1252',
          separator: '\t',
          columns: ['Front', ' back', '-'],
          header: false,
          html: true,
          type: 'Vocabulary',
          onMatch: 'keep-both',
        },
      },
    })
    expect(read()).toMatchObject({ value: { table: {}, deck: null } })
    expect(read('--separator', ' - ')).toMatchObject({ value: { table: { separator: ' - ' } } })
    expect(read('--separator', String.raw`\t`)).toMatchObject({ value: { table: { separator: '\t' } } })
  })

  it.each([
    [['--encoding', 'klingon'], '--encoding needs one of utf-8, utf-16le,'],
    [['--encoding', 'ibm866'], '--encoding needs one of'],
    [['--separator', ''], '--separator needs tab, comma, semicolon, pipe, colon, space, or'],
    [['--separator', '"'], '--separator needs'],
    [['--separator', '###########'], '--separator needs'],
    [['--header', 'maybe'], '--header needs yes or no.'],
    [['--on-match', 'x'], '--on-match needs one of update, keep-current, keep-both.'],
    [['--deck', 'A::::B'], '--deck: A level of the deck path is empty.'],
  ])('say what is wrong with %j', (args, message) => {
    const result = read(...args)
    expect(result.ok ? '' : result.error).toContain(message)
  })
})

describe('epoch import of tables', () => {
  let folder: string
  let data: string
  beforeAll(() => {
    folder = temporaryFolder('files')
    data = temporaryFolder('data')
    fs.writeFileSync(path.join(folder, 'latin.csv'), Buffer.from('Kaffee~café~drinks\nTee~thé~drinks\n', 'latin1'))
    fs.writeFileSync(path.join(folder, 'bad.txt'), 'one\teins\n\tzwei\nthree\tdrei\n')
  })
  const run = (...args: string[]) => epoch([...args, '--data', data, '--no-builtin'], { cwd: folder })

  it('reads a table as it is told to, into the deck that is named', async () => {
    const how = ['--encoding', 'latin1', '--separator', '~', '--columns', 'back,front,tags', '--deck', 'French::Drinks']
    const ran = await run('import', 'latin.csv', ...how, '--json')
    expect(JSON.parse(ran.stdout)).toMatchObject([{ notes: { added: 2 }, decks: ['French::Drinks'], issues: [] }])
  })

  it('says in one line how the good rows of a refused file come in', async () => {
    const ran = await run('import', 'bad.txt')
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(
      /^bad\.txt:2:1: error: The front is empty\..*\nbad\.txt: refused, nothing was changed\n$/,
    )
    expect(ran.stderr).toBe('bad.txt: --skip-bad brings in what has no error (notes: 2) and leaves the rest out\n')
    expect(await run('import', 'bad.txt', '--skip-bad')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 added, 1 skipped'),
      stderr: '',
    })
  })
})

describe('wishes about a file', () => {
  it('say how its letters are written, what parts its columns and what they hold', async () => {
    const test = await makeApp()
    const bytes = Buffer.from('Kaffee~café~drinks\nTee~thé~drinks\n', 'latin1')
    const wishes = { encoding: 'windows-1252', separator: '~', columns: ['back', 'front', 'tags'] } as const
    await importFileNow(test.app.context, { name: 'latin.csv', bytes }, false, undefined, wishes)
    const rows = test.app.context.collection.db.prepare('SELECT content, tags FROM note ORDER BY id').all()
    expect(rows).toEqual([
      { content: '{"kind":"basic","front":"café","back":"Kaffee"}', tags: '["drinks"]' },
      { content: '{"kind":"basic","front":"thé","back":"Tee"}', tags: '["drinks"]' },
    ])
    await test.close()
  })

  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) })

  it('name fields of a note type, in any order or by the names of the columns', async () => {
    const test = await makeApp()
    const bytes = makeAnkiPackage({
      noteTypes: [{ ...BASIC, name: 'Vocabulary' }],
      notes: [{ id: 1, fields: ['x', 'y'] }],
      cards: [{ id: 2, note: 1 }],
    })
    await importFileNow(test.app.context, { name: 'a.apkg', bytes }, false)
    const fieldsOf = async (text: string, wishes: FileWishes) => {
      const wished = await asWished(test.app.context, file('a.csv', text), { type: 'vocabulary', ...wishes })
      return wished.ok ? wished.value.file.table?.columns : wished.error.map(({ code, found }) => [code, found])
    }
    expect(await fieldsOf('a,b,c d\ne,f,g h', { columns: ['back', 'Front'] })).toEqual([1, 0, 'ignore'])
    expect(await fieldsOf('a,b\ne,f', {})).toEqual([0, 1])
    expect(await fieldsOf('Back,Front,Tags\na,b,c\ne,f,g', {})).toEqual([1, 0, 'tags'])
    expect(await fieldsOf('a,b\ne,f', { columns: ['front', 'hint'] })).toEqual([['columns', 'hint']])
    expect(await fieldsOf('a,b\ne,f', { columns: ['front', 'back', 'tags'] })).toEqual([['columns', '3']])
    expect(await fieldsOf('a,b\ne,f', { type: 'None' })).toEqual([['note-type', 'None']])
    await test.close()
  })

  it('that mean nothing for a file are told, and the file comes in all the same', async () => {
    const test = await makeApp()
    const told = async (name: string, text: string, wishes: FileWishes) => {
      const { notes, decks, issues } = await importFileNow(test.app.context, file(name, text), false, undefined, wishes)
      return [notes.added, decks, issues.map(({ code, message }) => [code, message])]
    }
    expect(await told('a.md', '- token :: a piece\n', { deck: 'A::B', columns: ['front'] })).toEqual([
      1,
      ['A::B'],
      [['unused-option', 'This is not a table. It has no use for --columns.']],
    ])
    const yaml = 'format: epoch-deck/1\nid: a\ndeck: Own\nnotes:\n  - { id: a, kind: basic, front: x, back: y }\n'
    expect(await told('a.yaml', yaml, { deck: 'A' })).toEqual([
      1,
      ['Own'],
      [['unused-option', 'This is a file that names its own decks. It has no use for --deck.']],
    ])
    await test.close()
  })
})
