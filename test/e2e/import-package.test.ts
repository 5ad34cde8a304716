import { afterAll, beforeAll, expect, it } from 'vitest'
import { BASIC, CLOZE, makeAnkiPackage } from '../fixtures/anki-package.ts'
import { openStage, type Stage } from '../support/browser.ts'
import { httpClient } from '../support/http.ts'
import { makeFolder } from '../support/stories-folders.ts'
import { dropFiles, isRefused, runImport, takesImportBack } from '../support/stories-import.ts'
import { goTo, seesHeading, shows } from '../support/stories.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ dataDir: await makeFolder(() => undefined), builtin: false })
})
afterAll(() => stage.close())

const bytes = makeAnkiPackage({
  noteTypes: [BASIC, CLOZE],
  decks: [{ id: 5, name: 'Geography::Capitals' }],
  notes: [
    { id: 10, fields: ['Capital of Spain?', 'Madrid'] },
    { id: 11, type: CLOZE.id, fields: ['{{c1::Lisbon}} lies on the {{c2::Tagus}}', ''] },
  ],
  cards: [
    { id: 20, note: 10, deck: 5 },
    { id: 21, note: 11, deck: 5 },
    { id: 22, note: 11, deck: 5, ord: 1 },
  ],
})

it('an Anki package is previewed, brought in, and taken back as one; a broken one is refused with what to do', async () => {
  const { page } = stage
  const decks = async () =>
    (await httpClient(stage.host().url).decks.tree()).map(({ path, cards }) => `${path} ${cards}`)
  await dropFiles(page, { name: 'capitals.apkg', bytes })
  await shows(page, '.imp-name', /capitals\.apkg\s+Anki package/)
  await shows(page, '.imp-plan', /2\s+notes are new and will be added/)
  await runImport(page, '2 notes added')
  expect(await decks()).toEqual(['Geography 3', 'Geography::Capitals 3'])
  await takesImportBack(page)
  expect(await decks()).toEqual([])
  await goTo(page, '/decks')
  await seesHeading(page, 'Decks')
  await dropFiles(page, { name: 'capitals.apkg', bytes: bytes.subarray(0, 2000) })
  await isRefused(page, /Anki package/, /as text/)
  expect(stage.watch.take()).toEqual([])
})
