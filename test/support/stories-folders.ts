import path from 'node:path'
import { makeApp, TestClock, type TestApp } from './app.ts'
import { basics, type DeckNoteInput } from './decks.ts'
import { ROOT, temporaryFolder } from './host.ts'

/** The decks that ship with the program. */
export const BUILTIN = path.join(ROOT, 'decks')

/** One card of each way of asking, in the order in which they come up. */
export const ASKED: readonly DeckNoteInput[] = [
  {
    id: 'typed',
    kind: 'typed',
    front: 'Which layer switches units off at random in training?',
    answer: 'dropout',
    extra: 'It works against overfitting.',
  },
  {
    id: 'computed',
    kind: 'computed',
    prompt: 'Add {{a}} and {{b}}.',
    variables: { a: { min: 100, max: 900, step: 1 }, b: { min: 1000, max: 9000, step: 1 } },
    answer: 'a + b',
    decimals: 0,
    tolerance: 0.5,
    steps: ['{{a}} + {{b}} = {{a + b}}'],
  },
  { id: 'cloze', kind: 'cloze', text: 'The {{c1::encoder}} reads and the decoder writes.' },
  { id: 'basic', kind: 'basic', front: 'What does $\\sigma(0)$ give?', back: 'One half.' },
]

/** Fills a fresh data folder, with the first start behind the person, and gives its path. */
export async function makeFolder(fill: (test: TestApp) => Promise<unknown> | unknown, decks?: string): Promise<string> {
  const dataDir = temporaryFolder('story')
  const test = await makeApp({ dataDir, clock: new TestClock(Date.now()), ...(decks ? { decks } : {}) })
  try {
    await test.client.app.updateSettings({ firstRunDone: true })
    await fill(test)
  } finally {
    await test.close()
  }
  return dataDir
}

/** A folder with a card of each kind and no others: the built-in decks were deleted, which every host respects. */
export function askedFolder(): Promise<string> {
  return makeFolder(async (test) => {
    for (const { deckId, parentId } of await test.client.decks.tree()) {
      if (parentId === null) await test.client.decks.remove({ deckId })
    }
    test.addNotes('Trial', ASKED)
  }, BUILTIN)
}

/** A folder with this many plain cards, all of them new and none held back by a limit. */
export function plainFolder(count: number): Promise<string> {
  return makeFolder(async (test) => {
    test.addNotes('Plain', basics(count))
    await test.client.app.updateSettings({ newPerDay: count })
  })
}

/** A folder with the built-in decks. */
export function builtinFolder(): Promise<string> {
  return makeFolder(() => undefined, BUILTIN)
}
