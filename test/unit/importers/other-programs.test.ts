import { describe, expect, it } from 'vitest'
import { importAny, importFile, type ImportedDeck } from '../../../electron/importers/index.ts'
import { PIXEL } from '../../fixtures/question-xml.ts'
import { makeZip } from '../../fixtures/zip.ts'
import { read, refused } from './support.ts'

const contents = (deck: ImportedDeck) => deck.notes.map(({ content }) => content)

describe('SuperMemo', () => {
  it('gives questions and answers as text, of one line or several, marked each or only once', () => {
    const deck = read(
      'collection.txt',
      'Q: Capital of Spain?\nA: Madrid\n\nQ: What is\nQ: a token?\nA: A piece\nof *text*\n\nQ: No answer\n',
    )
    expect(deck).toMatchObject({ format: 'supermemo-text', bad: 1 })
    expect(contents(deck)).toEqual([
      { kind: 'basic', front: 'Capital of Spain?', back: 'Madrid' },
      { kind: 'basic', front: 'What is  \na token?', back: 'A piece  \nof \\*text\\*' },
    ])
    expect(deck.issues).toMatchObject([{ severity: 'error', code: 'empty', where: { line: 9, field: 'back' } }])
  })

  it('is not taken for a table, though its texts hold commas', () => {
    expect(read('notes.txt', 'Q: a, b\nA: c, d\n\nQ: e, f\nA: g, h\n').format).toBe('supermemo-text')
    expect(read('notes.csv', 'Q,A\nx,y\n').format).toBe('csv')
  })

  it('gives a collection as XML, with topics as decks', () => {
    const deck = read(
      'collection.xml',
      `<?xml version="1.0" encoding="UTF-8"?>
<SuperMemoCollection><Count>2</Count>
<SuperMemoElement><ID>1</ID><Type>Topic</Type><Title>History</Title>
<SuperMemoElement><ID>2</ID><Type>Item</Type><Content><Question>When did &lt;b&gt;it&lt;/b&gt; end?</Question><Answer>1945</Answer></Content>
<LearningData><Interval>12</Interval></LearningData></SuperMemoElement>
</SuperMemoElement>
<SuperMemoElement><ID>3</ID><Type>Item</Type><Content><Question>&amp;lt;i&amp;gt;Who&amp;lt;/i&amp;gt;?</Question><Answer>Me</Answer></Content></SuperMemoElement>
</SuperMemoCollection>`,
    )
    expect(deck).toMatchObject({ format: 'supermemo-xml', bad: 0 })
    expect(deck.notes.map(({ content, deck: path }) => [content, path])).toEqual([
      [{ kind: 'basic', front: 'When did **it** end?', back: '1945' }, 'collection::History'],
      [{ kind: 'basic', front: '*Who*?', back: 'Me' }, 'collection'],
    ])
    expect(deck.issues).toMatchObject([{ severity: 'warning', code: 'not-carried' }])
  })
})

const XML_1 = `<?xml version="1.0"?>
<mnemosyne core_version="1">
<category active="1"><name>Deep learning</name></category>
<item id="a1" gr="3" e="2.5"><cat>Deep learning</cat><Q>What is &lt;$&gt;x^2&lt;/$&gt;?</Q><A>A
square</A></item>
<item id="a2"><cat>&lt;default&gt;</cat><Q>See &lt;img src="cell.png"&gt;</Q><A>cell</A></item>
<item id="a3"><cat>x</cat><Q></Q><A>no question</A></item>
</mnemosyne>`

const CARDS = `<?xml version="1.0" encoding="UTF-8"?>
<openSM2sync number_of_entries="7">
<log type="10" o_id="t1"><name>Spanish</name></log>
<log type="10" o_id="t0"><name>__UNTAGGED__</name></log>
<log type="16" o_id="f1"><f>hola</f><b>hello</b></log>
<log type="16" o_id="f2"><f>Hund</f><p_1>hunt</p_1><m_1>dog</m_1></log>
<log type="16" o_id="f3"><text>The [capital:city] is [Madrid]</text></log>
<log type="16" o_id="f4"><f>unused</f><b>fact</b></log>
<log type="6" o_id="c1" card_t="1" fact="f1" fact_v="1.1" tags="t1"></log>
<log type="6" o_id="c2" card_t="3" fact="f2" fact_v="3.1" tags="t0,t1"></log>
<log type="6" o_id="c3" card_t="5" fact="f3" fact_v="5.1" tags="t0"></log>
</openSM2sync>`

describe('Mnemosyne', () => {
  it('gives the XML of its first version, with categories as decks and formulas', () => {
    const deck = read('old.xml', XML_1)
    expect(deck).toMatchObject({ format: 'mnemosyne-xml', bad: 1, missingMedia: ['cell.png'] })
    expect(deck.notes.map(({ content, deck: place }) => [content, place])).toMatchObject([
      [{ kind: 'basic', front: 'What is $x^2$?', back: 'A  \nsquare' }, 'old::Deep learning'],
      [{ kind: 'basic', back: 'cell' }, 'old'],
    ])
    expect(deck.issues.find(({ severity }) => severity === 'error')).toMatchObject({
      code: 'empty',
      where: { line: 7 },
    })
  })

  it('gives the cards that its second version shares', async () => {
    const file = {
      name: 'spanish.cards',
      bytes: makeZip([
        { name: 'METADATA', data: 'x' },
        { name: 'cards.xml', data: CARDS },
      ]),
    }
    const made = await importAny(file)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    expect(made.value.format).toBe('mnemosyne-cards')
    expect(made.value.notes.map(({ content, tags }) => [content, tags])).toEqual([
      [{ kind: 'basic', front: 'hola', back: 'hello' }, ['Spanish']],
      [{ kind: 'basic-reversed', front: 'Hund', back: 'hunt  \ndog' }, ['Spanish']],
      [{ kind: 'cloze', text: 'The {{c1::capital::city}} is {{c2::Madrid}}' }, []],
    ])
    const other = await importAny({ name: 'x.cards', bytes: makeZip([{ name: 'readme.txt', data: 'x' }]) })
    expect(other.ok ? [] : other.error).toMatchObject([{ code: 'format', expected: 'an archive with cards.xml in it' }])
  })

  it('brings the media of shared cards along, and names those that are not there', async () => {
    const list = `<openSM2sync><log type="16" o_id="f1"><f>See &lt;img src="pics/cell.png"&gt;</f><b>&lt;audio src="a.mp3"&gt; &lt;img src="gone.png"&gt; &lt;img src="run.exe"&gt;</b></log><log type="6" o_id="c1" card_t="1" fact="f1" tags="t"></log></openSM2sync>`
    const made = await importAny({
      name: 'x.cards',
      bytes: makeZip([
        { name: 'cards.xml', data: list },
        { name: 'pics/cell.png', data: PIXEL },
        { name: 'a.mp3', data: 'sound' },
        { name: 'run.exe', data: 'MZ' },
      ]),
    })
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    const names = made.value.media?.map(({ name }) => name) ?? []
    expect(names).toEqual([expect.stringMatching(/^cell-[0-9a-f]{12}\.png$/), expect.stringMatching(/^a-.*\.mp3$/)])
    expect(contents(made.value)).toEqual([
      {
        kind: 'basic',
        front: `See ![](${names[0]})`,
        back: `[sound:${names[1]}] (picture: gone.png) (picture: run.exe)`,
      },
    ])
    expect(made.value.missingMedia).toEqual(['gone.png', 'run.exe'])
    expect(made.value.issues.map(({ code }) => code)).toEqual(['not-carried', 'missing-media', 'media-left-out'])
  })

  it('never opens its new collections, and says how to bring them', () => {
    const db = `SQLite format 3\0${'\0'.repeat(100)}CREATE TABLE facts(_id integer)`
    expect(refused('default.db', db)).toMatchObject([{ message: expect.stringContaining('for sharing (.cards)') }])
  })

  it('expands no entity and fetches nothing', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><mnemosyne><item id="1"><Q>&b;</Q><A>b</A></item></mnemosyne>`
    const made = importFile({ name: 'bomb.xml', bytes: Buffer.from(bomb) })
    expect(made.ok).toBe(false)
  })
})
