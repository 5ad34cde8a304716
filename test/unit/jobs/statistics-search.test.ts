import { beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countChosen } from '../../../electron/jobs/statistics.ts'
import type { JobPulse } from '../../../electron/jobs/protocol.ts'
import type { Collection } from '../../../electron/store/collection.ts'
import { openCollection } from '../../../electron/store/open.ts'
import { FIXTURE_DAY, FIXTURE_NOW, makeCollection } from '../../fixtures/collection.ts'

let collection: Collection

beforeAll(() => {
  const dataDir = mkdtempSync(join(tmpdir(), 'epoch-counted-'))
  makeCollection(dataDir, { cards: 600, reviewsPerCard: 2, seed: 9 })
  const opened = openCollection(dataDir, { now: () => FIXTURE_NOW, purpose: 'owner' })
  if (!opened.ok) throw new Error(opened.error.message)
  collection = opened.value
  return () => {
    collection.close()
    rmSync(dataDir, { recursive: true })
  }
})

const setting = { now: FIXTURE_NOW, zone: 'UTC', rolloverHour: 4, domains: [], services: [] }
const reading = { today: FIXTURE_DAY, zone: 'UTC', rolloverHour: 4, decays: new Map<number, number>(), decay: 0.1542 }

/** Counts what a search finds; the job is cancelled once it has told of its progress so many times. */
function count(text: string, patience = Number.POSITIVE_INFINITY) {
  const told: string[] = []
  const pulse: JobPulse = {
    cancelled: () => told.length >= patience,
    progress: (stage, done, total) => void told.push(`${stage} ${done}/${total}`),
  }
  return { counted: countChosen(collection, { text, deckIds: null, setting }, reading, pulse), told }
}

describe('statistics of a regular expression', () => {
  it('look for it first, telling how far they are', () => {
    const { counted, told } = count('re:^[a-z]')
    expect(counted.ok && counted.value.cards.cards).toBe(600)
    expect(told.slice(0, 4)).toEqual([
      'Finding cards 0/100',
      'Searching 0/600',
      'Searching 200/600',
      'Searching 400/600',
    ])
  })

  it('stop in the middle of it', () => {
    const { counted, told } = count('re:^[a-z]', 2)
    expect(counted).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(told).toHaveLength(2)
  })

  it('say where a search with one goes wrong', () => {
    const { counted } = count('nofield:re:x')
    expect(counted).toMatchObject({ error: { code: 'refused', issues: [{ code: 'unknown-field' }] } })
  })
})
