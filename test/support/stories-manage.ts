import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { becomes, press, sees, seesHeading, seesNotice, shows } from './stories.ts'

/** Names of the decks in the tree of the Decks view. */
export function deckNames(page: Page): Promise<string[]> {
  return page.locator('.deck-tree .nm .ell').allInnerTexts()
}

/** Puts the row of a deck under the keys, by the arrows. */
export async function selectDeck(page: Page, name: string): Promise<void> {
  const selected = page.locator('.deck-tree tr.sel .nm .ell')
  const names = await deckNames(page)
  const way = names.indexOf(name) - names.indexOf(await selected.innerText())
  await press(page, ...Array.from({ length: Math.abs(way) }, () => (way > 0 ? 'ArrowDown' : 'ArrowUp')))
  await becomes(
    () => selected.innerText(),
    (now) => expect(now).toBe(name),
  )
}

/** Takes the last action back by U; the notice names it. */
export async function takesBack(page: Page): Promise<void> {
  await press(page, 'u')
  await seesNotice(page, /^Taken back: /)
}

/** Creates a deck at the top, takes that back, and creates it again. */
export async function createsDeck(page: Page, name: string): Promise<void> {
  for (const again of [true, false]) {
    await press(page, 'Shift+N')
    await page.getByLabel('Name of the new deck').waitFor()
    await page.keyboard.type(name)
    await press(page, 'Enter')
    await seesNotice(page, `Created ${name}.`)
    await becomes(
      () => deckNames(page),
      (now) => expect(now).toContain(name),
    )
    if (!again) return
    await takesBack(page)
    await becomes(
      () => deckNames(page),
      (now) => expect(now).not.toContain(name),
    )
  }
}

/** Renames, moves and deletes a deck, and takes each back. */
export async function changesDeck(page: Page, name: string, target: string): Promise<void> {
  const before = await deckNames(page)
  await selectDeck(page, name)
  await press(page, 'F2')
  await page.getByLabel('Name of the deck', { exact: true }).waitFor()
  await page.keyboard.type('Another name')
  await press(page, 'Enter')
  await seesNotice(page, `Renamed ${name} to Another name.`)
  await becomes(
    () => deckNames(page),
    (now) => expect(now).toContain('Another name'),
  )
  await takesBack(page)
  await becomes(
    () => deckNames(page),
    (now) => expect(now).toEqual(before),
  )

  await selectDeck(page, name)
  await press(page, 'm')
  await seesHeading(page, `Move ${name}`)
  await page.keyboard.type(target)
  await press(page, 'Tab', 'Tab', 'Enter')
  await seesNotice(page, `Moved ${name} to ${target}.`)
  await takesBack(page)
  await becomes(
    () => deckNames(page),
    (now) => expect(now).toEqual(before),
  )

  await selectDeck(page, name)
  await press(page, 'Delete')
  await seesNotice(page, new RegExp(`^Deleted ${name} with`))
  await becomes(
    () => deckNames(page),
    (now) => expect(now).not.toContain(name),
  )
  await takesBack(page)
  await becomes(
    () => deckNames(page),
    (now) => expect(now).toEqual(before),
  )
}

/** Writes a card by keyboard, sees it in the preview and in the list. */
export async function writesCard(page: Page, front: string, back: string): Promise<void> {
  await press(page, 'n')
  await seesHeading(page, 'New card')
  await page.locator('textarea:focus').waitFor()
  await page.keyboard.type(front)
  await press(page, 'Tab', 'Tab')
  await page.keyboard.type(back)
  await shows(page, '.note-preview .face', new RegExp(`${back}`))
  await press(page, 'ControlOrMeta+Enter')
  await sees(page, '1 card added.')
  await press(page, 'Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Looks for words in Browse; the one card that has them is shown beside the list. */
export async function findsCard(page: Page, words: string): Promise<void> {
  await press(page, 'ControlOrMeta+4')
  await page.getByRole('grid', { name: 'Cards' }).waitFor()
  await press(page, 'ControlOrMeta+f')
  await page.keyboard.type(words)
  await becomes(
    () => page.locator('.br-foot').innerText(),
    (now) => expect(now).toMatch(/^1 of /),
  )
  await press(page, 'Enter')
  await shows(page, '.insp', words)
}

/** Opens the palette, types, and takes the first thing that fits. */
export async function findOrDo(page: Page, words: string, expected: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Find or do' })
  await press(page, 'ControlOrMeta+k')
  await field.waitFor()
  await page.keyboard.type(words)
  await page.getByRole('option', { selected: true }).filter({ hasText: expected }).waitFor()
  await press(page, 'Enter')
  await field.waitFor({ state: 'detached' })
}
