import fs from 'node:fs'
import path from 'node:path'
import { backUp, syncFile } from '../../electron/store/backup.ts'
import { openCollection } from '../../electron/store/open.ts'
import { makeCollection } from '../fixtures/collection.ts'
import { temporaryFolder } from '../support/host.ts'
import { median, timed, timedAsync, type Figure } from './figure.ts'

const SIZE = { cards: 50_000, reviewsPerCard: 4, seed: 1 }
const ROUNDS = 5

/** A backup of 50,000 cards and 180,000 reviews, checked and synced, beside copying and syncing the same file. */
export async function backupFigures(): Promise<Figure[]> {
  const dataDir = temporaryFolder('bench-backup')
  makeCollection(dataDir, SIZE)
  const file = path.join(dataDir, 'collection.db')
  const opened = openCollection(dataDir, { now: Date.now, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  const copies: number[] = []
  const backups: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    copies.push(
      timed(() => {
        fs.copyFileSync(file, `${file}.copy`)
        syncFile(`${file}.copy`)
      }),
    )
    fs.rmSync(`${file}.copy`)
    backups.push(
      await timedAsync(async () => {
        const made = await backUp(opened.value.db, dataDir, 'hand', Date.now())
        if (!made.ok) throw new Error(made.error.message)
      }),
    )
  }
  opened.value.close()
  fs.rmSync(dataDir, { recursive: true })
  const [copy, backup] = [median(copies), median(backups)]
  return [
    {
      name: 'backup of 50,000 cards, beyond the file copy',
      value: backup - copy,
      unit: 'ms',
      limit: 300,
      note: `${backup.toFixed(0)} ms with the check of every page, ${copy.toFixed(0)} ms to copy and sync the file`,
    },
  ]
}
