import { describe, expect, it } from 'vitest'
import { brief, read, refused } from './support.ts'

const contents = (text: string, name = 'deck.csv') => read(name, text).notes.map((note) => note.content)

describe('CSV', () => {
  it('reads columns by the names in the header, in any order', () => {
    const deck = read(
      'deck.csv',
      'Tags,Definition,Term,Deck,Kind,Hint,Extra\n' +
        '"a, b",Paris,Capital of France,Geo::Europe,,starts with P,On the Seine\n' +
        'c,8,2^3,,typed,,\n' +
        ',,The {{c1::mitochondrion}} makes ATP,,,,\n' +
        ',back,front,,reversed,,\n',
    )
    expect(deck).toMatchObject({ format: 'csv', bad: 0, issues: [], onMatch: 'update' })
    expect(deck.notes.map(({ content, tags, deck: path }) => ({ content, tags, deck: path }))).toEqual([
      {
        content: {
          kind: 'basic',
          front: 'Capital of France',
          back: 'Paris',
          extra: 'On the Seine\n\nHint: starts with P',
        },
        tags: ['a', 'b'],
        deck: 'Geo::Europe',
      },
      { content: { kind: 'typed', front: '2^3', answer: '8' }, tags: ['c'], deck: 'deck' },
      { content: { kind: 'cloze', text: 'The {{c1::mitochondrion}} makes ATP' }, tags: [], deck: 'deck' },
      { content: { kind: 'basic-reversed', front: 'front', back: 'back' }, tags: [], deck: 'deck' },
    ])
    expect(deck.notes[0]?.where).toEqual({ file: 'deck.csv', line: 2, note: 1 })
  })

  it('takes front and back by position without a header, and a third column as tags when it looks so', () => {
    const tagged = read('words.tsv', 'hund\tdog\tanimal pet\nkatze\tcat\tanimal pet\nhaus\thouse\tplace\n')
    expect(tagged.format).toBe('tsv')
    expect(tagged.notes.map((note) => note.tags)).toEqual([['animal', 'pet'], ['animal', 'pet'], ['place']])
    expect(contents('hund,dog,It barks at night.\nkatze,cat,It sleeps all day.')[0]).toEqual({
      kind: 'basic',
      front: 'hund',
      back: 'dog',
      extra: 'It barks at night.',
    })
  })

  it('says which columns it does not use', () => {
    const named = read('deck.csv', 'front,back,source\na,b,c')
    expect(named.issues.map(brief)).toEqual(['warning unused-column deck.csv:1:1'])
    expect(named.issues[0]?.found).toBe('source')
    const unnamed = read('deck.csv', 'a,b,c d. e,f\ng,h,i j. k,l')
    expect(unnamed.issues[0]).toMatchObject({ severity: 'warning', code: 'unused-column', found: '4 columns' })
  })

  it('takes a first row for names when programs write names so, though it knows none, and says it', () => {
    const rows = 'Spain,Madrid,Madrid\nFrance,Paris,Paris\nUnited Kingdom,London,London\n'
    const named = read('capital.csv', `country,capital,capital:de\n${rows}`)
    expect(named.notes.map(({ content }) => content)).toMatchObject([
      { front: 'Spain' },
      { front: 'France' },
      { front: 'United Kingdom' },
    ])
    expect(named.table).toMatchObject({ rows: 3, choice: { header: true }, columns: [{ name: 'country' }, {}, {}] })
    expect(named.issues).toMatchObject([
      { code: 'unused-column', message: expect.stringMatching(/first row is taken for the names/), where: { line: 1 } },
    ])
    const words = 'dog,hund,tier\ncat,katze,tier2\nhouse,haus,ding\nbird,vogel,tier3\n'
    expect(read('words.csv', words)).toMatchObject({ notes: { length: 4 }, table: { choice: { header: false } } })
    expect(read('two.csv', `country,capital\n${rows}`.replace(/,\w+$/gm, ''))).toMatchObject({
      table: { choice: { header: false } },
    })
  })

  it('reads the separator that a spreadsheet writes above the table', () => {
    const deck = read('deck.csv', 'sep=;\nfront;back\na, b;c\nd\n')
    expect(deck.notes.map(({ content, where }) => [content, where.line])).toEqual([
      [{ kind: 'basic', front: 'a, b', back: 'c' }, 3],
    ])
    expect(deck.issues).toMatchObject([{ code: 'too-few-columns', where: { line: 4 } }])
    const choice = deck.table?.choice
    if (!choice) throw new Error('no table')
    expect(read('deck.csv', 'sep=;\nfront;back\na;c\n', { table: choice }).notes).toHaveLength(1)
  })

  it('tells of every row with too many or too few columns, and keeps the others', () => {
    const deck = read('deck.csv', 'front,back,tags\na,b,c\nd,e,f,g\nh\ni,"j\nk",l,\nm,n,o\n')
    expect(deck.notes).toHaveLength(3)
    expect(deck.bad).toBe(2)
    expect(deck.issues).toMatchObject([
      { code: 'too-many-columns', where: { line: 3, note: 2 }, expected: '3 columns', found: '4 columns' },
      { code: 'too-few-columns', where: { line: 4, note: 3, source: 'h' }, expected: '3 columns', found: '1 column' },
    ])
  })

  it('tells of quotes that do not close, with line and column, and reads on', () => {
    const deck = read('deck.csv', 'front,back\na,"b\nc,d\n')
    expect(deck.issues).toMatchObject([
      { code: 'unclosed-quote', where: { file: 'deck.csv', line: 2, column: 3, source: 'a,"b' } },
    ])
    expect(deck.notes.map((note) => note.where.line)).toEqual([3])
    expect(read('deck.csv', 'front,back\n"a" x,b\nc,d\n').issues).toMatchObject([
      { code: 'text-after-quote', where: { line: 2, column: 1 }, found: '“ x”' },
    ])
  })

  it('tells of empty texts, unknown kinds, clozes without a gap and bad decks', () => {
    const deck = read('deck.csv', 'front,back,kind,deck\n,b,,\na,,,\nc,d,picture,\ne,f,cloze,\ng,h,,A::::B\n')
    expect(deck.issues.map(brief)).toEqual([
      'error empty deck.csv:2:1',
      'error empty deck.csv:3:1',
      'error kind deck.csv:4:1',
      'error no-gap deck.csv:5:1',
      'error deck-path deck.csv:6:1',
    ])
    expect(deck.issues[2]).toMatchObject({ expected: 'one of basic, basic-reversed, cloze, typed', found: 'picture' })
    expect(deck.issues[0]?.where.field).toBe('front')
  })

  it('gives the same row the same guid at every import, and rows with the same front different ones', () => {
    const once = read('deck.csv', 'front,back\nbank,money\nbank,river\n').notes
    const again = read('deck.csv', 'back,front\nmoney (changed),bank\nriver,bank\n').notes
    expect(again.map((note) => note.guid)).toEqual(once.map((note) => note.guid))
    expect(new Set(once.map((note) => note.guid)).size).toBe(2)
    const [other] = read('deck.csv', 'front,back\nbank,money\n', { deck: 'Other' }).notes
    expect(other).toMatchObject({ deck: 'Other' })
    expect(other?.guid).not.toBe(once[0]?.guid)
  })

  it('takes a guid of its own, once', () => {
    const deck = read('deck.csv', 'guid,front,back\nx1,a,b\nx1,c,d\n')
    expect(deck.notes.map((note) => note.guid)).toEqual(['x1'])
    expect(deck.issues).toMatchObject([{ code: 'duplicate-id', where: { line: 3 }, found: 'x1' }])
  })

  it('keeps line breaks that were typed in a cell', () => {
    expect(contents('front,back\n"a\nb\n\nc",d')).toEqual([{ kind: 'basic', front: 'a  \nb\n\nc', back: 'd' }])
  })

  it('keeps HTML as it stands and says so', () => {
    const deck = read('deck.csv', 'front,back\nWhat does <b>x</b> do?,Bold')
    expect(deck.notes[0]?.content).toMatchObject({ front: 'What does <b>x</b> do?' })
    expect(deck.issues.map(brief)).toEqual(['warning html deck.csv:2:11'])
  })

  it('refuses a header that names a column twice', () => {
    expect(refused('deck.csv', 'front,question,back\na,b,c').map(brief)).toEqual(['error repeated-column deck.csv:1:1'])
  })

  it('warns of a table without rows', () => {
    expect(read('deck.csv', 'front,back\n').issues.map((issue) => issue.code)).toEqual(['no-notes'])
  })

  it('limits tags and texts', () => {
    const tags = Array.from({ length: 65 }, (_, at) => `t${at}`).join(' ')
    const deck = read('deck.csv', `front,back,tags\na,b,${tags}\nc,${'x'.repeat(20_001)},\n`)
    expect(deck.issues).toMatchObject([
      { code: 'too-many', expected: 'at most 64 tags', found: '65 tags' },
      { code: 'too-long', expected: 'at most 20000 characters', found: '20001 characters' },
    ])
  })
})
