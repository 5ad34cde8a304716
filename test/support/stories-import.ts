import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { press, seesHeading, shows } from './stories.ts'

export interface GivenFile {
  readonly name: string
  readonly bytes: Buffer
}

/** A file with this text in UTF-8. */
export function textFile(name: string, text: string): GivenFile {
  return { name, bytes: Buffer.from(text) }
}

/** The same in UTF-16 with a byte order mark, as spreadsheets save it. */
export function wideFile(name: string, text: string): GivenFile {
  return { name, bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]) }
}

/** A table of five rows, of which the fourth has no answer. */
export const TABLE = textFile(
  'layers.csv',
  [
    'front,back,tags',
    '"What is a **token**?","A piece of text that a model reads.",nlp',
    'What is an embedding?,A vector that stands for a meaning.,nlp',
    '"What does $x^2$ give for 3?",Nine.,math',
    'What is missing here?,,nlp',
    'What is a prompt?,What a model is given.,nlp',
  ].join('\n'),
)

/** Opens Import by its key and gives it files, as the dialog of the system does. */
export async function chooseFiles(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  await press(page, 'i')
  await seesHeading(page, 'Import')
  const given = files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: bytes }))
  await page.locator('input[type="file"]').setInputFiles(given)
}

/** Drops files on the page that is open, as from a file manager. */
export async function dropFiles(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, bytes: [...bytes] }))
  await page.evaluate((all) => {
    const dataTransfer = new DataTransfer()
    for (const { name, bytes } of all) dataTransfer.items.add(new File([new Uint8Array(bytes)], name))
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
    }
  }, given)
  await seesHeading(page, 'Import')
}

/** Drops files or folders of the disk on the page, by the browser itself. */
export async function dropPaths(page: Page, ...paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await session.detach()
  await seesHeading(page, 'Import')
}

/** Imports what is in view, by its key; the headline says what came of it. */
export async function runImport(page: Page, headline: string): Promise<void> {
  await press(page, 'ControlOrMeta+Enter')
  await shows(page, '.imp-outcome h2', headline)
}

/** The table with a bad row: previewed, mended by leaving the row out, imported, taken back. */
export async function importsTable(page: Page): Promise<void> {
  await chooseFiles(page, TABLE)
  await shows(page, '.imp-plan', /4\s+notes are new and will be added/)
  await shows(page, '.imp-issues', /line 5/i)
  await shows(page, '.imp-card', 'token')
  await press(page, 'ControlOrMeta+Enter')
  expect(await page.locator('.imp-outcome').count()).toBe(0)
  await shows(page, '.imp-foot', /A file with errors changes nothing/)
  await press(page, 'l')
  await shows(page, '.imp-plan', /1\s+note has an error and will be left out/)
  await runImport(page, '4 notes added')
  await shows(page, '.imp-plan', /1\s+note with an error was left out/)
}

/** The newest import is taken back by its key. */
export async function takesImportBack(page: Page): Promise<void> {
  await press(page, 'u')
  await shows(page, '.imp-outcome h2', 'Taken back')
}

/** A file that cannot be read at all: each of these words is said, and nothing was written. */
export async function isRefused(page: Page, ...words: readonly (string | RegExp)[]): Promise<void> {
  for (const one of words) await shows(page, '.imp-refused', one)
  await shows(page, '.imp-foot', 'Nothing was written.')
  await press(page, 'Escape')
  await page.locator('.imp-refused').waitFor({ state: 'detached' })
}
