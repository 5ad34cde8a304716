import { afterEach, describe, expect, it } from 'vitest'
import { openWindow, type DesktopWindow } from '../support/desktop.ts'
import { temporaryFolder } from '../support/host.ts'
import { press, seesHeading } from '../support/stories.ts'
import { answerByKeys, answerUntil, endExam, KINDS, startExam } from '../support/stories-exam.ts'
import { firstCardAtOnce } from '../support/stories-first-run.ts'
import { askedFolder, builtinFolder, makeFolder } from '../support/stories-folders.ts'
import { importsTable, takesImportBack } from '../support/stories-import.ts'
import { reviewsByKeyboard } from '../support/stories-review.ts'

let open: DesktopWindow | undefined

async function window(dataDir: string) {
  open = await openWindow(dataDir)
  return open.page
}

afterEach(async () => {
  expect(open?.watch.take() ?? []).toEqual([])
  await open?.close()
  open = undefined
})

describe('in the real window', () => {
  it('the first start shows a card at once', async () => {
    await firstCardAtOnce(await window(temporaryFolder('window')))
  })

  it("a day's reviews are done by keyboard alone", async () => {
    await reviewsByKeyboard(await window(await askedFolder()))
  })

  it('a mock exam is sat by keyboard alone, and goes on after the window was closed', async () => {
    const dataDir = await builtinFolder()
    const first = await window(dataDir)
    await seesHeading(first, 'Today')
    await startExam(first)
    const kinds = await answerUntil(first, 30)
    await open?.close()
    const page = await window(dataDir)
    await page.locator('.ex, .pass').first().waitFor()
    if ((await page.locator('.ex').count()) === 0) await press(page, 'e')
    await page.locator('.ex-strip[aria-valuenow="30"]').waitFor()
    for (const kind of await answerUntil(page, 65)) kinds.add(kind)
    kinds.add(await answerByKeys(page))
    expect([...kinds].sort()).toEqual(KINDS)
    await press(page, 'Alt+n')
    await seesHeading(page, 'Every question has an answer')
    await endExam(page, 'Every question has an answer.')
  })

  it('a table is imported and taken back', async () => {
    const page = await window(await makeFolder(() => undefined))
    await seesHeading(page, 'Today')
    await importsTable(page)
    await takesImportBack(page)
  })
})
