/**
 * A process for the recovery tests of backups: `backup DIR`, `restore DIR NAME`, `migrate DIR`, `recover DIR NAME` and
 * `answers DIR COUNT`. It says on stdout what is done once it is acknowledged.
 */
import { writeSync } from 'node:fs'
import { recover } from '../../electron/jobs/backup/recover.ts'
import { quietPulse } from '../../electron/jobs/protocol.ts'
import type { Result } from '../../electron/core/result.ts'
import { backUp } from '../../electron/store/backup.ts'
import { findBackup } from '../../electron/store/backup-names.ts'
import { restoreInto } from '../../electron/store/backup-restore.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { openCollection } from '../../electron/store/open.ts'

const [mode, dataDir = '', argument = ''] = process.argv.slice(2)

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Synchronous, so that what the parent has read was acknowledged before the kill. */
const say = (did: string, what: string): void => void writeSync(1, `${JSON.stringify({ did, what })}\n`)

const open = (): Collection => must(openCollection(dataDir, { now: Date.now, purpose: 'owner' }))

function addDeck(collection: Collection): void {
  const name = `Deck ${process.hrtime.bigint()}`
  must(collection.transact('New deck', (write) => write.decks.getOrCreate(name)))
  say('write', name)
}

async function keepBackingUp(collection: Collection): Promise<never> {
  for (;;) {
    addDeck(collection)
    say('backup', must(await backUp(collection.db, dataDir, 'hand', Date.now())).name)
  }
}

async function keepRestoring(collection: Collection): Promise<never> {
  const worker = must(openCollection(dataDir, { now: Date.now, purpose: 'worker' }))
  const file = findBackup(dataDir, argument)?.file ?? ''
  for (;;) {
    addDeck(collection)
    say('restore', must(await restoreInto(worker, file, Date.now())).before.name)
  }
}

function answer(collection: Collection, count: number): void {
  const [card] = collection.cards.ofNote(1)
  if (card === undefined) throw new Error('no card to answer')
  for (let index = 0; index < count; index += 1) {
    const now = Date.now()
    const row = collection.cards.get(card.id)
    must(
      collection.answers.record({
        name: 'Answer Good',
        cardId: card.id,
        seenModifiedAt: row?.modified_at ?? 0,
        at: now,
        day: Math.floor(now / 86_400_000),
        hour: new Date(now).getUTCHours(),
        rating: 3,
        durationMs: 10,
        elapsedDays: 0,
        seed: 1,
        response: null,
        // prettier-ignore
        next: { state: 2, due: now + 86_400_000, stability: 1, difficulty: 5, scheduled_days: 1, step: 0, reps: index + 1,
          lapses: 0, last_review: now },
      }),
    )
    say('answer', String(index))
  }
}

say('start', '')
switch (mode) {
  case 'backup':
    await keepBackingUp(open())
    break
  case 'restore':
    await keepRestoring(open())
    break
  case 'migrate':
    open()
    break
  case 'recover':
    must(await recover(dataDir, { from: 'backup', name: argument }, { at: Date.now(), zone: 'UTC' }, quietPulse))
    break
  case 'answers':
    answer(open(), Number(argument))
    break
}
say('done', '')
setInterval(() => undefined, mode === 'answers' ? 1 : 60_000)
if (mode === 'answers') process.exit(0)
