import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFile } from '../../../electron/media/store.ts'
import { PIXEL, qti2Item, response } from '../../fixtures/question-xml.ts'
import { makeZip } from '../../fixtures/zip.ts'
import { makeApp, type TestApp } from '../../support/app.ts'

let test: TestApp
beforeAll(async () => {
  test = await makeApp()
})
afterAll(() => test.close())

const item = (id: string, stem: string, key: string) =>
  qti2Item(
    `<p>See <img src="plot.png" alt="a plot"/></p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>${stem}</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>`,
    response('single', [key]),
    '',
    `identifier="${id}" title="${id}"`,
  )
const essay = qti2Item(
  '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Write.</prompt></extendedTextInteraction>',
  '',
)

function bank(...items: string[]): File {
  const entries = items.map((data, at) => ({ name: `item${at}.xml`, data }))
  const bytes = makeZip([...entries, { name: 'plot.png', data: PIXEL }])
  return new File([new Uint8Array(bytes)], 'bank.zip')
}

async function bring(file: File, skipBad = false) {
  const preview = await test.client.imports.preview({ file })
  const events = await test.client.imports.run({ importId: preview.importId, skipBad })
  let step = await events.next()
  while (!step.done) step = await events.next()
  return { preview, report: step.value }
}

describe('a package of questions through the import', () => {
  it('says before anything is written what comes in and what stays out, question by question', async () => {
    const preview = await test.client.imports.preview({ file: bank(item('i1', 'One?', 'A'), essay) })
    expect(preview).toMatchObject({
      possible: true,
      cards: 1,
      kinds: [{ kind: 'multiple-choice', notes: 1 }],
      report: { format: 'qti-2', notes: { added: 1, skipped: 1 }, media: { added: 1, missing: 0 } },
    })
    expect(preview.report.issues).toMatchObject([
      { severity: 'error', code: 'unsupported', where: { file: 'bank.zip/item1.xml', note: 2 } },
    ])
    expect(test.app.context.collection.media.count()).toBe(0)
    await test.client.imports.discard({ importId: preview.importId })
  })

  it('brings questions with their pictures, held back for exams, and is undone by name', async () => {
    const { report } = await bring(bank(item('i1', 'One?', 'A'), essay), true)
    expect(report).toMatchObject({ notes: { added: 1 }, media: { added: 1 }, decks: ['bank'] })
    const { collection } = test.app.context
    const [medium] = collection.media.all()
    expect(medium?.name).toMatch(/^plot-[0-9a-f]{12}\.png$/)
    expect(readFile(test.dataDir, medium?.hash ?? '')).toEqual(PIXEL)
    const content = collection.db.prepare<[], string>('SELECT content FROM note').pluck().get() ?? ''
    expect(JSON.parse(content)).toMatchObject({ stem: `See ![a plot](${medium?.name})\n\nOne?` })
    expect(collection.db.prepare('SELECT held FROM card').pluck().get()).toBe(1)
    expect(await test.client.history.undo()).toEqual({ name: 'Import bank.zip' })
    expect(collection.db.prepare('SELECT count(*) FROM note').pluck().get()).toBe(0)
  })

  it('updates its questions the second time, by their ids', async () => {
    await bring(bank(item('i1', 'One?', 'A'), item('i2', 'Two?', 'A')))
    expect((await bring(bank(item('i1', 'One?', 'A'), item('i2', 'Two?', 'A')))).report.notes).toMatchObject({
      added: 0,
      unchanged: 2,
    })
    const again = await bring(bank(item('i2', 'Two, better?', 'B'), item('i1', 'One?', 'A'), item('i3', 'Three?', 'A')))
    expect(again.report.notes).toMatchObject({ added: 1, updated: 1, unchanged: 1 })
    expect(again.report.media).toEqual({ added: 0, missing: 0 })
  })

  it('an unsafe package is refused with its reason', async () => {
    const bytes = makeZip([{ name: '../item.xml', data: essay }])
    await expect(
      test.client.imports.preview({ file: new File([new Uint8Array(bytes)], 'bad.zip') }),
    ).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ code: 'archive-name', where: { file: 'bad.zip', field: '../item.xml' } }] },
    })
  })
})
