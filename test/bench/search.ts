import { createRouterClient, type RouterClient } from '@orpc/server'
import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { BROWSE_SORTS, type BrowseSort } from '../../electron/contract/procedures/browse.ts'
import type { Router } from '../../electron/services/router.ts'
import { FIXTURE_DAY, FIXTURE_NOW } from '../fixtures/collection.ts'
import { generated, openApp } from './context.ts'
import { median, quantile, timedAsync, type Figure } from './figure.ts'

const CARDS = 100_000
const ROUNDS = 3

/** What people look for, with sorts; `WORD` stands for a word that is in the collection. */
const MIX: readonly (readonly [text: string, sort: BrowseSort])[] = [
  ['', 'created'],
  ['', 'due'],
  ['', 'recall'],
  ['', 'text'],
  ['WORD', 'created'],
  ['WORD', 'due'],
  ['WORD -is:suspended', 'created'],
  ['"WORD"', 'created'],
  ['w:WORD', 'created'],
  ['WORD is:review', 'lapses'],
  ['deck:"Subject 3"', 'created'],
  ['deck:"Subject 3" is:due', 'due'],
  ['deck:Subject*', 'text'],
  ['deck:current', 'created'],
  ['tag:made deck:"Subject 2"', 'created'],
  ['tag:none', 'created'],
  ['tag:ma*', 'created'],
  ['is:due', 'due'],
  ['is:new', 'position'],
  ['is:learn', 'created'],
  ['is:suspended', 'created'],
  ['is:review -is:due', 'recall'],
  ['flag:1', 'created'],
  ['prop:lapses>3', 'lapses'],
  ['prop:ivl>=30', 'interval'],
  ['prop:due=1', 'due'],
  ['prop:due<0', 'due'],
  ['prop:r<0.8', 'recall'],
  ['prop:s<10', 'stability'],
  ['prop:d>0.8', 'difficulty'],
  ['rated:1', 'created'],
  ['rated:2:1', 'created'],
  ['added:7', 'added'],
  ['kind:cloze', 'created'],
  ['front:*WORD*', 'created'],
  ['missed:', 'created'],
  ['objective:1.1', 'objective'],
  ['domain:1', 'created'],
  ['nid:5,6,7', 'created'],
  ['(is:new or is:due) deck:"Subject 1"', 'created'],
  ['deck:"Subject 1*"', 'text'],
  ['tag:ma* -is:new', 'added'],
  ['rated:30', 'created'],
  ['rated:30 WORD', 'due'],
  ['introduced:30', 'created'],
  ['introduced:7', 'stability'],
  ['extra:', 'created'],
  ['extra:*WORD*', 'created'],
  ['has:media', 'created'],
  ['prop:r<0.9', 'recall'],
  ['prop:r<0.9', 'created'],
  ...BROWSE_SORTS.flatMap((sort): [string, BrowseSort][] => [
    ['', sort],
    ['is:review', sort],
  ]),
]

/** Bare statements for some of the mix: ids of the first hundred and how many there are, nothing parsed or joined. */
const BARE: readonly (readonly [text: string, where: string])[] = [
  ['is:suspended', 'suspended = 1'],
  ['prop:lapses>3', 'lapses > 3'],
  ['prop:s<10', 'stability < 10'],
  [
    'is:due',
    `suspended = 0 AND held = 0 AND state <> 0 AND due < ${FIXTURE_NOW + 43_200_000} AND buried_until <= ${FIXTURE_DAY}`,
  ],
]

function bareSearch(db: Database.Database, where: string): () => number {
  const first = db.prepare(`SELECT id FROM card WHERE ${where} ORDER BY id LIMIT 100`).pluck()
  const count = db.prepare<[], number>(`SELECT count(*) FROM card WHERE ${where}`).pluck()
  return () => {
    first.all()
    return count.get() ?? 0
  }
}

/**
 * Searches through the router over 100,000 cards with 500,000 reviews: what the window waits for, validation
 * included. Each search is asked as if for the first time; regular expressions are measured apart, in the worker.
 */
export async function searchFigures(): Promise<Figure[]> {
  const folder = generated({ cards: CARDS, reviewsPerCard: 5, seed: 11 })
  const app = await openApp(folder)
  const client = createRouterClient(app.router, { context: {} })
  const db = new Database(path.join(folder, 'collection.db'), { readonly: true })
  db.pragma('cache_size = -65536')
  try {
    const word = db.prepare<[], string>('SELECT summary FROM note WHERE id = 777').pluck().get()?.split(' ')[2] ?? 'ba'
    const base = { deckId: null, descending: false, offset: 0, limit: 100 } as const
    const times: number[] = []
    const slowest: [number, string] = [0, '']
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [text, sort] of MIX) {
        // Blanks at the end make it another text, so that nothing held is used again.
        const asked = text.replace('WORD', word) + ' '.repeat(round)
        const took = await timedAsync(() => client.browse.cards({ ...base, text: asked, sort }))
        if (round > 0) times.push(took)
        if (round > 0 && took > slowest[0]) slowest.splice(0, 2, took, `${text} by ${sort}`)
      }
    }
    const ratios: number[] = []
    for (const [text, where] of BARE) {
      const bare = bareSearch(db, where)
      bare()
      for (let round = 0; round < 7; round++) {
        const asked = { ...base, text: text + ' '.repeat(10 + round), sort: 'created' as const }
        const ours = await timedAsync(() => client.browse.cards(asked))
        const theirs = await timedAsync(async () => bare())
        ratios.push(ours / theirs)
      }
    }
    const regex = await regexFigures(client)
    const note = `${MIX.length} searches, ${ROUNDS} times; median ${median(times).toFixed(1)} ms; slowest ${slowest[0].toFixed(0)} ms: ${slowest[1]}`
    return [
      { name: 'search over 100k cards, 95th percentile', value: quantile(times, 0.95), unit: 'ms', limit: 50, note },
      {
        name: 'search ÷ bare SQL',
        value: median(ratios),
        unit: 'ratio',
        limit: 4,
        note: 'page with its rows ÷ ids and count alone',
      },
      ...regex,
    ]
  } finally {
    db.close()
    await app.close()
    fs.rmSync(folder, { recursive: true })
  }
}

type Client = RouterClient<Router, Record<never, never>>

async function regexFigures(client: Client): Promise<Figure[]> {
  const query = { text: 're:^(ba|ce)[a-z]+ .*gu', deckId: null, sort: 'created', descending: false } as const
  const all = await timedAsync(async () => {
    const steps = await client.browse.search(query)
    while (!(await steps.next()).done);
  })
  const controller = new AbortController()
  const steps = await client.browse.search({ ...query, text: `${query.text} x` }, { signal: controller.signal })
  await steps.next()
  const stopped = await timedAsync(async () => {
    controller.abort()
    await steps.next().then(
      () => undefined,
      () => undefined,
    )
  })
  return [
    { name: 're: over 100k notes', value: all, unit: 'ms', limit: 10_000, note: 'in the worker, its start included' },
    { name: 're: stops after cancel', value: stopped, unit: 'ms', limit: 500, note: '' },
  ]
}
