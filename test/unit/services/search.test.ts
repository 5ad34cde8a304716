import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScheduler, DEFAULT_SCHEDULING } from '../../../electron/core/scheduling/fsrs.ts'
import { studyDay } from '../../../electron/core/scheduling/study-day.ts'
import { seedOf } from '../../../electron/services/cards.ts'
import { makeApp, NOON, type TestApp } from '../../support/app.ts'
import { basic, choice, miniExam } from '../../support/decks.ts'
import { DAY, deckAt, given } from '../../support/study.ts'

let test: TestApp
const cards = new Map<string, number>()

/** Fronts by the short names that the expectations use. */
const NOTES = {
  dog: 'The dog barks',
  hotdog: 'A hotdog, and naïve mustard',
  cat: 'A cat (C++ user) at 100% speed',
  mouse: 'The mouse-trap snaps',
}

beforeAll(async () => {
  test = await makeApp({ decks: miniExam() })
  test.addNotes('Animals', [
    { ...basic('dog', NOTES.dog, 'Woof'), tags: ['pets', 'loud::very'], objective: '1.1.1' },
    { ...basic('hotdog', NOTES.hotdog, 'Food'), tags: ['food'], objective: '1.1.11' },
  ])
  test.addNotes('Animals::Small', [
    { ...basic('cat', NOTES.cat, 'Meow'), tags: ['pets'] },
    { ...basic('mouse', NOTES.mouse, 'Squeak\n![trap](trap.png)'), services: ['amazon-bedrock'] },
  ])
  test.addNotes('Other', [
    { id: 'both', kind: 'basic-reversed', front: 'Left', back: 'Right' },
    { id: 'gaps', kind: 'cloze', text: 'An {{c1::epoch}} is {{c2::one pass}}.', extra: 'Seen once' },
    { id: 'typed', kind: 'typed', front: 'Say it', answer: 'it' },
    choice('which', '2.1.1'),
  ])
  for (const row of (await test.client.browse.cards({ ...ALL, text: 'deck:Animals or deck:Other', limit: 100 })).rows) {
    const name = Object.entries(NOTES).find(([, front]) => front === row.text)?.[0] ?? `${row.text}`
    cards.set(name, row.cardId)
  }
  await study()
})
afterAll(() => test.close())

const ALL = { text: '', deckId: null, sort: 'created', descending: false, offset: 0, limit: 100 } as const
const id = (name: string): number => cards.get(name) ?? 0

async function answer(name: string, rating: 1 | 2 | 3 | 4): Promise<void> {
  test.clock.pass(60_000)
  const { collection } = test.app.context
  const card = collection.cards.get(id(name))
  const note = card && collection.notes.get(card.note_id)
  if (!card || !note) throw new Error(`no card ${name}`)
  await test.client.review.answer(given({ cardId: card.id, seed: seedOf(card, note.guid) }, rating))
}

/** Five days ago the dog was learnt and remembered; today the cat was forgotten; the hotdog is suspended, flagged. */
async function study(): Promise<void> {
  test.clock.pass(-5 * DAY)
  await answer('dog', 4)
  test.clock.now = NOON
  await answer('cat', 1)
  await answer('cat', 1)
  await test.client.browse.suspend({ cardIds: [id('hotdog')], suspended: true })
  await test.client.review.flag({ cardId: id('hotdog'), flag: 3 })
  await test.client.review.bury({ deckId: null, cardId: id('mouse') })
}

/** Short names of what a search finds in the decks of this test. */
async function found(text: string): Promise<string[]> {
  const page = await test.client.browse.cards({
    ...ALL,
    text: text === '' ? '' : `(deck:Animals or deck:Other) (${text})`,
  })
  if (page.problem !== null) throw new Error(JSON.stringify(page.problem))
  const names = new Map([...cards].map(([name, cardId]) => [cardId, name]))
  return page.rows.map((row) => names.get(row.cardId) ?? `? ${row.text}`)
}

const ANIMALS = ['dog', 'hotdog', 'cat', 'mouse']
const OTHERS = ['Left', 'Right', 'An [epoch] is one pass.', 'An epoch is [one pass].', 'Say it', 'What is which?']

describe('text', () => {
  it.each([
    ['dog', ['dog', 'hotdog']],
    ['DOG', ['dog', 'hotdog']],
    ['w:dog', ['dog']],
    ['w:do*', ['dog']],
    ['tdo', ['hotdog']],
    ['ho', ['hotdog']],
    ['og', []],
    ['naive', ['hotdog']],
    ['nc:naïve', ['hotdog']],
    ['h*g', ['hotdog']],
    ['d_g', ['dog', 'hotdog']],
    ['w:d_g', ['dog']],
    ['"the dog"', ['dog']],
    ['"dog the"', []],
    ['"the do"', ['dog']],
    ['"do barks"', []],
    ['mouse-trap', ['mouse']],
    ['dog barks', ['dog']],
    ['dog or cat', ['dog', 'hotdog', 'cat']],
    ['dog -hotdog', ['dog']],
    ['-dog -cat -mouse deck:Animals', []],
    ['C++', ['cat']],
    ['%', ['cat']],
    ['"t* cat"', []],
    ['"A c* (C"', ['cat']],
    ['epoch', OTHERS.slice(2, 4)],
    ['woof', ['dog']],
    ['pets', ['dog', 'cat']],
    ['c1', []],
  ])('%s finds %j', async (text, expected) => expect(await found(text)).toEqual(expected))
})

describe('notes', () => {
  it.each([
    ['tag:pets', ['dog', 'cat']],
    ['tag:PETS', ['dog', 'cat']],
    ['tag:loud', ['dog']],
    ['tag:loud::very', ['dog']],
    ['tag:lou', []],
    ['tag:l*', ['dog']],
    ['tag:*ou*', ['dog']],
    ['tag:*very', ['dog']],
    ['tag:p*y', []],
    ['tag:p*d', []],
    ['tag:*e*', ['dog', 'cat']],
    ['tag:none', ['mouse', ...OTHERS]],
    ['tag:*', ['dog', 'hotdog', 'cat']],
    ['deck:animals', ANIMALS],
    ['deck:Animals::Small', ['cat', 'mouse']],
    ['deck:*small', ['cat', 'mouse']],
    ['deck:small', []],
    ['deck:current', ['cat', 'mouse']],
    ['deck:filtered', []],
    ['preset:def*', [...ANIMALS, ...OTHERS]],
    ['preset:x', []],
    ['kind:cloze', OTHERS.slice(2, 4)],
    ['kind:question', ['What is which?']],
    ['note:Basic', ANIMALS],
    ['note:"Basic (and reversed card)"', ['Left', 'Right']],
    ['note:b*', [...ANIMALS, 'Left', 'Right', 'Say it']],
    ['front:Left', ['Left', 'Right']],
    ['front:lef', []],
    ['front:*dog*', ['dog', 'hotdog']],
    ['front:nc:*naive*', ['hotdog']],
    ['explanation:*', ['What is which?']],
    ['extra:', [...ANIMALS, 'Left', 'Right', 'Say it']],
    ['extra:*once', OTHERS.slice(2, 4)],
    ['-extra:*once* kind:cloze', []],
    ['e*:*once*', OTHERS.slice(2, 4)],
    ['extra:_*', OTHERS.slice(2, 4)],
    ['extra:*', [...ANIMALS, ...OTHERS.slice(0, 5)]],
    ['options:*two', ['What is which?']],
    ['fr*:left', ['Left', 'Right']],
    ['card:2', ['Right', 'An epoch is [one pass].']],
    ['"card:Card 1" note:basic*', [...ANIMALS, 'Left', 'Say it']],
    ['dupe:left', ['Left', 'Right']],
    ['dupe:cloze,left', []],
    ['objective:1.1', ['dog', 'hotdog']],
    ['objective:1.1.1', ['dog']],
    ['objective:none', ['cat', 'mouse', ...OTHERS.slice(0, 5)]],
    ['domain:2', ['What is which?']],
    ['has:media', ['mouse']],
    ['missed:', []],
  ])('%s finds %j', async (text, expected) => expect(await found(text)).toEqual(expected))
})

describe('media', () => {
  it('are found as images and sounds are written, and signs alone are none', async () => {
    test.addNotes('Media', [
      basic('html', 'Look <IMG src="a.png">', 'One'),
      basic('sound', 'Hear [sound:b.mp3]', 'Two'),
      basic('markdown', 'See ![a trap](c.png)', 'Three'),
      basic('signs', 'Is 1 < 2? [Yes!](https://example.com)', 'Four'),
    ])
    const { rows } = await test.client.browse.cards({ ...ALL, text: 'has:media deck:Media' })
    expect(rows).toHaveLength(3)
    const { rows: without } = await test.client.browse.cards({ ...ALL, text: '-has:media deck:Media' })
    expect(without.map((row) => row.text)).toEqual([expect.stringContaining('1 < 2')])
  })
})

describe('cards', () => {
  it.each([
    ['is:new', ['hotdog', 'mouse', ...OTHERS.slice(0, 5)]],
    ['is:learn', ['cat']],
    ['is:review', ['dog']],
    ['is:due', ['cat']],
    ['is:suspended', ['hotdog']],
    ['is:buried', ['mouse']],
    ['is:buried-manually', ['mouse']],
    ['is:buried-sibling', []],
    ['is:held', ['What is which?']],
    ['is:leech', []],
    ['flag:3', ['hotdog']],
    ['flag:0 deck:Animals', ['dog', 'cat', 'mouse']],
    ['prop:reps=2', ['cat']],
    ['prop:lapses>0', []],
    ['prop:ivl>=1', ['dog']],
    ['prop:s<5', ['cat']],
    ['prop:d>=0', ['dog', 'cat']],
    ['prop:d>5', ['cat']],
    ['prop:r<1', ['dog']],
    ['prop:pos>0 deck:Animals', ['hotdog', 'mouse']],
    ['prop:due=0', ['cat']],
    ['prop:due>0', ['dog']],
    ['prop:due!=0', ['dog']],
    ['rated:1', ['cat']],
    ['rated:1:3', []],
    ['rated:10', ['dog', 'cat']],
    ['rated:10:4', ['dog']],
    ['prop:rated=0', ['cat']],
    ['prop:rated<-3', ['dog']],
    ['introduced:1', ['cat']],
    ['introduced:10', ['dog', 'cat']],
    ['added:1', [...ANIMALS, ...OTHERS]],
    ['edited:1', [...ANIMALS, ...OTHERS]],
    ['resched:3', []],
    ['(is:new or is:learn) -is:suspended deck:Animals', ['cat', 'mouse']],
    ['not is:new deck:Animals', ['dog', 'cat']],
  ])('%s finds %j', async (text, expected) => expect(await found(text)).toEqual(expected))

  it('that were crammed, though their own last answer is older', async () => {
    expect(await found('rated:3')).toEqual(['cat'])
    const text = `cid:${id('dog')}`
    await test.client.study.start({ title: 'Dog', text, deckId: null, order: 'due', limit: 1, reschedule: false })
    const { card } = await test.client.review.next({ deckId: null, study: true })
    if (!card) throw new Error('the dog was chosen')
    await test.client.review.answer({ ...given(card, 3), study: true })
    expect(await found('rated:3')).toEqual(['dog', 'cat'])
    await test.client.history.undo()
    expect(await found('rated:3')).toEqual(['cat'])
    await test.client.study.end()
  })

  it('by their ids', async () => {
    expect(await found(`cid:${id('dog')},${id('cat')}`)).toEqual(['dog', 'cat'])
    expect(await found(`did:${deckAt(test, 'Animals')}`)).toEqual(['dog', 'hotdog'])
  })

  it('have the recall that the scheduler says', async () => {
    const [row] = (await test.client.browse.cards({ ...ALL, text: `cid:${id('dog')}` })).rows
    const scheduler = createScheduler(DEFAULT_SCHEDULING, (at) => studyDay(at, 'UTC', 4))
    expect(row?.retrievability).toBeCloseTo(scheduler.recallAfter(5, row?.stability ?? 0), 6)
  })
})

describe('what is wrong', () => {
  it.each([
    ['mood:good', { code: 'unknown-field', from: 0, to: 5 }],
    ['dog (mood:re:x)', { code: 'unknown-field', from: 5, to: 10 }],
    ['domain:9', { code: 'unknown-domain' }],
    ['service:nothing', { code: 'unknown-service' }],
    ['dog (', { code: 'unclosed-group', from: 4, to: 5 }],
  ])('in %s is said with its place', async (text, expected) => {
    const page = await test.client.browse.cards({ ...ALL, text })
    expect(page).toMatchObject({ problem: expected, rows: [], total: 0 })
    expect(page.all).toBeGreaterThan(30)
  })
})

describe('the order', () => {
  it.each([
    ['recall', false, ['dog', 'cat']],
    ['recall', true, ['cat', 'dog']],
    ['stability', true, ['dog', 'cat']],
    ['difficulty', false, ['dog', 'cat']],
    ['interval', true, ['dog', 'cat']],
    ['due', false, ['cat', 'dog', 'hotdog', 'mouse']],
    ['reps', true, ['cat', 'dog']],
    ['deck', true, ['mouse', 'cat', 'hotdog', 'dog']],
    ['tags', false, ['hotdog', 'dog', 'cat', 'mouse']],
    ['objective', false, ['dog', 'hotdog', 'cat', 'mouse']],
    ['text', false, ['cat', 'hotdog', 'dog', 'mouse']],
    ['position', false, ['hotdog', 'mouse']],
    ['kind', false, ANIMALS],
    ['added', false, ANIMALS],
    ['edited', true, [...ANIMALS].reverse()],
    ['lapses', false, ANIMALS],
  ] as const)('by %s, descending %s', async (sort, descending, expected) => {
    const { rows } = await test.client.browse.cards({ ...ALL, text: 'deck:Animals', sort, descending })
    const names = new Map([...cards].map(([name, cardId]) => [cardId, name]))
    expect(rows.map((row) => names.get(row.cardId)).slice(0, expected.length)).toEqual(expected)
  })
})

describe('notes instead of cards', () => {
  it('are found once, with the figures of all their cards', async () => {
    const { rows, total } = await test.client.browse.cards({ ...ALL, text: 'deck:Other', mode: 'notes' })
    expect(total).toBe(4)
    expect(rows.map((row) => [row.text, row.cards, row.side])).toEqual([
      ['Left', 2, null],
      ['An [epoch] is [one pass].', 2, null],
      ['Say it', 1, null],
      ['What is which?', 1, null],
    ])
    const second = await test.client.browse.cards({ ...ALL, text: 'deck:Other card:2', mode: 'notes', sort: 'due' })
    expect(second.rows.map((row) => row.text)).toEqual(['Left', 'An [epoch] is [one pass].'])
  })

  it('give their ids, and their cards', async () => {
    const query = { ...ALL, text: 'deck:Other' }
    const { ids } = await test.client.browse.ids({ ...query, mode: 'notes', from: 0, to: 2 })
    const chosen = await test.client.browse.resolve({ mode: 'notes', ids })
    expect(chosen.noteIds).toEqual(ids)
    expect(chosen.cardIds).toEqual([id('Left'), id('Right'), id(OTHERS[2] ?? ''), id(OTHERS[3] ?? '')])
    expect((await test.client.browse.resolve({ mode: 'cards', ids: chosen.cardIds })).noteIds).toEqual(ids)
    expect((await test.client.browse.ids({ ...query, from: 1, to: 3 })).ids).toEqual([id('Right'), id(OTHERS[2] ?? '')])
  })
})

describe('a regular expression', () => {
  const run = async (text: string) => {
    const query = { text, deckId: null, sort: 'created', descending: false } as const
    const events = await test.client.browse.search(query)
    let step = await events.next()
    while (!step.done) step = await events.next()
    return step.value
  }

  it('is looked for in the worker, and its pages are there afterwards', async () => {
    const text = 'deck:Animals (re:^the or tag:re:^fo+d$) -front:re:mouse'
    expect(await test.client.browse.cards({ ...ALL, text })).toMatchObject({ slow: true, rows: [], problem: null })
    expect(await run(text)).toEqual({ total: 2 })
    const page = await test.client.browse.cards({ ...ALL, text })
    expect(page.rows.map((row) => row.cardId)).toEqual([id('dog'), id('hotdog')])
    expect((await test.client.browse.cards({ ...ALL, text, sort: 'text' })).rows[0]?.cardId).toBe(id('hotdog'))
  })

  it('that would never end is stopped, and says on which note', async () => {
    test.addNotes('Trap', [basic('trap', `${'a'.repeat(60)}!`)])
    await expect(run('deck:Trap "re:^(a+)+$"')).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ code: 'regex-too-slow', message: expect.stringContaining('aaa') }] },
    })
    await test.client.history.undo()
  })

  it('can be cancelled', async () => {
    const controller = new AbortController()
    controller.abort()
    const query = { text: 're:x', deckId: null, sort: 'created', descending: false } as const
    const events = await test.client.browse.search(query, { signal: controller.signal })
    await expect(events.next()).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})
