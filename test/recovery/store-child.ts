/**
 * A process for the recovery tests. `work DIR SEED` answers, takes back, imports and saves exam responses until it
 * is killed, and says on stdout what is done once it is acknowledged; `hold DIR` and `newer DIR` open and wait.
 */
import { writeSync } from 'node:fs'
import { createRng } from '../../electron/core/random.ts'
import { ok } from '../../electron/core/result.ts'
import type { Result } from '../../electron/core/result.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { MIGRATIONS } from '../../electron/store/migrations/index.ts'
import { openCollection } from '../../electron/store/open.ts'
import type { Acknowledged } from './store-support.ts'
import { NOTES_PER_IMPORT } from './store-support.ts'

const [mode, dataDir = '', seed = '1'] = process.argv.slice(2)
const DAY_MS = 86_400_000

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Synchronous, so that what the parent has read was acknowledged before the kill. */
function say(done: Acknowledged): void {
  writeSync(1, `${JSON.stringify(done)}\n`)
}

function importNotes(collection: Collection, name: string): void {
  must(
    collection.transact(`Import ${name}`, (write) => {
      const deck = write.decks.getOrCreate('Imported')
      if (!deck.ok) return deck
      for (let index = 0; index < NOTES_PER_IMPORT; index += 1) {
        const content = JSON.stringify({ kind: 'basic', front: `${name} ${index}`, back: 'x' })
        const id = write.notes.insert({ guid: `${name}/${index}`, kind: 'basic', summary: name, content })
        write.cards.insertFor(id, deck.value, [0])
      }
      return ok(undefined)
    }),
  )
}

function startAttempt(collection: Collection): number {
  const running = collection.attempts.runningId()
  if (running !== null) return running
  const item = { note_id: 1, note_guid: 'q', domain: '1', objective: null, scored: 1, snapshot: '{}' }
  const items = Array.from({ length: 65 }, () => item)
  const attempt = { blueprint_id: 'b', blueprint: '{}', title: 'Exam', seed: 1, limit_ms: 5_400_000, items }
  return must(collection.transact(null, (write) => write.attempts.insert(attempt)))
}

function answerOne(collection: Collection, cardIds: readonly number[], draw: number): void {
  const card = collection.cards.get(cardIds[Math.floor(draw * cardIds.length)] ?? 0)
  if (card === undefined) throw new Error('no card to answer')
  const at = Date.now()
  const stability = 1 + draw * 100
  const { reviewId } = must(
    collection.answers.record({
      name: 'Answer Good',
      cardId: card.id,
      seenModifiedAt: card.modified_at,
      at,
      day: Math.floor(at / DAY_MS),
      hour: new Date(at).getUTCHours(),
      rating: 3,
      durationMs: 10,
      elapsedDays: 0,
      seed: 1,
      response: null,
      // prettier-ignore
      next: { state: 2, due: at + DAY_MS, stability, difficulty: 5, scheduled_days: 1, step: 0, reps: card.reps + 1,
        lapses: 0, last_review: at },
    }),
  )
  say({ did: 'answer', reviewId, cardId: card.id, stability })
}

function work(collection: Collection): never {
  const rng = createRng(Number(seed))
  if (collection.cards.total() === 0) importNotes(collection, 'first')
  const cardIds = firstCards(collection)
  const attemptId = startAttempt(collection)
  for (let step = 0; ; step += 1) {
    const draw = rng()
    if (draw < 0.6) answerOne(collection, cardIds, rng())
    else if (draw < 0.8) {
      const ordinal = Math.floor(rng() * 65)
      const answer = JSON.stringify({ seed, step })
      must(
        collection.transact(null, (write) =>
          write.attempts.saveResponse(attemptId, ordinal, { answer, struck: '[]', flagged: false }),
        ),
      )
      say({ did: 'respond', attemptId, ordinal, answer })
    } else if (draw < 0.9) {
      const name = `import-${seed}-${step}`
      importNotes(collection, name)
      say({ did: 'import', name })
    } else if (collection.history.undoName() === 'Answer Good') {
      must(collection.history.undo())
      say({ did: 'undo' })
    }
  }
}

function firstCards(collection: Collection): number[] {
  return Array.from({ length: NOTES_PER_IMPORT }, (_, index) => collection.notes.byGuid(`first/${index}`)).flatMap(
    (note) => (note === undefined ? [] : collection.cards.ofNote(note.id).map((card) => card.id)),
  )
}

const newer = {
  version: MIGRATIONS.length + 1,
  name: 'newer',
  sql: 'CREATE TABLE from_the_future (id INTEGER PRIMARY KEY)',
}
const migrations = mode === 'newer' ? [...MIGRATIONS, newer] : MIGRATIONS
const collection = must(openCollection(dataDir, { now: Date.now, purpose: 'owner', migrations }))
if (mode === 'work') work(collection)
say({ did: 'open' })
setInterval(() => undefined, 60_000)
