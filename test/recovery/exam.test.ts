import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Answer } from '../../electron/contract/shapes.ts'
import { createRng, type Rng } from '../../electron/core/random.ts'
import { bankFolder } from '../support/bank.ts'
import type { HttpClient } from '../support/http.ts'
import { KILLS, KILLS_TIMEOUT, withHost, workUntilKilled } from '../support/kills.ts'
import { questionAt, rightAnswer, wrongAnswer, type Sitting } from '../support/sitting.ts'

interface Saved {
  readonly answer: z.infer<typeof Answer> | null
  readonly flagged: boolean
  readonly guessed: boolean
  readonly struck: number[]
  readonly highlights: [number, number][]
}

/** One thing that a person does. */
type Deed =
  | { readonly does: 'respond'; readonly ordinal: number; readonly saved: Saved }
  | { readonly does: 'move'; readonly ordinal: number }
  | { readonly does: 'write'; readonly text: string }

interface State {
  readonly position: number
  readonly scratch: string
  readonly responses: readonly Saved[]
}

/** What the person was told is saved, and the one call whose acknowledgement may still be on its way. */
class Believed {
  readonly responses = new Map<number, Saved>()
  position = 0
  scratch = ''
  remainingMs = 0
  pending: Deed | null = null
}

const EMPTY: Saved = { answer: null, flagged: false, guessed: false, struck: [], highlights: [] }

function draw(rng: Rng, sitting: Sitting, ordinal: number): Saved {
  const view = questionAt(sitting, ordinal)
  const answers = [null, rightAnswer(view), wrongAnswer(view)]
  return {
    answer: answers[Math.floor(rng() * 3)] ?? null,
    flagged: rng() < 0.5,
    guessed: rng() < 0.5,
    struck: rng() < 0.5 ? [] : [Math.floor(rng() * 3)],
    highlights: rng() < 0.5 ? [] : [[0, 1 + Math.floor(rng() * 8)]],
  }
}

function drawDeed(rng: Rng, sitting: Sitting): Deed {
  const ordinal = Math.floor(rng() * sitting.items.length)
  const chance = rng()
  if (chance < 0.25) return { does: 'move', ordinal }
  if (chance < 0.4) return { does: 'write', text: `note ${Math.floor(rng() * 1e6)}` }
  return { does: 'respond', ordinal, saved: draw(rng, sitting, ordinal) }
}

function call(client: HttpClient, attemptId: number, deed: Deed) {
  if (deed.does === 'move') return client.exam.pulse({ attemptId, position: deed.ordinal })
  if (deed.does === 'write') return client.exam.scratch({ attemptId, text: deed.text })
  return client.exam.respond({ attemptId, ordinal: deed.ordinal, ...deed.saved })
}

/** Opens the attempt, which must be as it was left, and sits it at random: answers, marks, notes, moves on. */
async function sit(client: HttpClient, begun: () => void, attemptId: number, believed: Believed, rng: Rng) {
  const sitting = await client.exam.sit({ attemptId })
  compare(sitting, believed)
  begun()
  for (;;) {
    const deed = drawDeed(rng, sitting)
    believed.pending = deed
    const pulse = await call(client, attemptId, deed)
    believed.remainingMs = pulse.remainingMs
    if (deed.does === 'write') believed.scratch = deed.text
    else believed.position = deed.ordinal
    if (deed.does === 'respond') believed.responses.set(deed.ordinal, deed.saved)
    believed.pending = null
  }
}

/** Holds what is there against what was acknowledged, and goes on from what is there. */
function compare(sitting: Sitting, believed: Believed): void {
  const state = stateOf(sitting)
  expect(possible(believed, sitting.items.length)).toContainEqual(state)
  expect(sitting.remainingMs).toBeLessThanOrEqual(believed.remainingMs)
  expect(sitting.remainingMs).toBeGreaterThanOrEqual(believed.remainingMs - 5000)
  state.responses.forEach((saved, ordinal) => believed.responses.set(ordinal, saved))
  believed.position = state.position
  believed.scratch = state.scratch
  believed.remainingMs = sitting.remainingMs
  believed.pending = null
}

/** The attempt as it stands, without what changes by being looked at. */
function stateOf(sitting: Sitting): State {
  return {
    position: sitting.position,
    scratch: sitting.scratch,
    responses: sitting.items.map(({ response: { answer, flagged, guessed, struck, highlights } }) => {
      return { answer, flagged, guessed, struck, highlights }
    }),
  }
}

/** The states that the attempt may be in: with or without the call that was under way. */
function possible(believed: Believed, questions: number): State[] {
  const before = {
    position: believed.position,
    scratch: believed.scratch,
    responses: Array.from({ length: questions }, (_, ordinal) => believed.responses.get(ordinal) ?? EMPTY),
  }
  const { pending } = believed
  if (!pending) return [before]
  if (pending.does === 'write') return [before, { ...before, scratch: pending.text }]
  const { ordinal } = pending
  const responses = pending.does === 'respond' ? before.responses.with(ordinal, pending.saved) : before.responses
  return [before, { ...before, position: ordinal, responses }]
}

let dataDir: string
beforeAll(async () => {
  dataDir = await bankFolder()
})

describe('a host that is killed while an exam is sat', () => {
  it(
    `goes on at the very state, ${KILLS} kills in a row, and can be submitted`,
    { timeout: KILLS_TIMEOUT },
    async () => {
      const rng = createRng(5)
      const believed = new Believed()
      const { attemptId } = await withHost(dataDir, async (client) => {
        const started = await client.exam.start({ blueprintId: 'aif-c01', seed: 8, extraMinutes: 0 })
        const { items, remainingMs } = await client.exam.sit(started)
        expect(items).toHaveLength(65)
        believed.remainingMs = remainingMs
        return started
      })
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await workUntilKilled(dataDir, Math.floor(rng() * 600), (client, begun) =>
          sit(client, begun, attemptId, believed, rng),
        )
      }
      await withHost(dataDir, async (client) => {
        expect((await client.app.today()).runningAttempt).toMatchObject({ attemptId })
        compare(await client.exam.sit({ attemptId }), believed)
        const summary = await client.exam.submit({ attemptId })
        const answered = [...believed.responses.values()].filter((saved) => saved.answer !== null).length
        expect(summary).toMatchObject({ state: 'submitted', answered, timedOut: false })
        const report = await client.exam.report({ attemptId })
        expect(report.interruptions.length).toBeGreaterThanOrEqual(KILLS)
        for (const { ordinal, response } of report.items) {
          expect(response).toMatchObject(believed.responses.get(ordinal) ?? EMPTY)
        }
      })
    },
  )
})
