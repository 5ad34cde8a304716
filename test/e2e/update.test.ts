import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { openStage, type Stage } from '../support/browser.ts'
import { temporaryFolder } from '../support/host.ts'
import { httpClient } from '../support/http.ts'
import { press, sees, seesHeading, seesNotice, shows, tabTo } from '../support/stories.ts'
import { BUILTIN, makeFolder } from '../support/stories-folders.ts'
import { findsCard } from '../support/stories-manage.ts'

interface Note {
  readonly kind: string
  front?: string
}

const FILE = 'aif-c01/ai-ml-fundamentals.yaml'
const NAMES = ['edited', 'deleted', 'plain'] as const
type Name = (typeof NAMES)[number]

let stage: Stage

/** The built-in decks as they might have been before, with another text in three notes. */
function earlierDecks(): string {
  const folder = temporaryFolder('earlier')
  fs.cpSync(BUILTIN, folder, { recursive: true })
  const deck: { notes: Note[] } = parse(fs.readFileSync(path.join(folder, FILE), 'utf8'))
  const some = deck.notes.filter((note) => note.kind === 'basic').slice(0, NAMES.length)
  for (const [index, note] of some.entries()) note.front = `Earlier ${NAMES[index]} question?`
  fs.writeFileSync(path.join(folder, FILE), stringify(deck))
  return folder
}

beforeAll(async () => {
  const dataDir = await makeFolder(async ({ client }) => {
    const noteOf = async (name: Name): Promise<number> => {
      const { cards } = await client.find({ text: `Earlier ${name} question` })
      return cards[0]?.noteId ?? 0
    }
    const noteId = await noteOf('edited')
    const { content, tags } = await client.notes.get({ noteId })
    if (content.kind !== 'basic') throw new Error('the edited note is not a basic one')
    await client.notes.update({ noteId, note: { content: { ...content, front: 'My own wording?' }, tags } })
    await client.notes.remove({ noteId: await noteOf('deleted') })
  }, earlierDecks())
  stage = await openStage({ dataDir })
  await seesHeading(stage.page, 'Today')
})
afterEach(() => expect(stage.watch.take()).toEqual([]))
afterAll(() => stage.close())

/** How many cards have these words. */
async function found(text: string): Promise<number> {
  const { cards } = await httpClient(stage.host().url).find({ text })
  return cards.filter((card) => card.text.includes(text)).length
}

describe('newer built-in decks', () => {
  it('bring their text, except where the person has changed or deleted it', async () => {
    await stage.page.getByRole('link', { name: 'Newer texts to look at' }).waitFor()
    expect(await found('Earlier plain question')).toBe(0)
    expect(await found('Earlier deleted question')).toBe(0)
    expect(await found('My own wording')).toBe(1)
    expect(await httpClient(stage.host().url).notes.updates()).toHaveLength(1)
  })

  it('offer the newer text, which can be taken and given back', async () => {
    const { page } = stage
    await tabTo(page, 'a[href="#/decks?show=updates"]')
    await press(page, 'Enter')
    await seesHeading(page, 'Newer texts')
    await shows(page, '.updates', /My own wording\?/)
    const theirs = await page.locator('.updates section:last-child pre').innerText()
    await tabTo(page, '.dlg-foot .btn.pri')
    await press(page, 'Enter')
    await seesNotice(page, 'Took the newer text.')
    await sees(page, 'That was all.')
    expect(await found('My own wording')).toBe(0)
    await press(page, 'Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press(page, 'u')
    await seesNotice(page, 'Taken back: Take newer text.')
    await findsCard(page, 'My own wording')
    expect(theirs).not.toContain('My own wording')
  })
})
