import path from 'node:path'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { makeApp, type TestApp } from '../../../support/app.ts'
import { ROOT } from '../../../support/host.ts'
import { brought, contents, exported } from './support.ts'

const NOW = Date.UTC(2026, 10, 20, 12)

describe('the built-in decks, exported and brought into an empty collection', () => {
  let built: TestApp
  beforeAll(async () => {
    built = await makeApp({ now: NOW, decks: path.join(ROOT, 'decks') })
  }, 60_000)
  afterAll(() => built.close())

  for (const format of ['deck-yaml', 'deck-json', 'apkg', 'apkg-older', 'colpkg', 'colpkg-older'] as const) {
    it(`are the same as ${format}`, async () => {
      const { file, report } = await exported(built, format)
      const empty = await makeApp({ now: NOW })
      const there = await brought(empty, file)
      expect(there.notes.added).toBe(report.counts.notes)
      expect(contents(empty, false)).toEqual(contents(built, false))
      expect(empty.app.context.collection.noteTypes.all()).toEqual([])
      await empty.close()
    }, 60_000)
  }
})
