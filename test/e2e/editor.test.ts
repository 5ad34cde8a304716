import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { pngOf } from '../fixtures/templates.ts'
import { openStage, type Stage } from '../support/browser.ts'
import { axeFindings } from '../support/browser-axe.ts'
import { becomes, press, sees, seesHeading, seesNotice, shows } from '../support/stories.ts'
import { makeFolder } from '../support/stories-folders.ts'

let stage: Stage | undefined
afterEach(async () => {
  await stage?.close()
  stage = undefined
})

async function open(): Promise<Page> {
  const folder = await makeFolder((test) => test.client.decks.create({ name: 'Mine', parentId: null }))
  stage = await openStage({ dataDir: folder, builtin: false })
  await seesHeading(stage.page, 'Today')
  return stage.page
}

async function newCard(page: Page, kind?: string): Promise<void> {
  await press(page, 'n')
  await page.locator(':is(textarea, .note-form input):focus').first().waitFor()
  if (kind) {
    await page.getByLabel('Kind of card').selectOption({ label: kind })
    await page.getByRole('dialog').locator('.note-form .rich :is(textarea, input)').first().focus()
  }
}

const focused = (page: Page) => page.locator('textarea:focus')

/** Kills the program, starts it again, and goes on with what it says is not saved. */
async function crash(page: Page, words: string | RegExp): Promise<void> {
  if (!stage) throw new Error('no stage')
  await stage.kill()
  await stage.restart()
  await seesNotice(page, words)
  await page.getByRole('button', { name: 'Go on writing' }).click()
}

describe('the editor', () => {
  it('formats, makes gaps and nests them by keys, and the field’s own undo takes them back', async () => {
    const page = await open()
    await newCard(page, 'Gaps')
    await page.keyboard.type('An epoch is one pass')
    await press(page, 'Shift+Control+ArrowLeft', 'Shift+Control+ArrowLeft', 'Control+Shift+KeyC')
    await expect.poll(() => focused(page).inputValue()).toBe('An epoch is {{c1::one pass}}')
    await press(page, 'Control+b')
    await expect.poll(() => focused(page).inputValue()).toBe('An epoch is {{c1::**one pass**}}')
    await press(page, 'Control+z')
    await expect.poll(() => focused(page).inputValue()).toBe('An epoch is {{c1::one pass}}')
    await press(page, 'Control+Home', 'Shift+Control+ArrowRight', 'Shift+Control+ArrowRight')
    await press(page, 'Control+Alt+Shift+KeyC')
    await expect.poll(() => focused(page).inputValue()).toContain('{{c1::An epoch')
    await page.locator('.note-preview .card-box').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'ControlOrMeta+Enter')
    await sees(page, '1 card added.')
    await expect.poll(() => focused(page).inputValue()).toBe('')
  })

  it('keeps unsaved work through a crash, and lets it go once it is saved', async () => {
    const page = await open()
    await newCard(page)
    await page.keyboard.type('Half a thought')
    await sees(page, 'Kept, not saved yet.')
    if (!stage) throw new Error('no stage')
    await stage.kill()
    await stage.restart()
    await seesNotice(page, 'A card that you were writing is not saved yet.')
    await page.getByRole('button', { name: 'Go on writing' }).click()
    await focused(page).waitFor()
    await sees(page, /is here again. It is not saved yet/)
    await expect.poll(() => focused(page).inputValue()).toBe('Half a thought')
    await press(page, 'Tab', 'Tab')
    await page.keyboard.type('The rest of it')
    await press(page, 'ControlOrMeta+Enter')
    await sees(page, '1 card added.')
    await press(page, 'Escape')
    await newCard(page)
    await expect.poll(() => focused(page).inputValue()).toBe('')
    expect(await page.locator('.draft-back').count()).toBe(0)
  })

  it('takes a pasted image, pasted HTML as Markdown, and says that nothing is fetched', async () => {
    const page = await open()
    await newCard(page)
    const bytes = [...pngOf(40, 30, [90, 160, 110])]
    await focused(page).evaluate((area, given) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(given)], 'my leaf.png', { type: 'image/png' }))
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, bytes)
    await becomes(
      () => focused(page).inputValue(),
      (now) => expect(now).toBe('![](my-leaf.png)'),
    )
    await press(page, 'Tab', 'Tab')
    await focused(page).evaluate((area) => {
      const data = new DataTransfer()
      data.setData('text/html', '<p><b>Loss</b> <img src="https://attacker.example/x.png" alt="curve"></p>')
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await seesNotice(page, /1 picture left out: Epoch loads nothing from the network/)
    await becomes(
      () => focused(page).inputValue(),
      (now) => expect(now).toMatch(/^\*\*Loss\*\* \\?\(picture/),
    )
    const shown = page.locator('.note-preview img').first()
    await becomes(
      () => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth),
      (width) => expect(width).toBe(40),
    )
    expect(stage?.watch.take()).toEqual([])
  })

  it('covers parts of any picture by keys, and asks them', async () => {
    const page = await open()
    await newCard(page, 'Diagram')
    const file = { name: 'leaf.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(400, 300, [90, 160, 110])) }
    await page.locator('.picture-file').setInputFiles(file)
    await page.locator('.canvas img').waitFor()
    await page.getByLabel('What it shows, without naming the answers').fill('A green leaf')
    for (const [at, answer] of ['stem', 'vein'].entries()) {
      await page.getByRole('button', { name: 'Add a part' }).click()
      await page.getByLabel(`What is at ${at + 1}`).fill(answer)
    }
    const first = page.getByRole('button', { name: 'Part 1: stem' })
    await first.focus()
    const x = () => first.locator('rect').getAttribute('x')
    await expect.poll(() => x()).toBe('40')
    await press(page, 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight')
    await expect.poll(() => x()).toBe('48')
    await becomes(
      () => page.locator('.note-preview .diagram-cover').count(),
      (count) => expect(count).toBe(2),
    )
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'ControlOrMeta+Enter')
    await sees(page, '2 cards added.')
    await press(page, 'Escape', 'Control+1', 'r')
    await page.locator('.rv .diagram-cover').waitFor()
    await sees(page, 'Label 1 of 2 on this figure')
    await press(page, 'Space')
    await shows(page, '.rv', 'stem')
    await expect.poll(() => page.locator('.rv .diagram-mark.open').count()).toBe(1)
  })

  it('makes a note type, a note of it, and changes the type under it', async () => {
    const page = await open()
    await newCard(page)
    await page.getByLabel('Kind of card').selectOption({ label: 'New note type…' })
    await seesHeading(page, 'New note type')
    await page.getByLabel('Name', { exact: true }).fill('Word')
    await press(page, 'ControlOrMeta+Enter')
    await seesNotice(page, 'Made the note type.')
    await page.getByLabel('Front', { exact: true }).fill('<b>Hund</b>')
    await page.getByLabel('Back', { exact: true }).fill('dog')
    await page.frameLocator('.note-preview iframe').first().getByText('Hund').waitFor()
    await press(page, 'Alt+KeyT')
    await page.getByRole('button', { name: 'Add a card' }).click()
    await press(page, 'ControlOrMeta+Enter')
    await becomes(
      () => page.locator('.note-preview iframe').count(),
      (count) => expect(count).toBe(4),
    )
    expect(stage?.watch.take()).toEqual([])
  })

  it('keeps a note type that was not saved through a crash, new or changed', async () => {
    const page = await open()
    await newCard(page)
    await page.getByLabel('Kind of card').selectOption({ label: 'New note type…' })
    await seesHeading(page, 'New note type')
    await page.getByLabel('Field 2', { exact: true }).fill('Meaning')
    await sees(page, 'Kept, not saved yet.')
    await crash(page, 'A note type that you were writing is not saved yet.')
    await seesHeading(page, 'New note type')
    await expect.poll(() => page.getByLabel('Field 2', { exact: true }).inputValue()).toBe('Meaning')
    await page.getByLabel('Name', { exact: true }).fill('Word')
    await press(page, 'ControlOrMeta+Enter')
    await seesNotice(page, 'Made the note type.')
    await newCard(page)
    await page.getByLabel('Kind of card').selectOption({ label: 'Word' })
    await page.getByLabel('Meaning', { exact: true }).waitFor()
    await press(page, 'Alt+KeyT')
    await page.getByLabel('Name', { exact: true }).fill('Words')
    await page.getByRole('dialog', { name: 'Note type' }).getByText('Kept, not saved yet.').waitFor()
    await crash(page, 'A card and a note type that you were writing are not saved yet.')
    await seesHeading(page, 'Note type')
    await page.locator('.draft-back').waitFor()
    await press(page, 'Alt+KeyU')
    await becomes(
      () => page.getByLabel('Name', { exact: true }).inputValue(),
      (name) => expect(name).toBe('Word'),
    )
    expect(await axeFindings(page)).toEqual([])
  })

  it('writes a computed card with other numbers on a key, and an exam question with reasons', async () => {
    const page = await open()
    await newCard(page, 'Computed')
    await page.keyboard.type('Twice {{a}}?')
    await page.getByLabel('To', { exact: true }).fill('9000')
    await page.getByLabel('Answer, as an expression').fill('a * * 2')
    await page.getByRole('textbox', { name: 'Step 1' }).fill('{{a}} and {{a}}')
    await sees(page, /Found ".*at character/)
    await page.getByLabel('Answer, as an expression').fill('a * 2')
    const prompt = page.locator('.note-preview .face-front')
    await prompt.waitFor()
    const before = await prompt.innerText()
    await press(page, 'Alt+KeyR')
    await becomes(
      () => prompt.innerText(),
      (now) => expect(now).not.toBe(before),
    )
    await press(page, 'ControlOrMeta+Enter')
    await sees(page, '1 card added.')
    await page.getByLabel('Kind of card').selectOption({ label: 'Multiple choice' })
    await page.getByLabel('Question', { exact: true }).fill('Which?')
    for (const letter of ['A', 'B'])
      await page.getByRole('textbox', { name: `Option ${letter}` }).fill(`Text ${letter}`)
    await page.getByRole('radio', { name: 'B is right' }).check()
    await page.getByRole('textbox', { name: 'Option B' }).focus()
    await press(page, 'Alt+ArrowUp')
    await expect.poll(() => page.getByRole('textbox', { name: 'Option A' }).inputValue()).toBe('Text B')
    await shows(page, '.note-preview .face-lines .right', 'Text B')
    expect(await axeFindings(page)).toEqual([])
    await press(page, 'ControlOrMeta+Enter')
    await sees(page, '2 cards added.')
  })
})
