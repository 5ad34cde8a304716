import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../support/browser.ts'
import { httpClient } from '../support/http.ts'
import { goTo, press, seesHeading, shows } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'
import {
  chooseFiles,
  dropFiles,
  importsTable,
  isRefused,
  runImport,
  takesImportBack,
  textFile,
  wideFile,
} from '../support/stories-import.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ dataDir: await makeFolder(() => undefined), builtin: false })
})
afterEach(async () => {
  expect(stage.watch.take()).toEqual([])
  await goTo(stage.page, '/decks')
  await seesHeading(stage.page, 'Decks')
})
afterAll(() => stage.close())

/** Notes by deck, as the host has them. */
async function notes(): Promise<Record<string, number>> {
  const tree = await httpClient(stage.host().url).decks.tree()
  return Object.fromEntries(tree.map((deck) => [deck.path, deck.notes]))
}

describe('importing', () => {
  it('shows a table before anything is written, leaves out a bad row when asked to, and can be taken back', async () => {
    await importsTable(stage.page)
    expect(await notes()).toEqual({ layers: 4 })
    await takesImportBack(stage.page)
    expect(await notes()).toEqual({})
  })

  it('takes files that are dropped anywhere, one after the other', async () => {
    const { page } = stage
    const deck = ['format: epoch-deck/1', 'id: trial/one', 'deck: Trial::One', 'notes:', '  - id: a', '    kind: basic']
    await dropFiles(
      page,
      textFile('one.yaml', [...deck, '    front: What is asked?', '    back: This.'].join('\n')),
      textFile('two.tsv', 'What is a tab?\tA separator.'),
    )
    await shows(page, '.imp-name', /one\.yaml\s+Epoch deck, YAML/)
    await shows(page, '.imp-drop', 'Waiting: two.tsv')
    await runImport(page, '1 note added')
    await press(page, 'ControlOrMeta+Enter')
    await shows(page, '.imp-name', /two\.tsv\s+table, TSV/)
    await runImport(page, '1 note added')
    expect(await notes()).toMatchObject({ 'Trial::One': 1, two: 1 })
  })

  it('refuses a broken deck file with its name and line, and a package by name', async () => {
    const { page } = stage
    const before = await notes()
    await chooseFiles(
      page,
      textFile('broken.yaml', 'format: epoch-deck/1\nid: trial/broken\ndeck: [Trial\nnotes: []\n'),
    )
    await shows(page, '.imp-name', 'broken.yaml')
    await isRefused(page, /line [34]/i)
    await shows(page, '.imp-drop', /Choose/)
    await dropFiles(page, { name: 'biology.apkg', bytes: Buffer.from('PK\x03\x04 collection.anki21', 'latin1') })
    await isRefused(page, /Anki package/, /as text/)
    expect(await notes()).toEqual(before)
  })

  it('opens the dialog of the system by its key, and reads UTF-16', async () => {
    const { page } = stage
    const { name, bytes } = wideFile('umlaute.csv', 'front,back\nWas heißt „overfitting“?,Überanpassung\n')
    await press(page, 'i')
    await seesHeading(page, 'Import')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'ControlOrMeta+o')])
    await chooser.setFiles({ name, mimeType: 'text/csv', buffer: bytes })
    await shows(page, '.imp-card', /Was heißt „overfitting“\?[\s\S]*Überanpassung/)
    await runImport(page, '1 note added')
    expect(await notes()).toMatchObject({ umlaute: 1 })
  })
})
