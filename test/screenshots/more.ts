import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { BASIC, CLOZE, makeAnkiPackage } from '../fixtures/anki-package.ts'
import { basic, basics, type DeckNoteInput } from '../support/decks.ts'
import { DIAGRAM } from '../support/diagram.ts'
import { makeFolder } from '../support/stories-folders.ts'
import { chooseFiles, runImport, textFile } from '../support/stories-import.ts'
import { goTo, press, seesHeading, seesNotice } from '../support/stories.ts'
import { view, type ViewState } from '../support/stories-view.ts'

const dialog = (page: Page) => page.getByRole('dialog').waitFor()

const PACKAGE = makeAnkiPackage({
  noteTypes: [BASIC, CLOZE],
  decks: [{ id: 5, name: 'Geography::Capitals of countries with long names' }],
  notes: [
    { id: 10, fields: ['Capital of Spain?', 'Madrid<br><img src="flag.png">'] },
    { id: 11, type: CLOZE.id, fields: ['{{c1::Lisbon}} lies on the {{c2::Tagus}}', ''] },
  ],
  cards: [
    { id: 20, note: 10, deck: 5 },
    { id: 21, note: 11, deck: 5 },
    { id: 22, note: 11, deck: 5, ord: 1 },
  ],
})

const BANK = [
  '::inference:: Which option suits a catalogue that is scored once a night?{',
  '=Batch transform#All of the data is there.',
  '~Real-time endpoint#It keeps a machine ready.',
  '~Serverless endpoint',
  '}',
  '',
  'Say in your own words what an epoch is.{}',
].join('\n')

function editorOf(kind: string, name: string): ViewState {
  return {
    name: `editor-${name}`,
    open: async (page) => {
      await view(page, '/today', 'Today')
      await press(page, 'n')
      await dialog(page)
      await page.getByLabel('Kind of card').selectOption(kind)
      await page.locator('.dialog .note-preview, .dialog .dlg-foot').first().waitFor()
    },
  }
}

/** What the walk of the accessibility test does not open; the folder is that of `viewsFolder`, after its views. */
export const MORE: readonly ViewState[] = [
  {
    name: 'history',
    open: async (page) => {
      await view(page, '/decks', 'Decks')
      await press(page, 'Shift+N')
      await page.keyboard.type('A deck to take back')
      await press(page, 'Enter')
      await page.getByText('A deck to take back').first().waitFor()
      await press(page, 'Shift+H')
      await page.locator('.history-list li').first().waitFor()
    },
  },
  {
    name: 'export',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await press(page, 'Shift+I')
      await page
        .getByText(/notes, .* cards/)
        .first()
        .waitFor()
    },
  },
  { name: 'plan', open: (page) => view(page, '/plan', /Plan/) },
  {
    name: 'study',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await press(page, 'Shift+S')
      await dialog(page)
    },
  },
  ...(
    [
      ['basic-reversed', 'both-ways'],
      ['cloze', 'gaps'],
      ['typed', 'typed'],
      ['computed', 'computed'],
      ['diagram', 'diagram'],
      ['multiple-choice', 'choice'],
      ['ordering', 'ordering'],
      ['matching', 'matching'],
    ] as const
  ).map(([kind, name]) => editorOf(kind, name)),
  {
    name: 'import-package',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await chooseFiles(page, { name: 'capitals.apkg', bytes: PACKAGE })
      await page.locator('.imp-plan').first().waitFor()
    },
  },
  {
    name: 'import-package-done',
    open: async (page) => {
      await runImport(page, '2 notes added')
      await press(page, 'u')
    },
  },
  {
    name: 'import-bank',
    open: async (page) => {
      await view(page, '/today', 'Today')
      await chooseFiles(page, textFile('bank.gift', BANK))
      await page.locator('.imp-plan, .imp-issues').first().waitFor()
    },
  },
  {
    name: 'exam-compare',
    open: async (page) => {
      await goTo(page, '/exams/history')
      await page.locator('.hy-past').waitFor()
      await press(page, 'c')
      await page.locator('.cp').waitFor()
    },
  },
  { name: 'settings-all', open: (page) => view(page, '/settings?all=1', 'Settings') },
  {
    name: 'settings-end',
    open: (page) => page.locator('.main').evaluate((one) => one.scrollTo(0, one.scrollHeight)),
  },
  {
    name: 'backups-made',
    open: async (page) => {
      await view(page, '/backups', 'Backups')
      await press(page, 'b')
      await seesNotice(page, 'The backup is made.')
      await press(page, 'c')
      await page.locator('.check-report').waitFor()
    },
  },
  {
    name: 'backups-look',
    open: async (page) => {
      await page
        .getByRole('button', { name: /^Look at the backup/ })
        .first()
        .press('Enter')
      await dialog(page)
    },
  },
]

const LONG = 'Retrieval-augmented generation and agents with tools'
const CODE = [
  '```python',
  'def softmax(scores: list[float], temperature: float = 1.0, *, stable: bool = True) -> list[float]:',
  '    top = max(scores) if stable else 0.0',
  '    powers = [math.exp((score - top) / temperature) for score in scores]',
  '    return [power / sum(powers) for power in powers]',
  '```',
].join('\n')
const TABLE = [
  '| service | input | output | price | region | quota | state | since |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
  '| Transcribe | speech | text | a second | all | 250 jobs at once | active | 2017 |',
  '| Polly | text | speech | a character | all | 80 requests a second | active | 2016 |',
].join('\n')

/** Content that is hard to lay out: one note in a deck of its own each. */
const HARD: readonly DeckNoteInput[] = [
  {
    id: 'long-gaps',
    kind: 'cloze',
    text: `In training, {{c1::the loss}} is propagated backwards through the network by {{c2::the chain rule}}, ${'and each weight is moved a little against its gradient, by a step whose size is the learning rate; '.repeat(6)}until the loss on the {{c1::validation set}} no longer falls.`,
  },
  { id: 'code', kind: 'basic', front: `What does this give for two equal scores?\n\n${CODE}`, back: CODE },
  {
    id: 'math',
    kind: 'basic',
    front: 'Which function is $\\sigma(z) = \\frac{1}{1+e^{-z}}$, and what is its slope?',
    back: "$$\\frac{\\partial L}{\\partial w_{ij}^{(l)}} = \\sum_{k=1}^{n_{l+1}} \\delta_k^{(l+1)} w_{jk}^{(l+1)} \\sigma'\\left(z_j^{(l)}\\right) a_i^{(l-1)} + \\lambda w_{ij}^{(l)} + \\gamma \\operatorname{sign}\\left(w_{ij}^{(l)}\\right) + \\epsilon_{ij}$$",
  },
  { id: 'table', kind: 'basic', front: `Which of them speaks?\n\n${TABLE}`, back: `Polly.\n\n${TABLE}` },
  {
    id: 'arabic',
    kind: 'basic',
    front: 'ما هو التعلم الآلي؟',
    back: 'فرع من الذكاء الاصطناعي يتعلم من البيانات، مثل Amazon SageMaker.',
  },
  {
    id: 'chinese',
    kind: 'basic',
    front: '什么是机器学习?',
    back: '机器学习是人工智能的一个分支,它让计算机从数据中学习,而无需明确编程。',
  },
  {
    id: 'one-word',
    kind: 'basic',
    front: `What is ${'Donaudampfschifffahrts'.repeat(6)}kapitän?`,
    back: `arn:aws:bedrock:eu-central-1:123456789012:inference-profile/${'a0b1c2d3'.repeat(12)}`,
  },
  { id: 'drawing', ...DIAGRAM },
  {
    id: 'both-ways',
    kind: 'basic-reversed',
    front: 'epoch',
    back: 'one full pass over the training data',
  },
]

/** A collection that is hard to lay out: long names, many levels, very many cards due. */
export function hardFolder(): Promise<string> {
  return makeFolder(async (test) => {
    for (const note of HARD) test.addNotes(`Hard::${note.id}`, [note])
    test.addNotes(
      `${LONG}::Second level::Third level::Fourth level::Fifth level::Sixth and last level`,
      basics(12, 'deep'),
    )
    test.addNotes('Full', basics(10_000, 'many'))
    test.addNotes('مجموعة::中文卡片', [basic('rtl')])
    await test.client.app.updateSettings({ newPerDay: 9999 })
  })
}

const deckRow = (page: Page, deck: string) =>
  page.locator('.deck-tree tr', { has: page.getByText(deck, { exact: true }) })

async function hardReview(page: Page, deck: string): Promise<void> {
  await view(page, '/decks', 'Decks')
  await goTo(page, `/review/${await deckRow(page, deck).getAttribute('data-deck')}`)
  await page.locator('[data-testid="card-prompt"]').waitFor()
}

/** The states of the folder that is hard to lay out. */
export const HARD_VIEWS: readonly ViewState[] = [
  {
    name: 'hard-decks',
    open: async (page) => {
      await view(page, '/decks', 'Decks')
      await deckRow(page, LONG).focus()
      for (let level = 0; level < 5; level++) await press(page, 'ArrowRight', 'ArrowRight')
      await page.getByText('Sixth and last level').first().waitFor()
    },
  },
  { name: 'hard-today', open: (page) => view(page, '/today', 'Today') },
  ...HARD.flatMap(({ id }): ViewState[] => [
    { name: `hard-${id}-front`, open: (page) => hardReview(page, id) },
    {
      name: `hard-${id}-back`,
      open: async (page) => {
        await press(page, 'Space')
        await page.locator('[data-testid="ratings"]').waitFor()
      },
    },
  ]),
  { name: 'hard-browse', open: (page) => view(page, '/browse', 'Browse') },
]

/** A folder whose database cannot be opened, with a backup. */
export async function damagedFolder(): Promise<string> {
  const dataDir = await makeFolder(async (test) => {
    test.addNotes('Deck', basics(3))
    await test.app.services.backups.make('hand')
  })
  const file = path.join(dataDir, 'collection.db')
  fs.writeFileSync(file, fs.readFileSync(file).fill(0, 0, 4096))
  return dataDir
}

/** What is offered while the collection is damaged. */
export const RESCUE_VIEWS: readonly ViewState[] = [
  { name: 'rescue', open: (page) => seesHeading(page, 'Your collection is damaged') },
]
