import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quietPulse } from '../../electron/jobs/protocol.ts'
import { importTextInto } from '../../electron/jobs/import-file.ts'
import { backUp } from '../../electron/store/backup.ts'
import { backupFolder, listBackups } from '../../electron/store/backup-names.ts'
import { restoreInto } from '../../electron/store/backup-restore.ts'
import { ONLY_VALUES } from '../../electron/store/check-rules.ts'
import { checkCollection } from '../../electron/store/check.ts'
import type { Collection } from '../../electron/store/collection.ts'
import { openCollection } from '../../electron/store/open.ts'
import { Tally, tell } from '../support/campaign.ts'
import { DAMAGE_NOW, DamageTarget, expectSame } from '../support/damaged.ts'
import { basics, deckText } from '../support/decks.ts'
import { temporaryFolder } from '../support/host.ts'
import { mutated, VARIANTS } from '../support/mutations.ts'

const KIND = 'a backup that is restored'
const BEFORE = 3

function fill(collection: Collection, deck: string, notes: number): void {
  const bytes = Buffer.from(deckText({ deck, notes: basics(notes) }))
  const done = importTextInto(collection, { name: 'deck.yaml', bytes }, false, quietPulse)
  expect(done.ok).toBe(true)
}

/** The notes of a backup, read as a collection of its own. */
function notesIn(file: string): number {
  const folder = temporaryFolder('look')
  fs.copyFileSync(file, path.join(folder, 'collection.db'))
  const opened = openCollection(folder, { now: () => DAMAGE_NOW, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  const notes = opened.value.notes.count()
  opened.value.close()
  fs.rmSync(folder, { recursive: true })
  return notes
}

describe('damaged backups', () => {
  let target: DamageTarget
  let whole: Buffer
  let file: string
  beforeAll(async () => {
    const other = new DamageTarget((collection) => fill(collection, 'Kept', 30))
    const made = await backUp(other.collection.db, other.dataDir, 'hand', DAMAGE_NOW)
    if (!made.ok) throw new Error(made.error.message)
    whole = fs.readFileSync(made.value.file)
    other.close()
    file = path.join(temporaryFolder('elsewhere'), 'backup.db')
    target = new DamageTarget((collection) => fill(collection, 'Present', BEFORE))
  })
  afterAll(() => target.close())

  it(
    `${KIND}: refused without a trace, or a collection that opens, with the present kept`,
    { timeout: 60_000 + VARIANTS * 400 },
    async () => {
      const tally = new Tally()
      let clean = target.state()
      for (let seed = 0; seed <= VARIANTS; seed += 1) {
        fs.writeFileSync(file, mutated(whole, seed))
        const where = `${KIND}, seed ${seed}`
        const done = await restoreInto(target.collection, file, DAMAGE_NOW)
        if (seed === 0) expect(done.ok).toBe(true)
        else tally.add('variants')
        if (!done.ok) {
          tally.add('refused')
          expect(done.error.message, where).not.toBe('')
          expectSame(target.state(), clean, where)
          continue
        }
        tally.add('restored')
        await expectUsable(target, where)
        const kept = listBackups(target.dataDir)
        expect(
          kept.map((one) => one.reason),
          where,
        ).toEqual(['restore'])
        if (tally.of('restored') % 20 === 1) expect(notesIn(kept[0]?.file ?? ''), where).toBe(BEFORE)
        expect(fs.readdirSync(backupFolder(target.dataDir)), where).toHaveLength(1)
        target.renew()
        clean = target.state()
      }
      tell('damaged files', KIND, tally.counts)
      expect(tally.of('refused')).toBeGreaterThan(VARIANTS / 20)
    },
  )
})

/** What was restored can be worked with, and opened by the next start. */
async function expectUsable(target: DamageTarget, where: string): Promise<void> {
  const { collection, dataDir } = target
  const said = collection.db.prepare<[], string>('PRAGMA quick_check').pluck().all()
  // A value that breaks a rule of its column can be read and put right; a page cannot.
  expect(
    said.filter((line) => line !== 'ok' && !line.startsWith(ONLY_VALUES)),
    where,
  ).toEqual([])
  expect((await checkCollection(collection, quietPulse)).ok, where).toBe(true)
  const noted = collection.transact('New deck', (write) => write.decks.getOrCreate('After'))
  expect(noted.ok, where).toBe(true)
  collection.close()
  const opened = openCollection(dataDir, { now: () => DAMAGE_NOW, purpose: 'owner' })
  expect(opened.ok, where).toBe(true)
  if (opened.ok) opened.value.close()
}
