import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/importers/index.ts'
import { brief, read, refused } from './support.ts'

const contents = (text: string) => read('export.txt', text).notes.map((note) => note.content)
const basics = (text: string) => read('export.txt', text).notes.map(({ content, tags }) => [content, tags])

describe('headers of an Anki text file', () => {
  it('reads guid, note type, deck and tags from their columns, as Anki exports them', () => {
    const deck = read(
      'export.txt',
      '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n' +
        'k~1\tBasic\tA::B\tfront\tback\tt1 t2\n' +
        'k~2\tBasic (and reversed card)\tA\tdog\tHund\t\n' +
        'k~3\tCloze\tA\t{{c1::x}} and {{c2::y::hint}}\tmore\t\n' +
        'k~4\tBasic (type in the answer)\tA\t2 + 2\t<b>4</b>\t\n',
    )
    expect(deck).toMatchObject({ format: 'anki-text', bad: 0, issues: [] })
    expect(deck.notes.map(({ guid, deck: path, content, tags }) => [guid, path, content, tags])).toEqual([
      ['k~1', 'A::B', { kind: 'basic', front: 'front', back: 'back' }, ['t1', 't2']],
      ['k~2', 'A', { kind: 'basic-reversed', front: 'dog', back: 'Hund' }, []],
      ['k~3', 'A', { kind: 'cloze', text: '{{c1::x}} and {{c2::y::hint}}', extra: 'more' }, []],
      ['k~4', 'A', { kind: 'typed', front: '2 + 2', answer: '4' }, []],
    ])
  })

  it('takes a first line of tags, keys in any case, and ignores keys it does not know', () => {
    expect(basics('tags:one two\n#Separator: Semicolon\n#colour:red\n# a comment\na;b\n#c;d\n')).toEqual([
      [{ kind: 'basic', front: 'a', back: 'b' }, ['one', 'two']],
    ])
  })

  it.each([
    ['comma', ','],
    ['Comma,,', ','],
    [',', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['\t', '\t'],
    ['space', ' '],
    ['pipe;;;', '|'],
    ['colon', ':'],
  ])('understands the separator written as %j', (written, separator) => {
    expect(contents(`#separator:${written}\na${separator}b\n`)).toEqual([{ kind: 'basic', front: 'a', back: 'b' }])
  })

  it('cuts what a spreadsheet left behind its values', () => {
    const deck = read('export.txt', '#separator:Comma,,\n#html:false,,\n#guid column:1,,\ng,<b>,x\n')
    expect(deck.notes).toMatchObject([{ guid: 'g', content: { front: '<b>', back: 'x' } }])
  })

  it('refuses values it does not know, with their lines', () => {
    const issues = refused('export.txt', '#separator:dash\n#html:maybe\n#tags column:zero\n#if matches:ask\na\tb')
    expect(issues.map(brief)).toEqual([
      'error header export.txt:1:12',
      'error header export.txt:2:7',
      'error header export.txt:3:14',
      'error header export.txt:4:13',
    ])
    expect(issues[0]).toMatchObject({ expected: 'comma, semicolon, tab, space, pipe or colon', found: '“dash”' })
  })

  it('maps columns by their labels where these are the names of the fields', () => {
    expect(contents('#separator:comma\n#columns:Back,Front\n#notetype:Basic\nb,f\n')).toEqual([
      { kind: 'basic', front: 'f', back: 'b' },
    ])
  })

  it('takes the first column after the fields for the tags', () => {
    expect(basics('#separator:tab\n#notetype:Basic\na\tb\tx y\n')).toEqual([
      [{ kind: 'basic', front: 'a', back: 'b' }, ['x', 'y']],
    ])
  })

  it('hands on what to do with notes that are there already', () => {
    expect(read('export.txt', '#if matches:keep current\n#separator:tab\na\tb').onMatch).toBe('keep-current')
    expect(read('export.txt', '#if matches:keep both,\n#separator:comma\na,b').onMatch).toBe('keep-both')
    expect(read('export.txt', '#separator:tab\na\tb').onMatch).toBe('update')
  })

  it('gives a note without guid one that follows from note type and first field, and from the deck where asked', () => {
    const guid = (text: string) => read('export.txt', text).notes[0]?.guid
    const plain = guid('#separator:tab\na\tb')
    expect(guid('#separator:tab\n#deck:Other\na\tchanged')).toBe(plain)
    expect(guid('#separator:tab\n#notetype:Cloze\n{{c1::a}}\tb')).not.toBe(plain)
    const scoped = (deck: string) => guid(`#separator:tab\n#match scope:notetype + deck\n#deck:${deck}\na\tb`)
    expect(scoped('A')).not.toBe(scoped('B'))
  })
})

describe('rows of an Anki text file', () => {
  it('converts HTML and names media that are not in the file', () => {
    const deck = read('export.txt', '#separator:tab\n#html:true\na<br>b\t<img src="x.png"> [sound:y.mp3]\n')
    expect(deck.notes[0]?.content).toEqual({
      kind: 'basic',
      front: 'a  \nb',
      back: '(picture: x.png) (sound: y.mp3)',
    })
    expect(deck.missingMedia).toEqual(['x.png', 'y.mp3'])
    expect(deck.issues).toMatchObject([{ severity: 'warning', code: 'missing-media', found: 'x.png, y.mp3' }])
  })

  it('finds out whether fields are HTML where no header says', () => {
    expect(contents('#separator:tab\na\t<b>x</b>\n')[0]).toMatchObject({ back: '**x**' })
    expect(contents('#separator:tab\na\t*x* < 3\n')[0]).toMatchObject({ back: '\\*x\\* < 3' })
  })

  it('drops scripts and says so', () => {
    const deck = read('export.txt', '#separator:tab\n#html:true\na<script>alert(1)</script>\tb\n')
    expect(deck.notes[0]?.content).toMatchObject({ front: 'a' })
    expect(deck.issues.map(brief)).toEqual(['warning dropped-html export.txt:3'])
  })

  it('keeps further fields of a note type it does not know as background', () => {
    const deck = read(
      'export.txt',
      '#separator:comma\n#notetype:Vocabulary\n#columns:Word,Meaning,Example\nHund,dog,Der Hund bellt.\nKatze,cat,\n',
    )
    expect(deck.notes.map((note) => note.content)).toEqual([
      { kind: 'basic', front: 'Hund', back: 'dog', extra: '**Example:** Der Hund bellt.' },
      { kind: 'basic', front: 'Katze', back: 'cat' },
    ])
    expect(deck.issues).toMatchObject([
      { severity: 'warning', code: 'note-type', where: { line: 4 }, found: 'Example' },
    ])
  })

  it('makes an optional reversed card only where it is asked for', () => {
    const text = '#separator:tab\n#notetype:Basic (optional reversed card)\na\tb\ty\nc\td\t\n'
    expect(contents(text).map((content) => content.kind)).toEqual(['basic-reversed', 'basic'])
  })

  it('keeps rows with too many fields or no answer as Anki does, cuts nothing, and tells of them', () => {
    const deck = read('export.txt', '#separator:tab\na\tb\nc\td\te\nonly\n\tback\nf\tg\n')
    expect(deck.notes.map(({ content }) => content)).toEqual([
      { kind: 'basic', front: 'a', back: 'b' },
      { kind: 'basic', front: 'c', back: 'd', extra: '**Column 3:** e' },
      { kind: 'basic', front: 'only', back: '—' },
      { kind: 'basic', front: 'f', back: 'g' },
    ])
    expect(deck.bad).toBe(1)
    expect(deck.issues).toMatchObject([
      { severity: 'warning', code: 'too-many-columns', where: { line: 3 }, expected: '2 columns', found: '3 columns' },
      { severity: 'warning', code: 'empty', where: { line: 4, field: 'back' } },
      { severity: 'error', code: 'empty', where: { line: 5, field: 'front' } },
    ])
  })

  it('makes notes of a note type of the collection, by labels or by position', () => {
    const noteTypeNamed = (name: string) =>
      name === 'Vocabulary'
        ? { guid: 'v1', kind: 'standard' as const, fields: ['Word', 'Meaning', 'Example'] }
        : undefined
    const own = (text: string) => {
      const made = importFile({ name: 'export.txt', bytes: Buffer.from(text) }, { noteTypeNamed })
      if (!made.ok) throw new Error(JSON.stringify(made.error))
      return made.value
    }
    const byPlace = own(
      '#separator:tab\n#html:true\n#notetype:Vocabulary\nHund\t<b>dog</b>\nKatze\tcat\tSie schläft.\ttier haus\textra\n',
    )
    expect(byPlace.notes.map(({ content, tags }) => ({ content, tags }))).toEqual([
      { content: { kind: 'template', noteType: 'v1', fields: ['Hund', '<b>dog</b>', ''] }, tags: [] },
      {
        content: { kind: 'template', noteType: 'v1', fields: ['Katze', 'cat', 'Sie schläft.'] },
        tags: ['tier', 'haus'],
      },
    ])
    expect(byPlace.issues).toMatchObject([{ severity: 'warning', code: 'too-many-columns', where: { line: 5 } }])
    const byLabel = own(
      '#separator:tab\n#html:false\n#columns:Meaning\tWord\tType\n#notetype column:3\ndog & co\tHund\tVocabulary\nb\ta\tBasic\n',
    )
    expect(byLabel.notes.map(({ content }) => content)).toMatchObject([
      { fields: ['Hund', 'dog &amp; co', ''] },
      { kind: 'basic', front: 'b', back: 'a' },
    ])
  })

  it('counts lines through quoted line breaks', () => {
    const deck = read('export.txt', '#separator:tab\n#html:false\n"a\nb"\tc\n"d\te\n')
    expect(deck.notes[0]?.content).toMatchObject({ front: 'a  \nb' })
    expect(deck.issues).toMatchObject([{ code: 'unclosed-quote', where: { line: 5, column: 1 } }])
  })

  it('does not take a name of an object for a header', () => {
    expect(contents('#constructor:x\n#separator:tab\na\tb')).toHaveLength(1)
  })
})
