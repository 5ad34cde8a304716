import { defineComponent, h } from 'vue'
import { describe, expect, it } from 'vitest'
import type { ImportPreview } from '../../electron/contract/procedures/collection.ts'
import type { TableChoice, TableView } from '../../electron/contract/procedures/import-choice.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import ImportView from '../../renderer/src/views/import/ImportView.vue'
import { packageFigures, packageRows, schedulingWords } from '../../renderer/src/views/import/package-words.ts'
import { assign, roleOptions, withType } from '../../renderer/src/views/import/table-words.ts'
import { bankTitle, doneTitle, planRows } from '../../renderer/src/views/import/words.ts'
import { findings } from './support/axe.ts'
import type { Answers } from './support/fake-client.ts'
import { importPreview, importReport, WARNING } from './support/imports.ts'
import { mountInApp, press, settle } from './support/mount.ts'

const Page = defineComponent(() => () => [h(AppFrame, null, () => h(ImportView)), h(NoticeBar)])
const text = () => document.querySelector('main')?.textContent?.replaceAll(/\s+/g, ' ') ?? ''

const CONTENTS = {
  notes: 12,
  cards: 14,
  reviews: 20,
  media: 3,
  decks: 2,
  noteTypes: [
    { name: 'Cloze', notes: 8 },
    { name: 'Basic', notes: 4 },
  ],
}
const REPORT = {
  ...importReport({ file: 'deck.apkg' }),
  format: 'anki-package',
  cards: { added: 11, known: 3 },
  reviews: { added: 16, orphaned: 3, known: 1 },
  media: { added: 1, missing: 1, known: 2, renamed: 1 },
  noteTypes: { added: 1, updated: 0, conflicting: 1 },
}
const PACKAGE: ImportPreview = { ...importPreview({ file: 'deck.apkg' }), report: REPORT, package: CONTENTS }

const CHOICE: TableChoice = {
  separator: ',',
  encoding: 'utf-8',
  header: true,
  html: false,
  type: 'basic',
  columns: ['front', 'back', 'tags'],
  deck: 'words',
  onMatch: 'update',
}
const TABLE: TableView = {
  choice: CHOICE,
  columns: [
    { name: 'Front', cells: ['hund', 'katze'] },
    { name: 'Meaning', cells: ['dog', 'cat'] },
    { name: 'Tags', cells: ['animal', ''] },
  ],
  rows: 40,
  types: [{ guid: 'type-1', name: 'Vocabulary', fields: ['Word', 'Meaning'] }],
  remembered: false,
}

async function open(given: ImportPreview, answers: Answers = {}) {
  const app = await mountInApp(Page, {
    answers: {
      'imports.preview': () => given,
      'imports.adjust': () => given,
      'imports.discard': () => ({}),
      ...answers,
    },
    at: '/import',
  })
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('There is no field for files')
  Object.defineProperty(input, 'files', { value: [new File(['x'], given.report.file)], configurable: true })
  input.dispatchEvent(new Event('change'))
  await settle()
  return app
}

function select(label: string, option: string): void {
  const box = [...document.querySelectorAll('select')].find(
    (one) =>
      one.getAttribute('aria-label') === label ||
      document.querySelector(`label[for="${one.id}"]`)?.textContent === label,
  )
  const at = [...(box?.options ?? [])].findIndex((one) => one.textContent === option)
  if (!box || at < 0) throw new Error(`There is no ${option} in ${label}`)
  box.selectedIndex = at
  box.dispatchEvent(new Event('change'))
}

describe('an Anki package', () => {
  it('is told by its own counts, with all that comes beside the notes', async () => {
    expect(packageFigures(CONTENTS).map(({ value, words }) => `${value} ${words}`)).toEqual([
      '12 notes',
      '14 cards',
      '2 decks',
      '2 note types',
      '3 media files',
      '20 past reviews',
    ])
    expect(packageRows(REPORT, CONTENTS, false).map(({ count, words }) => `${count} ${words}`)).toEqual([
      '3 cards are here already and keep their schedule',
      '16 past reviews will be added',
      '3 past reviews of deleted cards will be kept apart',
      '1 past review is here already',
      '1 media file will be added',
      '2 media files are here already',
      '1 of these gets another name, since yours of that name is another',
      '1 media file is named in notes and not in the package',
      '1 note type will be added',
      '1 note type differs from yours; both will be kept',
    ])
    const out = { ...REPORT, reviews: { added: 0, orphaned: 0 } }
    expect(packageRows(out, CONTENTS, true).find(({ count }) => count === 20)?.words).toBe('past reviews stayed out')
    expect(schedulingWords({ ...CONTENTS, reviews: 0 })).toBe('Bring the schedule of the cards')
  })

  it('comes with or without its schedule, and with the rule for updates that is chosen, by keys', async () => {
    const { inputs } = await open(PACKAGE)
    expect(text()).toContain('Bring the schedule and the 20 past reviews')
    expect(text()).toContain('Note typesCloze8 notesBasic4 notes')
    expect(await findings()).toEqual([])
    await press('s')
    await press('m')
    expect(inputs('imports.adjust')).toEqual([
      { importId: 'id of deck.apkg', package: { scheduling: false, update: 'newer' } },
      { importId: 'id of deck.apkg', package: { scheduling: false, update: 'always' } },
    ])
    expect(text()).toContain('All cards come in as new.')
  })

  it('tells afterwards what came with the notes', async () => {
    const run = () =>
      (async function* () {
        yield { stage: 'Writing notes', done: 6, total: 12 }
        return REPORT
      })()
    await open(PACKAGE, { 'imports.run': run })
    await press('Enter', { ctrlKey: true })
    expect(text()).toContain('What came with them')
    expect(text()).toContain('16past reviews were added')
    expect(await findings()).toEqual([])
  })

  it('cannot be brought in while it is read again', async () => {
    let go: () => void = () => undefined
    const wait = new Promise<void>((resolve) => (go = resolve))
    const { inputs } = await open(PACKAGE, {
      'imports.adjust': () => wait.then(() => PACKAGE),
      'imports.run': () => [],
    })
    await press('s')
    expect(text()).toContain('Reading it as you chose.')
    await press('Enter', { ctrlKey: true })
    expect(inputs('imports.run')).toEqual([])
    go()
    await settle()
    expect(text()).toContain('Nothing is written until you import.')
  })
})

describe('a table', () => {
  const given: ImportPreview = { ...importPreview({ file: 'words.csv' }), table: TABLE }

  it('shows its columns with their first cells, and is read again as they are mapped', async () => {
    const { inputs } = await open(given)
    expect(text()).toContain('hunddoganimal')
    expect(await findings()).toEqual([])
    select('Meaning holds', 'Front')
    await settle()
    select('Each row becomes', 'Both ways')
    await settle()
    await press('f')
    await press('R', { shiftKey: true })
    const tables = inputs('imports.adjust').map((input) => (input as { table: TableChoice | null }).table)
    expect(tables).toMatchObject([
      { columns: ['ignore', 'front', 'tags'] },
      { type: 'basic-reversed' },
      { header: false },
      null,
    ])
    expect(tables).toHaveLength(4)
  })

  it('says when it is read as one before, and takes the deck that is written', async () => {
    const { inputs } = await open({ ...given, table: { ...TABLE, remembered: true } })
    expect(text()).toContain('as you chose it for such a table before')
    const field = document.querySelector<HTMLInputElement>('.imp-fields input')
    if (!field) throw new Error('There is no field for the deck')
    field.value = ' Spanish::Animals '
    field.dispatchEvent(new Event('input'))
    field.dispatchEvent(new Event('change'))
    await settle()
    expect(inputs('imports.adjust')).toMatchObject([{ table: { deck: 'Spanish::Animals' } }])
  })

  it('parts its columns by signs that were found in it, by others of the list, or by any that are written', async () => {
    const found = { ...TABLE, choice: { ...CHOICE, separator: ' ~ ' } }
    const { inputs } = await open({ ...given, table: found })
    const options = [...document.querySelectorAll('option')].map((option) => option.textContent)
    expect(options).toContain('“ ~ ”')
    select('Between two columns', 'Hyphen between blanks')
    await settle()
    select('Between two columns', 'Other signs')
    await settle()
    const field = [...document.querySelectorAll('input')].find((one) => one.maxLength === 10)
    if (!field) throw new Error('There is no field for other signs')
    expect(document.activeElement).toBe(field)
    expect(await findings()).toEqual([])
    field.value = ' => '
    field.dispatchEvent(new Event('input'))
    field.dispatchEvent(new Event('change'))
    await settle()
    expect(inputs('imports.adjust')).toMatchObject([{ table: { separator: ' - ' } }, { table: { separator: ' => ' } }])
  })

  it('gives a note type its fields by name or in order, and the texts back', () => {
    expect(withType(TABLE, 'type-1').columns).toEqual([0, 1, 'tags'])
    const named = { ...TABLE, columns: TABLE.columns.with(2, { name: 'word', cells: [] }) }
    expect(withType(named, 'type-1').columns).toEqual(['ignore', 1, 0])
    const own = { ...TABLE, choice: withType(TABLE, 'type-1') }
    expect(roleOptions(own).map(({ label }) => label)).toEqual([
      'Not used',
      'Word',
      'Meaning',
      'Tags',
      'Deck',
      'Id of the note',
    ])
    expect(withType(own, 'cloze')).toMatchObject({ type: 'cloze', columns: ['front', 'back', 'tags'] })
    expect(assign({ ...CHOICE, columns: ['extra', 'tags', 'front'] }, 1, 'extra').columns).toEqual([
      'extra',
      'extra',
      'front',
    ])
  })
})

describe('a question bank', () => {
  it('says how many questions lose something before anything is written', () => {
    const lost = { ...WARNING, code: 'not-carried' }
    const report = { ...importReport({ notes: { added: 3, skipped: 1 }, issues: [lost, lost] }), format: 'gift' }
    expect(bankTitle(report)).toBe('1 question stays out, 2 questions come in without something')
    expect(bankTitle({ ...report, format: 'csv' })).toBeNull()
    expect(planRows(report, true).map(({ words }) => words)).toEqual([
      'questions are new and will be added',
      'question has an error and will be left out',
    ])
    expect(doneTitle(report)).toBe('3 questions added')
  })
})
