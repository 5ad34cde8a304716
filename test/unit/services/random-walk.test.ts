import { describe, expect, it } from 'vitest'
import { createRng, type Rng } from '../../../electron/core/random.ts'
import { checkNow } from '../../../electron/services/check-now.ts'
import { dump, makeApp, type TestApp } from '../../support/app.ts'
import { basic, basics, choice, deckText, type DeckNoteInput } from '../../support/decks.ts'
import { DAY, given, MINUTE } from '../../support/study.ts'

/** Something a person does; nothing happens where there is nothing to do it to. */
type Action = (test: TestApp, rng: Rng) => Promise<unknown>

function pick<T>(items: readonly T[], rng: Rng): T | undefined {
  return items[Math.floor(rng() * items.length)]
}

function idsOf(test: TestApp, table: 'note' | 'card' | 'deck'): number[] {
  return test.app.context.collection.db.prepare<[], number>(`SELECT id FROM ${table} ORDER BY id`).pluck().all()
}

async function answer(test: TestApp, rng: Rng): Promise<unknown> {
  const { card } = await test.client.review.next({ deckId: null })
  return card && test.client.review.answer(given(card, pick([1, 2, 3, 4] as const, rng) ?? 3))
}

const CONTENTS = [
  { kind: 'basic', front: 'changed?', back: 'x' },
  { kind: 'basic-reversed', front: 'both?', back: 'ways' },
  { kind: 'cloze', text: '{{c1::one}} and {{c3::three}}' },
  { kind: 'cloze', text: '{{c2::two}} and {{c3::three}}' },
] as const

const ACTIONS: Record<string, Action> = {
  answer,
  'answer again': answer,
  'answer once more': answer,
  suspend: async (test, rng) => {
    const cardId = pick(idsOf(test, 'card'), rng)
    return cardId && test.client.browse.suspend({ cardIds: [cardId], suspended: rng() < 0.5 })
  },
  bury: async (test, rng) => {
    const cardId = pick(idsOf(test, 'card'), rng)
    return cardId && test.client.review.bury({ deckId: null, cardId })
  },
  flag: async (test, rng) => {
    const cardId = pick(idsOf(test, 'card'), rng)
    return cardId && test.client.review.flag({ cardId, flag: Math.floor(rng() * 8) })
  },
  'set a due date': async (test, rng) => {
    const cardId = pick(idsOf(test, 'card'), rng)
    const days = pick(['0', '3', '2-9', '4!'], rng) ?? '1'
    return cardId && test.client.cards.setDue({ cardIds: [cardId], days })
  },
  forget: async (test, rng) => {
    const cardId = pick(idsOf(test, 'card'), rng)
    return cardId && test.client.cards.forget({ cardIds: [cardId], keepCounts: rng() < 0.5 })
  },
  grade: async (test, rng) => {
    const cardId = pick(idsOf(test, 'card'), rng)
    return cardId && test.client.cards.grade({ cardIds: [cardId], rating: pick([1, 2, 3, 4] as const, rng) ?? 3 })
  },
  'give a deck limits': async (test, rng) => {
    const deckId = pick(idsOf(test, 'deck'), rng)
    const limit = (): number | null => (rng() < 0.5 ? null : Math.floor(rng() * 9))
    return deckId && test.client.decks.setOptions({ deckId, options: { newPerDay: limit(), reviewsPerDay: limit() } })
  },
  'edit a note': async (test, rng) => {
    const noteId = pick(idsOf(test, 'note'), rng)
    const content = structuredClone(pick(CONTENTS, rng) ?? CONTENTS[0])
    return noteId && test.client.notes.update({ noteId, note: { content, tags: [] } })
  },
  'add a note': async (test, rng) => {
    const deckId = pick(idsOf(test, 'deck'), rng)
    const content = structuredClone(pick(CONTENTS, rng) ?? CONTENTS[0])
    return deckId && test.client.notes.create({ deckId, note: { content, tags: ['t'] } })
  },
  'delete a note': async (test, rng) => {
    const noteId = pick(idsOf(test, 'note'), rng)
    return noteId && test.client.notes.remove({ noteId })
  },
  'make a deck': async (test, rng) => {
    const parentId = rng() < 0.5 ? null : (pick(idsOf(test, 'deck'), rng) ?? null)
    return test.client.decks.create({ name: `Deck ${Math.floor(rng() * 1000)}`, parentId })
  },
  'move a deck': async (test, rng) => {
    const [deckId, parentId] = [pick(idsOf(test, 'deck'), rng), pick(idsOf(test, 'deck'), rng)]
    return deckId && test.client.decks.move({ deckId, parentId: rng() < 0.3 ? null : (parentId ?? null) })
  },
  'delete a deck': async (test, rng) => {
    const deckId = rng() < 0.3 ? pick(idsOf(test, 'deck'), rng) : undefined
    return deckId && test.client.decks.remove({ deckId })
  },
  import: async (test, rng) => {
    const from = Math.floor(rng() * 20)
    const notes = Array.from({ length: 5 }, (_, at) => basic(`import-${from + at}`, `text ${Math.floor(rng() * 3)}?`))
    return test.importText('more.yaml', deckText({ id: 'more', deck: `Imported::${Math.floor(rng() * 2)}`, notes }))
  },
  undo: async (test) => test.client.history.undo(),
  redo: async (test) => test.client.history.redo(),
  'a while passes': async (test, rng) => test.clock.pass(Math.floor(rng() * 20 * MINUTE)),
  'a day passes': async (test) => test.clock.pass(DAY),
  'the clock is set back': async (test) => void (test.clock.now -= 3 * DAY),
}

/** Refusals by code are what may happen; anything else is a bug. */
async function tryTo(name: string, action: Action, test: TestApp, rng: Rng): Promise<void> {
  try {
    await action(test, rng)
  } catch (error) {
    const coded = error instanceof Error && 'defined' in error && error.defined === true
    if (!coded) throw new Error(`${name} failed`, { cause: error })
  }
}

async function expectSound(test: TestApp): Promise<void> {
  expect(await checkNow(test.app.context)).toEqual([])
  const step = await test.client.review.next({ deckId: null })
  const { counts } = await test.client.app.today()
  expect(step.counts).toEqual(counts)
  if (step.card !== null) return
  // Nothing is left but learning cards that are too far off to be asked early.
  expect(counts).toMatchObject({ new: 0, review: 0 })
  expect(step.nextLearningAt ?? Infinity).toBeGreaterThan(test.clock.now + 20 * MINUTE)
}

/** What there is, without when it was last touched. */
function timeless(test: TestApp): Record<string, unknown[]> {
  const { review, ...tables } = dump(test)
  const kept = (review ?? []).filter((row) => (row as { undone_at: number | null }).undone_at === null)
  const all = { ...tables, review: kept }
  return Object.fromEntries(
    Object.entries(all).map(([table, rows]) => [
      table,
      rows.map((row) => ({ ...(row as Record<string, unknown>), modified_at: 0 })),
    ]),
  )
}

const START: DeckNoteInput[] = [
  ...basics(12),
  { id: 'both', kind: 'basic-reversed', front: 'a', back: 'b' },
  { id: 'gaps', kind: 'cloze', text: '{{c1::x}} {{c2::y}}' },
  choice('held'),
]

describe.each([1, 2, 3, 4])('a random day, number %i', (seed) => {
  it('leaves the collection sound after every step, and can be walked back and forth by undo and redo', async () => {
    const rng = createRng(seed)
    const test = await makeApp()
    test.addNotes('Start', START)
    const names = Object.keys(ACTIONS)
    for (let step = 0; step < 150; step += 1) {
      const name = pick(names, rng) ?? 'answer'
      const action = ACTIONS[name]
      if (action) await tryTo(name, action, test, rng)
      if (step % 5 === 0) await expectSound(test)
    }
    // A new action first, so that nothing is left to redo.
    await test.client.decks.create({ name: 'The last one', parentId: null })
    const end = timeless(test)
    let undone = 0
    while ((await test.client.history.undo()).name !== null) undone += 1
    expect(undone).toBeGreaterThan(20)
    expect(await checkNow(test.app.context)).toEqual([])
    expect(test.app.context.collection.notes.count()).toBe(0)
    while ((await test.client.history.redo()).name !== null) undone -= 1
    expect(undone).toBe(0)
    expect(timeless(test)).toEqual(end)
    expect(test.logged).toEqual([])
    await test.close()
  })
})
