import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExamKind } from '../../../../electron/contract/content/note-content.ts'
import { EXAM_KINDS } from '../../../../electron/contract/content/note-content.ts'
import { assembleForm } from '../../../../electron/core/exam/assemble.ts'
import type { BankItem, Form } from '../../../../electron/core/exam/assemble.ts'
import { surveyBank } from '../../../../electron/core/exam/bank.ts'
import { domainCounts, objectivePlaces } from '../../../../electron/core/exam/blueprint.ts'
import { createRng, hashSeed, pick, shuffle } from '../../../../electron/core/random.ts'
import { BLUEPRINT } from './sample-blueprint.ts'

const PER_FORM = domainCounts(BLUEPRINT)
const OBJECTIVES = [...objectivePlaces(BLUEPRINT).keys()]

/** A bank with `forms` times what a form needs of each domain; kinds and difficulties at random. */
function bankFor(forms: number, seed = 1): BankItem[] {
  const rng = createRng(hashSeed('bank', seed))
  const kinds: ExamKind[] = [
    ...Array<ExamKind>(10).fill('multiple-choice'),
    'multiple-response',
    'multiple-response',
    'ordering',
    'matching',
  ]
  return PER_FORM.flatMap(({ id, total }) =>
    Array.from({ length: total * forms }, (_, i): BankItem => {
      const objectives = OBJECTIVES.filter((objective) => objective.startsWith(`${id}.`))
      return {
        guid: `q-${id}-${i}`,
        kind: pick(kinds, rng) ?? 'multiple-choice',
        objective: objectives[i % objectives.length] ?? null,
        difficulty: 1 + (i % 3),
      }
    }),
  )
}

function form(bank: readonly BankItem[], seed: number, seen: Iterable<string> = []): Form {
  const result = assembleForm({ blueprint: BLUEPRINT, bank, seen: new Set(seen), seed })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

describe('a form', () => {
  const bank = bankFor(4)

  it('has the counts of the blueprint, scored and in all, and no question twice, for any seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { items } = form(bank, seed)
        expect(items).toHaveLength(65)
        expect(new Set(items.map(({ guid }) => guid)).size).toBe(65)
        expect(countBy(items, ({ domain }) => domain)).toEqual({ 1: 13, 2: 16, 3: 18, 4: 9, 5: 9 })
        const scored = items.filter((item) => item.scored)
        expect(countBy(scored, ({ domain }) => domain)).toEqual({ 1: 10, 2: 12, 3: 14, 4: 7, 5: 7 })
      }),
      { numRuns: 30 },
    )
  })

  it('is the same for the same seed, whatever the order of the bank, and another for another seed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, order) => {
        expect(form(shuffle(bank, createRng(order)), seed)).toEqual(form(bank, seed))
      }),
      { numRuns: 20 },
    )
    expect(form(bank, 1).items).not.toEqual(form(bank, 2).items)
  })

  it('covers every objective of a domain before it repeats one', () => {
    const { items } = form(bank, 3)
    for (const { id, total } of PER_FORM) {
      const counts = Object.values(
        countBy(
          items.filter(({ domain }) => domain === id),
          ({ objective }) => objective ?? '',
        ),
      )
      expect(counts).toHaveLength(Math.min(9, total))
      expect(Math.max(...counts)).toBe(Math.ceil(total / 9))
    }
  })

  it('has kinds near the blueprint and difficulties near the bank', () => {
    for (let seed = 0; seed < 10; seed++) {
      const { items } = form(bank, seed)
      const kinds = countBy(items, ({ kind }) => kind)
      const wanted: Record<string, number> = {
        'multiple-choice': 45.5,
        'multiple-response': 10.4,
        ordering: 4.55,
        matching: 4.55,
      }
      for (const kind of EXAM_KINDS) expect(Math.abs((kinds[kind] ?? 0) - (wanted[kind] ?? 0))).toBeLessThanOrEqual(2)
      const byGuid = new Map(bank.map((item) => [item.guid, item]))
      const difficulties = countBy(items, ({ guid }) => String(byGuid.get(guid)?.difficulty))
      for (const count of Object.values(difficulties)) expect(Math.abs(count - 65 / 3)).toBeLessThanOrEqual(5)
    }
  })

  it('does not group domains or scored questions', () => {
    const { items } = form(bank, 5)
    const changes = items.filter((item, i) => i > 0 && item.domain !== items[i - 1]?.domain).length
    expect(changes).toBeGreaterThan(30)
    expect(items.slice(0, 20).some(({ scored }) => !scored)).toBe(true)
  })

  it('uses unseen questions first, and seen ones only where they do not suffice', () => {
    const small = bankFor(2)
    const seen = form(small, 1).items.map(({ guid }) => guid)
    const second = form(small, 2, seen)
    expect(second.items.some(({ guid }) => seen.includes(guid))).toBe(false)
    const third = form(small, 3, [...seen, ...second.items.slice(0, 60).map(({ guid }) => guid)])
    const left = second.items.slice(60).map(({ guid }) => guid)
    for (const guid of left) expect(third.items.map((item) => item.guid)).toContain(guid)
  })

  it('can be drawn ten times without a repeat from a bank that has exactly enough', () => {
    const exact = bankFor(10, 3)
    const seen = new Set<string>()
    for (let seed = 0; seed < 10; seed++) {
      for (const { guid } of form(exact, seed, seen).items) {
        expect(seen.has(guid)).toBe(false)
        seen.add(guid)
      }
    }
    expect(seen.size).toBe(650)
  })

  it('takes a question without an objective by its domain, and leaves out one of no domain', () => {
    const odd: BankItem[] = [
      ...bankFor(1).filter(({ guid }) => guid !== 'q-5-0'),
      { guid: 'by-domain', kind: 'matching', domain: '5', objective: null },
      { guid: 'nowhere', kind: 'matching', objective: '9.9.9' },
    ]
    const guids = form(odd, 1).items.map(({ guid }) => guid)
    expect(guids).toContain('by-domain')
    expect(guids).not.toContain('nowhere')
  })

  it('names every domain that is short', () => {
    const short = bankFor(1).filter(({ guid }) => guid !== 'q-2-0' && !guid.startsWith('q-4-'))
    const result = assembleForm({ blueprint: BLUEPRINT, bank: short, seen: new Set(), seed: 1 })
    expect(result).toEqual({
      ok: false,
      error: [
        { domain: '2', needed: 16, available: 15 },
        { domain: '4', needed: 9, available: 0 },
      ],
    })
  })
})

describe('a bank', () => {
  it('is counted by domain, and says how many forms it still fills', () => {
    const bank = bankFor(3)
    const seen = new Set(form(bank, 1).items.map(({ guid }) => guid))
    const fresh = surveyBank(BLUEPRINT, bank, new Set())
    expect(fresh.freshForms).toBe(3)
    expect(fresh.domains[1]).toEqual({ id: '2', title: 'Domain 2', weight: 24, perForm: 16, bank: 48, unseen: 48 })
    expect(surveyBank(BLUEPRINT, bank, seen)).toMatchObject({
      freshForms: 2,
      domains: [{ bank: 39, unseen: 26 }, {}, {}, {}, {}],
    })
    expect(surveyBank(BLUEPRINT, [], seen).freshForms).toBe(0)
  })
})
