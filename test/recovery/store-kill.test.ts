import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCollection } from '../../electron/store/check.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { openCollection } from '../../electron/store/open.ts'
import { rounds, Tally, tell } from '../support/campaign.ts'
import { NOTES_PER_IMPORT, startChild } from './store-support.ts'
import type { Acknowledged } from './store-support.ts'

const KILLS = rounds(8, 100)
const LONGEST_MS = 150

let dataDir: string

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'epoch-kill-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function reopen(): Collection {
  const opened = openCollection(dataDir, { now: Date.now, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

/** What the reviews and responses must be, replayed from what was acknowledged. */
function replay(said: readonly Acknowledged[]) {
  const answers: Extract<Acknowledged, { did: 'answer' }>[] = []
  const undone: number[] = []
  const responses = new Map<number, string>()
  for (const done of said) {
    if (done.did === 'answer') answers.push(done)
    // The newest answer is taken back; its review stays, marked.
    else if (done.did === 'undo') undone.push(answers.pop()?.reviewId ?? 0)
    else if (done.did === 'respond') responses.set(done.ordinal, done.answer)
  }
  return { answers, undone, responses }
}

function expectKept(collection: Collection, said: readonly Acknowledged[]): void {
  const { answers, undone, responses } = replay(said)
  // The last thing done may have been saved and not yet said: it is the only one that may differ.
  const last = answers.at(-1)?.reviewId
  for (const answer of answers) {
    const review = collection.reviews.get(answer.reviewId)
    expect(review).toMatchObject({ card_id: answer.cardId })
    if (answer.reviewId !== last) expect(review?.undone_at).toBeNull()
  }
  for (const reviewId of undone.filter((id) => id > 0)) {
    expect(collection.reviews.get(reviewId)?.undone_at).toEqual(expect.any(Number))
  }
  const attemptId = collection.attempts.runningId() ?? 0
  const differing = [...responses].filter(
    ([ordinal, answer]) => collection.attempts.item(attemptId, ordinal)?.answer !== answer,
  )
  expect(differing.length).toBeLessThanOrEqual(1)
  for (const done of said) if (done.did === 'import') expect(collection.notes.byGuid(`${done.name}/0`)).toBeDefined()
}

/** The schedule that the last answers gave is on the cards. */
function expectSchedules(collection: Collection, said: readonly Acknowledged[]): void {
  const { answers } = replay(said)
  const schedules = new Map(answers.map((answer) => [answer.cardId, answer.stability]))
  const differing = [...schedules].filter(([id, stability]) => collection.cards.get(id)?.stability !== stability)
  expect(differing.length).toBeLessThanOrEqual(1)
}

describe(`a process that is killed ${KILLS} times at random`, () => {
  it('loses nothing that it acknowledged, and harms nothing', { timeout: KILLS * 20_000 }, async () => {
    const done = new Tally()
    for (let round = 1; round <= KILLS; round += 1) {
      const child = startChild('work', dataDir, round)
      await child.until(3)
      await setTimeout(Math.random() * LONGEST_MS)
      await child.kill()
      done.add('kills')
      for (const said of child.said) done.add(said.did)
      const collection = reopen()
      expect(collection.uncleanStop).toBe(true)
      expectKept(collection, child.said)
      expectSchedules(collection, child.said)
      expect(collection.notes.count() % NOTES_PER_IMPORT).toBe(0)
      const check = await checkCollection(collection, { cancelled: () => false, progress: () => undefined })
      expect(check).toEqual({ ok: true, value: [] })
      collection.close()
    }
    tell('kills', 'answers, undo, imports and exam responses, mixed', done.counts)
  })
})
