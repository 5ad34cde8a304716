import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BASIC, CLOZE, makeAnkiPackage } from '../fixtures/anki-package.ts'
import { memFile } from '../fixtures/pickle.ts'
import { makeZip } from '../fixtures/zip.ts'
import { openStage, type Stage } from '../support/browser.ts'
import { temporaryFolder } from '../support/host.ts'
import { httpClient } from '../support/http.ts'
import { makeFolder } from '../support/stories-folders.ts'
import { dropFiles, dropPaths, isRefused, runImport, takesImportBack, textFile } from '../support/stories-import.ts'
import { becomes, goTo, press, seesHeading, seesNotice, shows } from '../support/stories.ts'

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

const PACKAGE = {
  noteTypes: [BASIC, CLOZE],
  decks: [{ id: 5, name: 'Geography' }],
  notes: [
    { id: 10, fields: ['Capital of Spain?', 'Madrid'] },
    { id: 11, type: CLOZE.id, fields: ['{{c1::Lisbon}} lies on the {{c2::Tagus}}', ''] },
  ],
  cards: [
    { id: 20, note: 10, deck: 5, type: 2, due: 3, ivl: 9, reps: 1, factor: 2500 },
    { id: 21, note: 11, deck: 5 },
    { id: 22, note: 11, deck: 5, ord: 1 },
  ],
  reviews: [
    { id: Date.UTC(2026, 10, 3), card: 20 },
    { id: Date.UTC(2026, 10, 4), card: 99 },
  ],
} as const

const BANK = textFile(
  'bank.gift',
  [
    '::Capital:: What is the capital of Spain? {=Madrid ~Lisbon ~%50%Paris}',
    '::Letter:: Write about your city. {}',
    '::Rivers:: Which river? {=Tagus ~Ebro}',
  ].join('\n\n'),
)

const decks = async () =>
  (await httpClient(stage.host().url).decks.tree()).map(({ path, cards, seen }) => `${path} ${cards} ${seen}`)

describe('what a person decides before a file comes in', () => {
  it('a package: with or without its schedule, its counts, and reviews of cards that are gone', async () => {
    const { page } = stage
    const bytes = makeAnkiPackage(structuredClone(PACKAGE) as never)
    await dropFiles(page, { name: 'capitals.apkg', bytes })
    await shows(page, '.imp-figures', /2\s*past reviews|past reviews\s*2/)
    await shows(page, '.imp-main', /1\s+past review will be added/)
    await shows(page, '.imp-main', /1\s+past review of deleted cards will be kept apart/)
    await press(page, 's')
    await shows(page, '.imp-main', /2\s+past reviews will stay out/)
    await runImport(page, '2 notes added')
    expect(await decks()).toEqual(['Geography 3 0'])
    await takesImportBack(page)
    await dropFiles(page, { name: 'capitals.apkg', bytes })
    await shows(page, '.imp-main', /1\s+past review will be added/)
    await runImport(page, '2 notes added')
    await shows(page, '.imp-outcome', /1\s+past review of deleted cards kept apart/)
    expect(await decks()).toEqual(['Geography 3 1'])
    await dropFiles(page, { name: 'capitals.apkg', bytes })
    await shows(page, '.imp-foot', /All of its notes are here already/)
    await press(page, 'Escape')
  })

  it('a table: columns are mapped with the preview at hand, and the mapping comes back', async () => {
    const { page } = stage
    await dropFiles(page, textFile('words.csv', 'Wort,Bedeutung,Zeit\nHund,"dog, or hound",12:30\nKatze,cat,13:05\n'))
    await shows(page, '.imp-columns', /Hund[\s\S]*dog, or hound[\s\S]*12:30/)
    await press(page, 'f')
    await shows(page, '.imp-columns', /Bedeutung/)
    await page.getByLabel('Wort holds').selectOption('Back')
    await page.getByLabel('Bedeutung holds').selectOption('Front')
    await page.getByLabel('Each row becomes').selectOption('Both ways')
    await shows(page, '.imp-card', /dog, or hound[\s\S]*Hund/)
    await shows(page, '.imp-plan', /2\s+notes are new and will be added\s+4 cards/)
    await shows(page, '.imp-foot', /Nothing is written until you import/)
    await runImport(page, '2 notes added')
    await dropFiles(page, textFile('more.csv', 'Wort,Bedeutung,Zeit\nMaus,mouse,1:00\n'))
    await shows(page, '.imp-table', 'as you chose it for such a table before')
    await shows(page, '.imp-card', /mouse[\s\S]*Maus/)
    await press(page, 'Shift+R')
    await shows(page, '.imp-card', /Wort[\s\S]*Bedeutung/)
    await press(page, 'Escape')
  })

  it('a set of Quizlet: parted by the hyphen that stands in each line, or by other signs that are written', async () => {
    const { page } = stage
    await dropFiles(page, textFile('set.txt', 'perro - dog; a pet\ngato - cat; a pet\noso - well-known bear; wild\n'))
    await shows(page, '.imp-columns', /perro[\s\S]*dog; a pet/)
    const between = page.getByLabel('Between two columns')
    expect(await between.locator('option:checked').textContent()).toBe('Hyphen between blanks')
    await shows(page, '.imp-plan', /3\s+notes are new and will be added/)
    await between.selectOption('Other signs')
    const signs = page.getByLabel('These signs')
    await signs.fill('; ')
    await signs.press('Tab')
    await shows(page, '.imp-columns', /perro - dog[\s\S]*a pet/)
    await page.getByRole('button', { name: 'Reset to defaults' }).click()
    await shows(page, '.imp-columns', /dog; a pet/)
    await shows(page, '.imp-foot', /Nothing is written until you import/)
    await runImport(page, '3 notes added')
    await takesImportBack(page)
  })

  it('a table with bad rows: what is good comes in by one step, and the rest is told with its lines', async () => {
    const { page } = stage
    await dropFiles(page, textFile('bad.csv', 'front,back\none,eins\n,zwei\nthree,drei\n'))
    await shows(page, '.imp-issues', /line 3/i)
    await shows(page, '.imp-foot', /Leave out 1 and import 2 notes/)
    await press(page, 'ControlOrMeta+Shift+Enter')
    await shows(page, '.imp-outcome h2', '2 notes added')
    await shows(page, '.imp-outcome', /1\s+note with an error was left out/)
    await takesImportBack(page)
  })

  it('a question bank: what is lost stands question by question before anything is written', async () => {
    const { page } = stage
    await dropFiles(page, BANK)
    await shows(page, '.imp-issues', '1 question stays out, 1 question comes in without something')
    await shows(page, '.imp-issues', /“Capital”[\s\S]*part marks/)
    await shows(page, '.imp-issues', /“Letter”/)
    await shows(page, '.imp-foot', /A file with errors changes nothing/)
    await press(page, 'l')
    await runImport(page, '2 questions added')
  })

  it('a deck for notes that name none: one that is here or a new one, by its key', async () => {
    const { page } = stage
    await dropFiles(page, textFile('terms.md', '- token :: a piece of text\n'))
    await shows(page, '.imp-name', /terms\.md/)
    const deck = page.getByLabel('Deck', { exact: true })
    await deck.waitFor()
    await press(page, 'd')
    await becomes(
      () => deck.evaluate((field) => field === document.activeElement),
      (focused) => expect(focused).toBe(true),
    )
    await page.keyboard.type('AWS::::Terms')
    await page.keyboard.press('Tab')
    await seesNotice(page, /A level of the deck path is empty/)
    await deck.fill('AWS::Terms')
    await page.keyboard.press('Tab')
    await shows(page, '.imp-decks', 'AWS / Terms')
    await shows(page, '.imp-foot', /Nothing is written until you import/)
    await runImport(page, '1 note added')
    expect(await decks()).toContain('AWS::Terms 1 0')
    await takesImportBack(page)
  })

  it('a folder that is dropped: its files one after the other, and how many are left', async () => {
    const { page } = stage
    const folder = temporaryFolder('dropped')
    fs.mkdirSync(path.join(folder, 'Course', 'inner'), { recursive: true })
    for (const [name, text] of [
      ['b.csv', 'front,back\nq,a\n'],
      ['inner/c.md', '- x :: y\n'],
      ['photo.png', 'none'],
    ] as const)
      fs.writeFileSync(path.join(folder, 'Course', name), text)
    await dropPaths(page, path.join(folder, 'Course'))
    await shows(page, '.imp-name', /b\.csv/)
    await shows(page, '.imp-drop', 'Waiting: c.md')
    await seesNotice(page, '1 other file in the folder was left out.')
    await press(page, 'Escape')
    await shows(page, '.imp-name', /c\.md/)
    await shows(page, '.imp-foot', /Nothing is written until you import/)
    await press(page, 'Escape')
    await shows(page, '.imp-kinds', 'Mnemosyne')
  })

  it('notes in Markdown come in with code and gaps, and a .mem collection is never run', async () => {
    const { page } = stage
    await dropFiles(
      page,
      textFile(
        'Networks.md',
        '# Networks\n\n## What is a layer?\nUnits in a row.\n\nA ==kernel== slides.\n\n- one :: two\n',
      ),
    )
    await shows(page, '.imp-name', /Networks\.md\s+notes, Markdown/)
    await shows(page, '.imp-plan', /2\s+notes are new/)
    await shows(page, '.imp-issues', /1 line is part of no note/)
    await runImport(page, '2 notes added')
    await dropFiles(page, textFile('default.mem', '--- Mnemosyne Data Base --- Format Version 1 ---\ncposix\nsystem\n'))
    await isRefused(page, /nothing in a file is ever run here/)
    const learned = { grade: 4, easiness: 2.5, acq_reps: 1, ret_reps: 2, lapses: 0, last_rep: 1, next_rep: 9 }
    const items = [
      { id: '1', q: 'hola', a: 'hello', cat: 'Spanish', learned },
      { id: '2', q: 'adiós', a: 'bye' },
    ]
    await dropFiles(page, { name: 'old.mem', bytes: memFile(items, 1_761_102_000) })
    await shows(page, '.imp-name', /old\.mem\s+Mnemosyne collection/)
    await runImport(page, '2 notes added')
    expect(await decks()).toEqual(expect.arrayContaining(['old 2 1', 'old::Spanish 1 1']))
  })

  it('a file that cannot be read: its name, what is wrong, and what to do', async () => {
    const { page } = stage
    await dropFiles(page, { name: 'notes.docx', bytes: makeZip([{ name: 'word/document.xml', data: '<w/>' }]) })
    await isRefused(page, /notes\.docx is a Word document/, /Save its text as CSV/)
    await dropFiles(page, textFile('one.csv', 'only one column\nand another row\n'))
    await isRefused(page, /No columns were found/, /Expected two columns/)
  })
})
