import type { FrameLocator, Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import type { NoteTypeDefinition } from '../../electron/contract/content/note-type.ts'
import { addTemplates, pngOf, wavOf, type TemplateInput } from '../fixtures/templates.ts'
import { openStage, type Stage } from '../support/browser.ts'
import { axeFindings } from '../support/browser-axe.ts'
import { becomes, press, seesHeading, seesNotice, shows } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'
import { rate } from '../support/stories-review.ts'

let stage: Stage | undefined
afterEach(async () => {
  await stage?.close()
  stage = undefined
})

const CSS = '.card { font-size: 20px; text-align: center; color: black; background-color: white; }'

function typeOf(fields: string[], question: string, answer: string, more: Partial<NoteTypeDefinition> = {}) {
  const templates = [{ name: 'Card 1', question, answer }]
  return { kind: 'standard' as const, fields: fields.map((name) => ({ name })), templates, css: CSS, ...more }
}

const TYPES: TemplateInput['types'] = {
  basic: typeOf(['Front', 'Back'], '{{Front}}', '{{FrontSide}}<hr id=answer>{{Back}} {{hint:Back}}'),
  typed: typeOf(['Front', 'Back'], '{{Front}} {{type:Back}}', '{{Front}}<hr id=answer>{{type:Back}}'),
  cloze: typeOf(['Text'], '{{cloze:Text}}', '{{cloze:Text}}', { kind: 'cloze' }),
}
const MEDIA = { 'leaf.png': pngOf(120, 80, [90, 160, 110]), 'word.wav': wavOf(0.2) }

async function open(notes: TemplateInput['notes']): Promise<Page> {
  const folder = await makeFolder((test) =>
    addTemplates(test.app.context.collection, { deck: 'Biology', types: TYPES, notes, media: MEDIA }),
  )
  stage = await openStage({ dataDir: folder, builtin: false })
  await seesHeading(stage.page, /cards? in today/)
  await press(stage.page, 'r')
  await stage.page.locator('iframe.card-frame').waitFor()
  return stage.page
}

const card = (page: Page): FrameLocator => page.frameLocator('.rv iframe.card-frame')

describe('cards of imported note types', () => {
  it('look as in Anki: formulas, images, line and answer; what is missing says so', async () => {
    const front = 'What is <b>this</b>? <img src="leaf.png"> \\(E = h\\nu\\)'
    const back = 'A leaf. <img src="gone.png"><img src="https://attacker.example/x.png">[sound:word.wav]'
    const page = await open([{ guid: 'a', type: 'basic', fields: [front, back] }])
    await card(page).locator('.katex').first().waitFor()
    const image = card(page).locator('img')
    await becomes(
      () => image.evaluate((one) => (one as HTMLImageElement).naturalWidth),
      (width) => expect(width).toBe(120),
    )
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'Space')
    await card(page).locator('hr#answer').waitFor()
    await card(page).getByText('gone.png is missing').first().waitFor()
    await card(page).getByText('An image at attacker.example, not loaded').first().waitFor()
    const box = await page.locator('iframe.card-frame').boundingBox()
    expect(box?.height).toBeGreaterThan(200)
    const heard = page.waitForResponse((answer) => answer.url().endsWith('/media/word.wav'))
    await press(page, 'r')
    expect((await heard).status()).toBeLessThan(300)
  })

  it('take the keys of the review while the focus is in the frame', async () => {
    const fields = ['Front of the card', 'Hidden words']
    const page = await open([
      { guid: 'a', type: 'basic', fields },
      { guid: 'b', type: 'cloze', fields: ['The {{c1::mitochondrion::organelle}} works.'] },
    ])
    await card(page).getByText('Front of the card').click()
    await press(page, 'Space')
    await card(page).locator('a.hint').click()
    await expect.poll(() => card(page).locator('div.hint').isVisible()).toBe(true)
    await rate(page, '3')
    await card(page).getByText('[organelle]').waitFor()
    await card(page).getByText('The', { exact: false }).first().click()
    await press(page, 'Space')
    await card(page).locator('.cloze').getByText('mitochondrion').waitFor()
    await press(page, 'u')
    await seesNotice(page, /Taken back/)
  })

  it('compare what is typed in them, letter by letter', async () => {
    const page = await open([{ guid: 'a', type: 'typed', fields: ['Capital of France?', 'Paris'] }])
    const field = card(page).locator('input#typeans')
    await becomes(
      () => field.evaluate((one) => one === document.activeElement),
      (there) => expect(there).toBe(true),
    )
    await page.keyboard.type('Pariz 3')
    await press(page, 'Enter')
    await shows(page, '.verdict', 'Not right')
    await expect.poll(() => card(page).locator('code#typeans .typeBad').allInnerTexts()).toEqual(['z 3'])
    await expect.poll(() => card(page).locator('code#typeans .typeMissed').allInnerTexts()).toEqual(['s'])
    await rate(page, '1')
  })

  it('are dark where the page is, and say so to their own styles', async () => {
    const page = await open([{ guid: 'a', type: 'basic', fields: ['Front', 'Back'] }])
    const color = () =>
      card(page)
        .locator('body')
        .evaluate((body) => getComputedStyle(body).backgroundColor)
    await expect.poll(() => color()).toBe('rgb(255, 255, 255)')
    await page.emulateMedia({ colorScheme: 'dark' })
    await becomes(color, (now) => expect(now).toBe('rgb(19, 23, 21)'))
    const body = card(page).locator('body')
    await expect.poll(() => body.getAttribute('class')).toMatch(/^card card1 nightMode night_mode/)
  })

  it('are edited field by field, and show the change', async () => {
    const page = await open([{ guid: 'a', type: 'basic', fields: ['Front', 'Back'] }])
    await press(page, 'e')
    await page.getByLabel('Front', { exact: true }).fill('Another <i>front</i>')
    await page.frameLocator('.note-preview iframe').first().getByText('Another front').waitFor()
    await press(page, 'Control+Enter')
    await card(page).getByText('Another front').waitFor()
  })
})

describe('media in our own kinds', () => {
  it('show by name: images, sounds, code in color', async () => {
    const back = 'Green. [sound:word.wav] ![far](https://attacker.example/x.png)\n\n```python\ndef f(): return 1\n```'
    const note = { id: 'own', kind: 'basic' as const, front: 'See ![a leaf](leaf.png) and ![it](gone.png)', back }
    const folder = await makeFolder((test) => {
      addTemplates(test.app.context.collection, { deck: 'Own', types: {}, notes: [], media: MEDIA })
      test.addNotes('Own', [note])
    })
    stage = await openStage({ dataDir: folder, builtin: false })
    const { page } = stage
    await seesHeading(page, /^One card in today|^1 card/)
    await press(page, 'r')
    const image = page.getByRole('img', { name: 'a leaf' })
    await becomes(
      () => image.evaluate((one) => (one as HTMLImageElement).naturalWidth),
      (width) => expect(width).toBe(120),
    )
    await page.getByText('gone.png is missing').waitFor()
    await press(page, 'Space')
    await page.locator('.hljs-keyword').first().waitFor()
    expect(await page.getByRole('link', { name: 'far (not loaded)' }).getAttribute('href')).toMatch(/^https:/)
    const heard = page.waitForResponse((answer) => answer.url().endsWith('/media/word.wav'))
    await page.getByRole('button', { name: 'Play word.wav' }).click()
    expect((await heard).status()).toBeLessThan(300)
    expect(await axeFindings(page)).toEqual([])
  })
})
