import { describe, expect, it } from 'vitest'
import type { TableChoice } from '../../../electron/contract/procedures/import-choice.ts'
import { importFile, type ImportedDeck } from '../../../electron/importers/index.ts'
import type { ImportOptions } from '../../../electron/importers/import-options.ts'
import { brief, read } from './support.ts'

const CHOICE: TableChoice = {
  separator: ',',
  encoding: 'utf-8',
  header: true,
  html: false,
  type: 'basic',
  columns: ['front', 'back'],
  deck: 'Mine',
  onMatch: 'update',
}

function mapped(
  text: string | Uint8Array,
  change: Partial<TableChoice> = {},
  options: ImportOptions = {},
): ImportedDeck {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const made = importFile({ name: 'deck.csv', bytes }, { ...options, table: { ...CHOICE, ...change } })
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  return made.value
}
const contents = (deck: ImportedDeck) => deck.notes.map(({ content }) => content)

describe('a table that suggests its own reading', () => {
  it('says it, with its first cells, and is read the same when that is chosen', () => {
    const text = 'front,back,tags,source\na,b,x y,p. 3\n{{c1::c}},,z,\n'
    const plain = read('deck.csv', text)
    expect(plain.table).toEqual({
      choice: { ...CHOICE, deck: 'deck', columns: ['front', 'back', 'tags', 'ignore'] },
      columns: [
        { name: 'front', cells: ['a', '{{c1::c}}'] },
        { name: 'back', cells: ['b', ''] },
        { name: 'tags', cells: ['x y', 'z'] },
        { name: 'source', cells: ['p. 3', ''] },
      ],
      rows: 2,
    })
    const again = importFile({ name: 'deck.csv', bytes: Buffer.from(text) }, { table: plain.table?.choice })
    expect(again.ok && again.value.notes).toEqual(plain.notes)
  })

  it('cuts long cells for the dialog, and shows five rows', () => {
    const { table } = read('deck.csv', `front,back\n${`${'x'.repeat(200)},y\n`.repeat(9)}`)
    expect(table?.columns[0]?.cells.map((cell) => cell.length)).toEqual([120, 120, 120, 120, 120])
    expect(table?.rows).toBe(9)
  })
})

describe('a table as a person wants it read', () => {
  it('takes any column for any part, joins background, and counts the first row as a note', () => {
    const deck = mapped('why,b,q,because,t\n', {
      header: false,
      columns: ['extra', 'back', 'front', 'extra', 'tags'],
      onMatch: 'keep-both',
    })
    expect(deck).toMatchObject({ bad: 0, onMatch: 'keep-both', notes: [{ deck: 'Mine', tags: ['t'] }] })
    expect(contents(deck)).toEqual([{ kind: 'basic', front: 'q', back: 'b', extra: 'why\n\nbecause' }])
  })

  it('makes each kind, and lets a column name another', () => {
    expect(contents(mapped('f,b\nq,a\n', { type: 'basic-reversed' }))[0]?.kind).toBe('basic-reversed')
    expect(contents(mapped('f,b\nq,<b>a</b>\n', { type: 'typed', html: true }))).toEqual([
      { kind: 'typed', front: 'q', answer: 'a' },
    ])
    expect(contents(mapped('f,b\nA {{c1::gap}},more\n', { type: 'cloze' }))).toEqual([
      { kind: 'cloze', text: 'A {{c1::gap}}', extra: 'more' },
    ])
    const named = mapped('f,b,k\nq,a,typed\nr,b,\n', { type: 'basic-reversed', columns: ['front', 'back', 'kind'] })
    expect(contents(named).map(({ kind }) => kind)).toEqual(['typed', 'basic-reversed'])
  })

  it('fills the fields of a note type of the collection, as HTML', () => {
    const noteType = () => ({ kind: 'standard' as const, fields: ['Word', 'Meaning', 'Picture'] })
    const table = { type: 'type-1', columns: [1, 0] }
    const deck = mapped('m,w\n"a < b\nc",wort\nx,\n', table, { noteType })
    expect(contents(deck)).toEqual([{ kind: 'template', noteType: 'type-1', fields: ['wort', 'a &lt; b<br>c', ''] }])
    expect(deck.issues.map(brief)).toEqual(['error empty deck.csv:4:1'])
    expect(contents(mapped('m,w\n<i>a</i>,w\n', { ...table, html: true }, { noteType }))).toMatchObject([
      { fields: ['w', '<i>a</i>', ''] },
    ])
    const cloze = () => ({ kind: 'cloze' as const, fields: ['Text'] })
    const gaps = mapped(
      't\nno gap\n{{c1::gap}}\n',
      { type: 'type-2', columns: [0], separator: ';' },
      { noteType: cloze },
    )
    expect(gaps).toMatchObject({ bad: 1, notes: [{}], issues: [{ code: 'cloze', where: { line: 2 } }] })
    expect(mapped('m,w\na,b\n', table).issues).toMatchObject([{ code: 'note-type' }])
  })

  it('tells what no column was chosen for, and writes nothing then', () => {
    const deck = mapped('a,b\nc,d\n', { columns: ['ignore', 'back'] })
    expect(deck).toMatchObject({ notes: [], bad: 0, issues: [{ severity: 'error', code: 'unmapped' }] })
    expect(mapped('a,b\nc,d\n', { columns: ['front', 'ignore'] }).issues).toMatchObject([{ code: 'unmapped' }])
  })

  it('never cuts a row, and keeps one with fewer cells', () => {
    const deck = mapped('f,b,t\nq,a\nq2,a2,t,,\nq3,a3,t,more\n', { columns: ['front', 'back', 'tags'] })
    expect(deck.notes).toHaveLength(2)
    expect(deck.issues).toMatchObject([{ code: 'too-many-columns', where: { line: 4 }, found: '4 columns' }])
  })

  it('follows another separator with the columns that the table then has', () => {
    const deck = mapped('f;b;c\nq;a;x\n', { separator: ';' })
    expect(deck.table?.choice.columns).toEqual(['front', 'back', 'ignore'])
    expect(contents(deck)).toEqual([{ kind: 'basic', front: 'q', back: 'a' }])
  })

  it('reads any encoding that is chosen, and says where letters have no meaning in it', () => {
    const western = Buffer.from([0x66, 0x2c, 0x62, 0x0a, 0xdc, 0x62, 0x65, 0x72, 0x2c, 0x61, 0x0a])
    expect(contents(mapped(western, { encoding: 'windows-1252' }))).toMatchObject([{ front: 'Über' }])
    expect(contents(mapped(western, { encoding: 'windows-1251' }))).toMatchObject([{ front: 'Ьber' }])
    expect(mapped(western).issues.map(brief)).toEqual(['warning encoding deck.csv:2:1'])
    const wide = Buffer.from('f,b\nひ,a\n', 'utf16le')
    expect(contents(mapped(wide, { encoding: 'utf-16le' }))).toMatchObject([{ front: 'ひ' }])
  })

  it('survives any choice for any text', () => {
    for (const separator of ['\t', ',', ';', '|', ':', ' '] as const) {
      for (const text of ['', ' ', '"', 'a', 'a,b', '\n\n', '","\n"', 'a'.repeat(5000)]) {
        const made = importFile({ name: 'x.csv', bytes: Buffer.from(text) }, { table: { ...CHOICE, separator } })
        expect(made.ok ? made.value.notes.length : made.error.length).toBeLessThan(3)
      }
    }
  })
})
