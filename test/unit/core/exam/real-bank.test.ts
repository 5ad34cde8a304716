import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Blueprint } from '../../../../electron/contract/content/catalogue.ts'
import { assembleForm, type BankItem, type Form } from '../../../../electron/core/exam/assemble.ts'
import { allocate, domainCounts, objectivePlaces } from '../../../../electron/core/exam/blueprint.ts'
import { importFile } from '../../../../electron/importers/index.ts'
import { loadCatalogue } from '../../../../electron/services/catalogue.ts'
import { REAL_DECKS } from '../../../support/app.ts'

let blueprint: Blueprint
let bank: BankItem[]
let forms: Form[]

function readBank(): BankItem[] {
  const folder = path.join(REAL_DECKS, 'aif-c01', 'questions')
  return fs.readdirSync(folder).flatMap((name) => {
    const read = importFile({ name, bytes: fs.readFileSync(path.join(folder, name)) })
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    return read.value.notes.map(({ guid, objective, content }): BankItem => {
      const difficulty = 'difficulty' in content ? content.difficulty : undefined
      return { guid, kind: content.kind as BankItem['kind'], objective, difficulty }
    })
  })
}

beforeAll(() => {
  const found = loadCatalogue(REAL_DECKS).blueprint('aif-c01')
  if (!found) throw new Error('the blueprint cannot be read')
  blueprint = found
  bank = readBank()
  const seen = new Set<string>()
  forms = Array.from({ length: 10 }, (_, seed) => {
    const form = assembleForm({ blueprint, bank, seen, seed })
    if (!form.ok) throw new Error(JSON.stringify(form.error))
    for (const { guid } of form.value.items) seen.add(guid)
    return form.value
  })
})

const countOf = <T>(items: readonly T[], fits: (item: T) => boolean) => items.filter(fits).length

describe('the built-in bank', () => {
  it('fills ten forms with no question twice', () => {
    const guids = forms.flatMap(({ items }) => items.map(({ guid }) => guid))
    expect(guids).toHaveLength(650)
    expect(new Set(guids).size).toBe(650)
  })

  it('gives each form the domains’ counts, scored and in all', () => {
    for (const { items } of forms) {
      for (const { id, total, scored } of domainCounts(blueprint)) {
        expect(countOf(items, ({ domain }) => domain === id)).toBe(total)
        expect(countOf(items, (item) => item.domain === id && item.scored)).toBe(scored)
      }
    }
  })

  it('spreads each form over all tasks and at least four objectives in five', () => {
    const places = objectivePlaces(blueprint)
    const tasks = new Set([...places.values()].map(({ task }) => task))
    for (const { items } of forms) {
      expect(new Set(items.map(({ objective }) => places.get(objective ?? '')?.task)).size).toBe(tasks.size)
      expect(new Set(items.map(({ objective }) => objective)).size).toBeGreaterThan(places.size * 0.8)
    }
  })

  it('gives each form every kind, near its share: ordering and matching are no rarities', () => {
    const kinds = Object.entries(blueprint.kinds)
    const wanted = allocate(
      kinds.map(([, share]) => share),
      65,
    )
    for (const { items } of forms) {
      for (const [at, [kind]] of kinds.entries()) {
        const found = countOf(items, (item) => item.kind === kind)
        expect(Math.abs(found - (wanted[at] ?? 0)), `${kind}: ${found}`).toBeLessThanOrEqual(3)
        expect(found).toBeGreaterThanOrEqual(2)
      }
    }
  })
})
