import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportPreview, ImportReport } from '../../../electron/contract/procedures/collection.ts'
import { makeApp, type TestApp } from '../../support/app.ts'
import { BASIC, makeAnkiPackage, type PackageParts } from '../../fixtures/anki-package.ts'
import { refusal } from '../../support/study.ts'

let test: TestApp
beforeEach(async () => {
  test = await makeApp()
})
afterEach(() => test.close())

const preview = (name: string, bytes: string | Uint8Array<ArrayBuffer>): Promise<ImportPreview> =>
  test.client.imports.preview({ file: new File([bytes], name) })

async function run(importId: string): Promise<ImportReport> {
  const events = await test.client.imports.run({ importId, skipBad: false })
  for (let step = await events.next(); ; step = await events.next()) if (step.done) return step.value
}

const PARTS: PackageParts = {
  noteTypes: [BASIC],
  decks: [{ id: 5, name: 'Spanish' }],
  notes: [{ id: 10, fields: ['hola', 'hello'] }],
  cards: [{ id: 20, note: 10, deck: 5, type: 2, due: 3, ivl: 9, reps: 1, factor: 2500 }],
  reviews: [
    { id: Date.UTC(2026, 10, 3), card: 20 },
    { id: Date.UTC(2026, 10, 4), card: 99 },
  ],
}
const packed = (): Uint8Array<ArrayBuffer> => new Uint8Array(makeAnkiPackage(PARTS))

function fronts(): unknown[] {
  return test.app.context.collection.db
    .prepare('SELECT content FROM note ORDER BY id')
    .pluck()
    .all()
    .map((content) => JSON.parse(String(content)) as unknown)
}

describe('choices about an Anki package', () => {
  it('are previewed, and hold when it comes in', async () => {
    const first = await preview('spanish.apkg', packed())
    expect(first.report.reviews).toMatchObject({ added: 1, orphaned: 1 })
    expect(first.package).toMatchObject({ reviews: 2, noteTypes: [{ name: 'Basic', notes: 1 }] })
    const { importId } = first
    const without = await test.client.imports.adjust({ importId, package: { scheduling: false, update: 'never' } })
    expect(without).toMatchObject({ importId, report: { reviews: { added: 0, orphaned: 0 } } })
    expect(await run(importId)).toMatchObject({ reviews: { added: 0 }, cards: { added: 1 } })
  })
})

describe('the deck of notes for which a file names none', () => {
  const AIKEN = 'Which?\nA. one\nB. two\nANSWER: B\n'
  const texts: Readonly<Record<string, string>> = {
    'terms.md': '- token :: a piece of text\n',
    'pairs.txt': 'Q: question\nA: answer\n',
    'notes.xml':
      '<SuperMemoCollection><SuperMemoElement><Content><Question>q</Question><Answer>a</Answer></Content></SuperMemoElement></SuperMemoCollection>',
    'anki.txt': '#separator:tab\n#html:false\nq\ta\n',
    'bank.aiken': AIKEN,
    'bank.gift': 'Which? {=one ~two}',
    'bank.xml':
      '<quiz><question type="truefalse"><questiontext><text>q</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>',
    'bank.csv': 'question,option_a,option_b,correct,explanation\nWhich?,one,two,A,so\n',
    'blocks.csv': 'NewQuestion,MC\nQuestionText,Which?\nOption,100,one\nOption,0,two\n',
    'item.xml': `<questestinterop><assessment><section><item title="t"><presentation><material><mattext>q</mattext></material><response_lid ident="r" rcardinality="Single"><render_choice><response_label ident="a"><material><mattext>x</mattext></material></response_label><response_label ident="b"><material><mattext>y</mattext></material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident="r">a</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>`,
  }

  it.each(Object.keys(texts))('%s goes where it was chosen', async (name) => {
    const file = preview(name, texts[name] ?? '')
    const { importId, deck, table } = await file
    expect(table).toBeUndefined()
    expect(deck).toBe(name.split('.')[0])
    const chosen = await test.client.imports.adjust({ importId, deck: ' AWS :: Terms ' })
    expect(chosen).toMatchObject({ deck: 'AWS::Terms', report: { decks: [expect.stringMatching(/^AWS::Terms/)] } })
    expect(await run(importId)).toMatchObject({ notes: { added: 1 } })
    const paths = test.app.context.collection.decks.tree().map(({ path }) => path)
    expect(paths[0]).toBe('AWS')
    expect(paths).not.toContain(deck)
  })

  it('cannot be chosen where the file names it, nor have a name that no deck can have', async () => {
    expect((await preview('a.md', '---\ndeck: Own::Place\n---\n- x :: y\n')).deck).toBeUndefined()
    const deckFile = 'format: epoch-deck/1\nid: a/b\ndeck: Own\nnotes:\n  - {id: a, kind: basic, front: f, back: b}\n'
    expect((await preview('a.yaml', deckFile)).deck).toBeUndefined()
    expect((await preview('a.apkg', packed())).deck).toBeUndefined()
    const { importId } = await preview('b.md', '- x :: y\n')
    const refused = await refusal(test.client.imports.adjust({ importId, deck: 'a::::b' }))
    expect(refused).toMatchObject({ code: 'INVALID' })
    await test.client.imports.adjust({ importId, deck: 'Other' })
    expect((await test.client.imports.adjust({ importId, deck: '' })).deck).toBe('b')
    expect(await run(importId)).toMatchObject({ decks: ['b'] })
  })
})

describe('choices about a table', () => {
  it('are previewed, hold when it comes in, and are remembered by its header', async () => {
    const text = 'Wort,Bedeutung,Thema\nHund,dog,animals\n'
    const first = await preview('words.csv', text)
    expect(first.table).toMatchObject({ remembered: false, rows: 2, choice: { header: false, deck: 'words' } })
    const { importId, table } = first
    if (!table) throw new Error('no table')
    const choice = {
      ...table.choice,
      header: true,
      type: 'basic-reversed',
      columns: ['back' as const, 'front' as const, 'tags' as const],
    }
    const chosen = await test.client.imports.adjust({ importId, table: choice })
    expect(chosen).toMatchObject({ report: { notes: { added: 1 } }, kinds: [{ kind: 'basic-reversed', notes: 1 }] })
    expect(await run(importId)).toMatchObject({ notes: { added: 1 }, cards: { added: 2 } })
    expect(fronts()).toEqual([{ kind: 'basic-reversed', front: 'dog', back: 'Hund' }])

    const next = await preview('more.csv', 'wort,Bedeutung,Thema\nKatze,cat,animals\n')
    expect(next).toMatchObject({
      table: { remembered: true, rows: 1, choice: { header: true, deck: 'more' } },
      kinds: [{ kind: 'basic-reversed', notes: 1 }],
    })
  })

  it('come back for the next table with the same header, in the deck of its own name', async () => {
    const first = await preview('one.csv', 'front,back,note\na,b,c\n')
    if (!first.table) throw new Error('no table')
    const columns = ['back' as const, 'front' as const, 'ignore' as const]
    await test.client.imports.adjust({ importId: first.importId, table: { ...first.table.choice, columns } })
    await run(first.importId)
    const second = await preview('two.csv', 'Front,Back,Note\nd,e,f\n')
    expect(second.table).toMatchObject({ remembered: true, choice: { columns, deck: 'two' } })
    const usual = await test.client.imports.adjust({ importId: second.importId, table: null })
    expect(usual.table).toMatchObject({ remembered: false, choice: { columns: ['front', 'back', 'extra'] } })
    await run(second.importId)
    expect(fronts()).toMatchObject([{ front: 'b' }, { front: 'd', extra: 'f' }])
  })

  it('fill a note type of the collection', async () => {
    await run((await preview('spanish.apkg', packed())).importId)
    const first = await preview('more.csv', 'Front,Back\nadi\u00f3s,bye\n')
    const [type] = first.table?.types ?? []
    if (!type || !first.table) throw new Error('no note type')
    expect(type).toMatchObject({ name: 'Basic', fields: ['Front', 'Back'] })
    const table = { ...first.table.choice, type: type.guid, columns: [0, 1] }
    const chosen = await test.client.imports.adjust({ importId: first.importId, table })
    expect(chosen.samples[0]).toMatchObject({ type: 'template' })
    expect(await run(first.importId)).toMatchObject({ notes: { added: 1 }, cards: { added: 1 } })
    expect(fronts().at(-1)).toMatchObject({ kind: 'template', noteType: type.guid, fields: ['adi\u00f3s', 'bye'] })
  })

  it('name the encoding that a table is likely to be in, and bring it in so', async () => {
    const western = Uint8Array.from(
      [...'front,back\nna'].map((c) => c.charCodeAt(0)).concat([0xef, 0x76, 0x65, 0x2c, 0x78]),
    )
    const read = await preview('naive.csv', western)
    expect(read.table?.choice.encoding).toBe('windows-1252')
    await run(read.importId)
    expect(fronts()).toMatchObject([{ front: 'na\u00efve' }])
    const wide = await preview('wide.csv', new Uint8Array(Buffer.from('front,back\n\u00fc,x\n', 'utf16le')))
    expect(wide.table?.choice).toMatchObject({ encoding: 'utf-16le', columns: ['front', 'back'] })
  })

  it('are refused for a file that is none, or that is not waiting', async () => {
    const none = await refusal(test.client.imports.adjust({ importId: 'none' }))
    expect(none).toMatchObject({ code: 'NOT_FOUND' })
    const table = (await preview('t.csv', 'front,back\na,b\n')).table?.choice
    const { importId } = await preview('spanish.apkg', packed())
    expect(await refusal(test.client.imports.adjust({ importId, ...(table && { table }) }))).toMatchObject({
      code: 'CONFLICT',
    })
  })
})
