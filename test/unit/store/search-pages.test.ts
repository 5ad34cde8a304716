import { beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROWSE_SORTS, BrowseMode } from '../../../electron/contract/procedures/browse.ts'
import { parseSearch } from '../../../electron/core/search/parse.ts'
import type { Collection } from '../../../electron/store/collection.ts'
import { openCollection } from '../../../electron/store/open.ts'
import type { SearchEnv } from '../../../electron/store/search/env.ts'
import { FIXTURE_NOW, makeCollection } from '../../fixtures/collection.ts'
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

/** Searches that are read in each way there is: in the order of rows, twice, kept; with few, many and no results. */
const SEARCHES = [
  '-is:suspended',
  'is:new',
  'is:review prop:lapses>100',
  'deck:Subject*',
  'deck:"Subject 3"',
  'tag:ma*',
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
