import { beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROWSE_SORTS, BrowseMode } from '../../../electron/contract/procedures/browse.ts'
import { parseSearch } from '../../../electron/core/search/parse.ts'
import type { Collection } from '../../../electron/store/collection.ts'
import { openCollection } from '../../../electron/store/open.ts'
import type { SearchEnv } from '../../../electron/store/search/env.ts'
import { FIXTURE_DAY, FIXTURE_NOW, makeCollection } from '../../fixtures/collection.ts'
import { value } from './support.ts'

let collection: Collection
let env: SearchEnv

beforeAll(() => {
  const dataDir = mkdtempSync(join(tmpdir(), 'epoch-pages-'))
  makeCollection(dataDir, { cards: 300, reviewsPerCard: 3, seed: 5 })
  collection = value(openCollection(dataDir, { now: () => FIXTURE_NOW, purpose: 'owner' }))
  const setting = { now: FIXTURE_NOW, zone: 'UTC', rolloverHour: 4, domains: [], services: [] }
  env = collection.search.env(setting)
  return () => {
    collection.close()
    rmSync(dataDir, { recursive: true })
  }
})

/**
 * Searches that are read in each way there is: in the order of rows, twice, kept, notes first; with few, many and no
 * results.
 */
const SEARCHES = [
  '',
  '-is:suspended',
  'is:new',
  'is:review prop:lapses>100',
  'deck:Subject*',
  'deck:"Subject 3"',
  '-deck:Subject*',
  'deck:Subject* is:due',
  'deck:Subject* or is:new',
  'tag:ma*',
  'tag:none',
  'front:ba*',
  'extra:*ba*',
  'has:media',
  'kind:question',
  'prop:r<0.9',
  'prop:r<0.1',
  'front:*ba*',
  'extra:',
  'ba',
  'ba -is:new',
  'rated:1',
  'rated:30',
  'introduced:9',
  'cid:7',
]

describe('the first page of a search and its number are those of all that it finds', () => {
  it.each(SEARCHES)('%s', (text) => {
    const where = value(collection.search.condition({ node: value(parseSearch(text)), deckIds: null }, env))
    for (const mode of BrowseMode.options) {
      for (const sort of BROWSE_SORTS) {
        for (const descending of [false, true]) {
          const order = { sort, descending }
          const all = collection.search.ids(where, mode, order, env)
          for (const limit of [4, 400]) {
            const first = collection.search.first(where, mode, order, limit, env)
            expect(first, `${mode} by ${sort}`).toEqual({ ids: all.slice(0, limit), total: all.length })
          }
        }
      }
    }
  })
})

describe('cards by their answers are those of which the log says so', () => {
  interface Logged {
    readonly card_id: number
    readonly day: number
    readonly rating: number
    readonly state_before: number
    readonly undone_at: number | null
  }

  function expected(keep: (review: Logged) => boolean): number[] {
    const log = collection.db
      .prepare<[], Logged>('SELECT card_id, day, rating, state_before, undone_at FROM review')
      .all()
    const live = log.filter((review) => review.undone_at === null && review.rating > 0)
    return [...new Set(live.filter(keep).map((review) => review.card_id))].sort((a, b) => a - b)
  }

  function found(text: string): number[] {
    const where = value(collection.search.condition({ node: value(parseSearch(text)), deckIds: null }, env))
    return collection.search.ids(where, 'cards', { sort: 'created', descending: false }, env)
  }

  beforeAll(() => {
    // Answers taken back, and cards that forgot when they were last answered, here and there.
    collection.db.exec(`
      UPDATE review SET undone_at = reviewed_at + 1 WHERE id % 5 = 0;
      UPDATE review SET rating = 0, kind = 4 WHERE id % 7 = 0;
      UPDATE card SET last_review = NULL WHERE id % 11 = 0;`)
  })

  it.each([1, 2, 3, 8, 30, 400])('of %d days', (days) => {
    const within = (review: Logged) => review.day > FIXTURE_DAY - days
    expect(found(`rated:${days}`)).toEqual(expected(within))
    expect(found(`rated:${days}:1`)).toEqual(expected((review) => within(review) && review.rating === 1))
    expect(found(`introduced:${days}`)).toEqual(expected((review) => within(review) && review.state_before === 0))
    expect(found(`-rated:${days}`)).toHaveLength(300 - found(`rated:${days}`).length)
  })
})
