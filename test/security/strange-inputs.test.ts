import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFileNow } from '../../electron/services/import-now.ts'
import {
  BASIC,
  makeAnkiPackage,
  makeCollectionFile,
  packageMembers,
  type PackageParts,
} from '../fixtures/anki-package.ts'
import { moodle, moodleAnswer, qti2Item, quiz, response } from '../fixtures/question-xml.ts'
import { makeZip, type ZipEntry } from '../fixtures/zip.ts'
import { dump, makeApp, type TestApp } from '../support/app.ts'

/** A file as a stranger might hand it in: a name, and its bytes or text. */
type Strange = readonly [name: string, content: string | Uint8Array]

const TWO: PackageParts = {
  notes: [
    { id: 1, fields: ['one', 'eins'] },
    { id: 2, fields: ['two', 'zwei'] },
  ],
  cards: [
    { id: 11, note: 1 },
    { id: 12, note: 2 },
  ],
}
const pack = (parts: PackageParts): Strange => ['a.apkg', makeAnkiPackage({ ...TWO, ...parts })]
const zipped = (change: Partial<ZipEntry>): Strange => [
  'a.apkg',
  makeZip(packageMembers(TWO).map((member) => ({ ...member, ...change }))),
]
const utf16 = (text: string, ...more: number[]) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le'), Buffer.from(more)])

const QUESTION = moodle('multichoice', 'Which?', moodleAnswer(100, 'a') + moodleAnswer(0, 'b'))
const ITEM = qti2Item(
  '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Which?</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>',
  response('single', ['A']),
)
const manifest = (...hrefs: string[]): ZipEntry => ({
  name: 'imsmanifest.xml',
  data: `<manifest><resources>${hrefs.map((href) => `<resource type="imsqti_item_xmlv2p1" href="${href}"/>`).join('')}</resources></manifest>`,
})
const qti = (...members: ZipEntry[]): Strange => ['q.zip', makeZip([...members, { name: 'one.xml', data: ITEM }])]
const YAML = 'format: epoch-deck/1\nid: a\ndeck: A\n'
const MEM = '--- Mnemosyne Data Base --- Format Version 2 ---\n'

/** The first error of each: its code with line and column, what was expected, and what was found. */
const REFUSED: Readonly<Record<string, readonly [file: Strange, said: string]>> = {
  'a list of contents that says too little': [
    ['a.apkg', makeZip(packageMembers(TWO), { entryCount: 1 })],
    'archive-damaged | an archive that is whole | more entries',
  ],
  'a list of contents that says too much': [
    ['a.apkg', makeZip(packageMembers(TWO), { entryCount: 60_000 })],
    'archive-damaged | an archive that is whole | unexpected EOF',
  ],
  'checksums that are lies': [
    zipped({ crc: 1 }),
    'archive-damaged | an archive that is whole | bytes that were changed',
  ],
  'sizes that are lies': [
    zipped({ size: 5 }),
    String.raw`^archive-damaged \| an archive that is whole \| \d+ and 5 bytes$`,
  ],
  'a package with other bytes before it': [
    ['a.apkg', Buffer.concat([Buffer.alloc(100, 7), makeAnkiPackage(TWO)])],
    'not-a-package | a package as Anki exports it | other bytes',
  ],
  'half a package': [
    ['a.apkg', makeAnkiPackage(TWO).subarray(0, 2000)],
    'archive-damaged | an archive that is whole | no list of contents',
  ],
  'half a collection': [
    ['collection.anki2', makeCollectionFile(TWO).subarray(0, 20_000)],
    'damaged-collection | an Anki collection that is whole | database disk image is malformed',
  ],
  'a package of tomorrow': [
    pack({ members: [{ name: 'meta', data: Buffer.from([8, 9]) }] }),
    'newer-anki | a package of form 1 to 3 | form 9',
  ],
  'a list of media that is no JSON': [
    pack({ form: 'anki2', members: [{ name: 'media', data: '{"0": "a.png", ' }] }),
    'damaged-collection | an Anki collection that is whole | its list of media is not JSON',
  ],
  'a medium without a name': [
    pack({ form: 'anki2', members: [{ name: 'media', data: '{"0": 5}' }] }),
    'damaged-collection | an Anki collection that is whole | its list of media gives “0” no name',
  ],
  'a table with a zero character': [
    ['a.csv', 'a,b\nc\0d,e\n'],
    'nul 2:2 | text without zero characters | a zero character at offset 5',
  ],
  'half a character of UTF-16': [
    ['a.csv', utf16('a,b\nc,d', 0x41)],
    'encoding | UTF-8, or UTF-16 with a byte order mark | a broken UTF-16 character',
  ],
  'a quote without an end': [
    ['a.csv', 'a,b\n"c,d\ne,f\n'],
    'unclosed-quote 2:1 | a closing quote | the end of the file',
  ],
  'rows of other lengths': [['a.csv', 'front,back\na,b\nc\nd,e,f\n'], 'too-few-columns 3:1 | 2 columns | 1 column'],
  'ten thousand columns': [
    ['a.csv', `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(',')}\n`],
    'too-many-columns | at most 200 columns | 10000 columns',
  ],
  'a cell of three million characters': [
    ['a.csv', `front,back\n${'x'.repeat(3_000_000)},b\n`],
    'too-long 2:1 | at most 20000 characters | 3000000 characters',
  ],
  'a deck that is called ::': [
    ['a.csv', 'front,back,deck\na,b,::\n'],
    'deck-path 2:1 | names joined by two colons, such as AIF-C01::Cards | ::',
  ],
  'rows with one guid': [
    ['a.csv', 'front,back,guid\na,b,G\nc,d,G\n'],
    'duplicate-id 3:1 | a guid of its own for each row | G',
  ],
  'headers of Anki with nonsense': [
    ['a.txt', '#separator:foo\n#html:maybe\na\tb\n'],
    'header 1:12 | comma, semicolon, tab, space, pipe or colon | “foo”',
  ],
  'braces that open twice': [
    ['a.gift', 'One {=a {=b} ~c}\n'],
    'gift-braces 1 | answers between { and } | a brace that opens among the answers',
  ],
  'braces after the answers': [
    ['a.gift', String.raw`What is half? {=\frac{1}{2} ~2}` + '\n'],
    'gift-braces 1 | answers between { and } | a brace that opens among the answers',
  ],
  'braces that never close': [
    ['a.gift', 'One? {=a ~b\n\nTwo? {=a ~b}\n'],
    'gift-braces 1 | answers between { and } | a brace that is not closed',
  ],
  'an answer that no option has': [['a.aiken', 'Which?\nA. one\nB. two\nANSWER: Z\n'], 'no-key 4 | one of A, B | Z'],
  'notes with a zero character': [
    ['a.md', '## Q\nA\0\n'],
    'nul 2:2 | text without zero characters | a zero character at offset 6',
  ],
  'a gap without an end': [
    ['a.md', '- a {{c1::b\n'],
    'gap-open 1:1 | gaps such as {{c1::answer}}, numbered 1 to 99 | "{{c1::b" at character 3',
  ],
  'questions that are cut off': [
    ['q.xml', quiz(QUESTION).slice(0, -20)],
    'xml 5:347 | </question> | the end of the file',
  ],
  'entities of its own': [
    ['q.xml', `<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><quiz>${QUESTION}&b;</quiz>`],
    'xml-entities 1:35 | a document without definitions of its own | a',
  ],
  'parents without end': [['q.xml', quiz('<a>'.repeat(100_000))], String.raw`^xml-depth 3:298 \| at most 100 levels`],
  'a list of contents that breaks off': [
    qti({ name: 'imsmanifest.xml', data: '<manifest><resources>' }),
    'xml 1:22 | </resources> | the end of the file',
  ],
  'a key that no option has': [
    ['q.xml', ITEM.replace('<value>A</value>', '<value>Z</value>')],
    'no-key 2:1 | correct: true | 0 with "correct: true"',
  ],
  'an archive of nothing': [
    ['q.zip', makeZip([])],
    'no-questions | a QTI package, Moodle XML, GIFT, or a table of questions | other files',
  ],
  'references in YAML': [
    ['a.yaml', `${YAML}notes: &n []\ntitle: *n\n`],
    'alias 5:8 | a value that is written out | *n',
  ],
  'a field twice': [['a.yaml', `${YAML}deck: B\nnotes: []\n`], 'duplicate-key 4:1 | each field once | deck'],
  'the prototype of objects': [
    ['a.json', '{"format":"epoch-deck/1","id":"a","deck":"A","__proto__":{"x":1},"notes":[]}'],
    'unknown-key 1:46 | a known field | __proto__',
  ],
  'JSON that is cut off': [
    ['a.json', '{"format":"epoch-deck/1","id":"a","notes":['],
    'syntax 1:44 | valid JSON | the end of the line',
  ],
  'a collection that calls programs': [
    ['default.mem', `${MEM}cos\nsystem\n(S'true'\ntR.`],
    'pickle-refused | cards and categories only | os.system',
  ],
  'a collection of garbage': [
    ['default.mem', `${MEM}(garbage`],
    'pickle-damaged | a file that is whole | the end of the file',
  ],
}

/** What comes in: notes, cards, media, and the codes of what is told. */
const TAKEN: Readonly<Record<string, readonly [file: Strange, came: string]>> = {
  'times in the far future': [
    pack({
      notes: [
        { id: 1, fields: ['a', 'b'], mod: 99_999_999_999 },
        { id: 8e15, fields: ['c', 'd'] },
      ],
      cards: [
        { id: 11, note: 1 },
        { id: 12, note: 8e15 },
      ],
    }),
    '2 2 0',
  ],
  'two notes of one identity': [
    pack({
      notes: [
        { id: 1, guid: 'G', fields: ['a', 'b'] },
        { id: 2, guid: 'G', fields: ['c', 'd'] },
      ],
    }),
    '2 2 0 guid-twice',
  ],
  'cards of impossible numbers': [
    pack({
      cards: [
        { id: 11, note: 1 },
        { id: 12, note: 2, ord: -1 },
        { id: 13, note: 1, ord: 70_000 },
        { id: 14, note: 2 },
      ],
    }),
    '2 2 0 card-number card-number',
  ],
  'decks without names, three hundred levels deep': [
    pack({
      decks: [
        { id: 5, name: '::' },
        { id: 6, name: Array.from({ length: 300 }, (_, at) => `l${at}`).join('::') },
      ],
      cards: [
        { id: 11, note: 1, deck: 5 },
        { id: 12, note: 2, deck: 6 },
      ],
    }),
    '2 2 0',
  ],
  'values of other types': [
    pack({
      sql: `UPDATE cards SET due = 1e300, ivl = 'abc', factor = x'00', data = '{bad' WHERE id = 11; UPDATE notes SET mod = 'x', tags = 5, guid = '' WHERE id = 2`,
    }),
    '2 2 0',
  ],
  'media that lead elsewhere': [
    pack({ media: ['../../evil.png', '/etc/passwd', 'ok.png'].map((name) => ({ name, bytes: Buffer.from(name) })) }),
    '2 2 1 media-name media-name',
  ],
  'media in a list': [
    pack({
      form: 'anki2',
      members: [
        { name: 'media', data: '["a.png"]' },
        { name: '0', data: 'x' },
      ],
    }),
    '2 2 1',
  ],
  'a template of nonsense and script': [
    pack({
      noteTypes: [
        { ...BASIC, templates: [{ name: 'x', question: '{{#Front}}{{/Back}}', answer: '<script>x</script>{{No}}' }] },
      ],
    }),
    '2 2 0',
  ],
  'a collection under another name': [['a.txt', makeCollectionFile(TWO)], '2 2 0'],
  'lines that end in the old way of the Mac': [['a.csv', 'front,back\ra,b\rc,d\r'], '2 2 0'],
  'two byte order marks': [['a.csv', '\ufeff\ufefffront,back\na,b\n'], '1 1 0'],
  'Aiken of Windows': [
    ['a.txt', '\ufeffWhich?\r\nA. one\r\nB. two\r\nANSWER: B\r\n\r\nNext?\r\nA) x\r\nB) y\r\nANSWER: A'],
    '2 2 0',
  ],
  'a fence that never closes': [['a.md', '## Q one\nanswer\n```js\ncode ## not\n\n## Q two\nanswer\n'], '1 1 0'],
  'an address of a file in XML': [
    ['q.xml', `<?xml version="1.0"?><!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz>${QUESTION}</quiz>`],
    '1 1 0 not-carried',
  ],
  'questions without a list of contents': [qti(), '1 1 0'],
  'a list of contents that leads elsewhere': [
    qti(manifest('../../etc/passwd', 'none.xml', 'one.xml')),
    '1 1 0 missing-item missing-item',
  ],
  'parents in a circle': [
    [
      'a.xml',
      `<SuperMemoCollection>${[1, 2].map((id) => `<SuperMemoElement><ID>${id}</ID><Parent>${3 - id}</Parent><Content><Question>q${id}</Question><Answer>a</Answer></Content></SuperMemoElement>`).join('')}</SuperMemoCollection>`,
    ],
    '2 2 0 not-carried',
  ],
}

let test: TestApp
beforeAll(async () => {
  test = await makeApp()
})
afterAll(() => test.close())

const bring = ([name, content]: Strange) =>
  importFileNow(test.app.context, { name, bytes: typeof content === 'string' ? Buffer.from(content) : content }, false)

describe('what a stranger hands in is refused with file, place, expected and found, and changes nothing', () => {
  it.each(Object.entries(REFUSED))('%s', async (_what, [file, said]) => {
    const before = dump(test)
    const report = await bring(file)
    expect(report.refused).toBe(true)
    const first = report.issues.find(({ severity }) => severity === 'error')
    const { line, column } = first?.where ?? {}
    const place = [line, column].filter((part) => part !== undefined).join(':')
    const words = [[first?.code, place].filter((part) => part !== '').join(' '), first?.expected, first?.found].join(
      ' | ',
    )
    if (said.startsWith('^')) expect(words).toMatch(new RegExp(said))
    else expect(words).toBe(said)
    for (const issue of report.issues) {
      expect(issue.where.file).toContain(file[0])
      expect(issue.message).not.toBe('')
    }
    expect(dump(test)).toEqual(before)
  })
})

describe('what a stranger hands in comes in with all that it holds, and what does not is told', () => {
  it.each(Object.entries(TAKEN))('%s', async (_what, [file, came]) => {
    const fresh = test
    test = await makeApp()
    const { refused, notes, cards, media, issues } = await bring(file)
    const codes = issues.map(({ code }) => code)
    expect(refused).toBe(false)
    expect([notes.added, cards.added, media.added, ...codes].join(' ')).toBe(came)
    expect(await test.client.backups.check()).toMatchObject({ findings: [] })
    await test.close()
    test = fresh
  })
})
