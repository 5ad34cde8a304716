import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXAM_KINDS } from '../../../../electron/contract/content/note-content.ts'
import { bankOf } from '../../../../electron/core/exam/bank.ts'
import {
  choosingQuiz,
  expectedShare,
  quizMatches,
  type QuestionRecord,
  type QuizItem,
  type QuizWish,
} from '../../../../electron/core/exam/quiz.ts'
import { createRng, shuffle } from '../../../../electron/core/random.ts'
import { runSteps } from '../../../../electron/core/steps.ts'
import { BLUEPRINT } from './sample-blueprint.ts'

const BANK = Array.from({ length: 120 }, (_, index): QuizItem => {
  const objective = `${1 + (index % 3)}.1.${1 + (index % 4)}`
  return {
    guid: `q${index}`,
    kind: EXAM_KINDS[index % 4] ?? 'matching',
    domain: objective.slice(0, 1),
    objective,
    difficulty: index % 5 === 0 ? undefined : 1 + (index % 3),
    services: index % 6 === 0 ? ['s3'] : [],
  }
})
const none = { records: new Map<string, QuestionRecord>(), seen: new Set<string>() }
const records = (...list: [string, number, number][]) =>
  new Map(list.map(([guid, asked, right]) => [guid, { asked, right }]))
type Options = Parameters<typeof choosingQuiz>[3]
const choose = (options: Options, past: Parameters<typeof quizMatches>[2] = none, bank = BANK) =>
  runSteps(choosingQuiz(bank, BANK, past, options)).map(({ guid }) => guid)

describe('a filter', () => {
  it('lets through what fits every list that has something in it', () => {
    const some = fc.subarray([1, 2, 3])
    const wishes = fc.record({
      domains: fc.subarray(['1', '2', '3']),
      objectives: fc.subarray(['1.1.1', '2.1.3', '3.1.2']),
      kinds: fc.subarray([...EXAM_KINDS]),
      services: fc.subarray(['s3']),
      difficulties: some,
      past: fc.constantFrom<QuizWish['past']>('any', 'missed', 'unseen'),
    })
    const past = { records: records(['q1', 2, 1], ['q2', 2, 2]), seen: new Set(['q1', 'q2', 'q3']) }
    fc.assert(
      fc.property(wishes, (wish) => {
        const found = new Set(quizMatches(BANK, wish, past))
        for (const item of BANK) {
          const fits =
            (wish.domains.length === 0 || wish.domains.includes(item.domain ?? '')) &&
            (wish.objectives.length === 0 || wish.objectives.includes(item.objective ?? '')) &&
            (wish.kinds.length === 0 || wish.kinds.includes(item.kind)) &&
            (wish.services.length === 0 || item.services.length > 0) &&
            (wish.difficulties.length === 0 || wish.difficulties.includes(item.difficulty ?? 2)) &&
            (wish.past === 'any' ||
              (wish.past === 'missed' ? item.guid === 'q1' : !['q1', 'q2', 'q3'].includes(item.guid)))
          expect(found.has(item)).toBe(fits)
        }
      }),
    )
  })
})

describe('a quiz', () => {
  it('has as many as wanted or as there are, none twice, for any seed', () => {
    const orders = fc.constantFrom<Options['order']>('mixed', 'weakest')
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 5, max: 30 }), orders, fc.nat(40), (seed, size, order, few) => {
        const guids = choose({ size, order, seed }, none, BANK.slice(0, few))
        expect(guids).toHaveLength(Math.min(size, few))
        expect(new Set(guids).size).toBe(guids.length)
      }),
      { numRuns: 40 },
    )
  })

  it('is the same for the same seed whatever the order of the bank, and another for another seed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, order) => {
        const mixed = { size: 10, order: 'mixed', seed } as const
        expect(choose(mixed, none, shuffle(BANK, createRng(order)))).toEqual(choose(mixed))
      }),
      { numRuns: 20 },
    )
    expect(choose({ size: 10, order: 'mixed', seed: 1 })).not.toEqual(choose({ size: 10, order: 'mixed', seed: 2 }))
  })

  it('well mixed asks what was not seen first, and no objective twice before each was asked', () => {
    const seen = new Set(BANK.slice(0, 110).map(({ guid }) => guid))
    const guids = choose({ size: 12, order: 'mixed', seed: 4 }, { ...none, seen })
    expect(guids.slice(0, 10).every((guid) => !seen.has(guid))).toBe(true)
    const spread = choose({ size: 12, order: 'mixed', seed: 4 })
    expect(new Set(spread.map((guid) => BANK[Number(guid.slice(1))]?.objective)).size).toBe(12)
  })

  it('weakest first begins with what was missed most, then with the objectives that go worst', () => {
    const past = { records: records(['q5', 3, 0], ['q6', 3, 0], ['q7', 4, 4]), seen: new Set(['q5', 'q6', 'q7']) }
    const guids = choose({ size: 30, order: 'weakest', seed: 9 }, past)
    expect(guids.slice(0, 2).sort()).toEqual(['q5', 'q6'])
    const weak = [BANK[5]?.objective, BANK[6]?.objective]
    const next = guids.slice(2, 10).map((guid) => BANK[Number(guid.slice(1))]?.objective)
    expect(next.every((objective) => weak.includes(objective))).toBe(true)
    expect(guids).not.toContain('q7')
  })
})

describe('the share to expect of a question', () => {
  it('is one half of nothing, and its own answers with two more at its objective’s share', () => {
    expect(expectedShare(undefined, { asked: 0, right: 0 })).toBe(0.5)
    expect(expectedShare({ asked: 2, right: 0 }, { asked: 2, right: 0 })).toBeCloseTo((0 + 2 * 0.25) / 4)
    expect(expectedShare({ asked: 4, right: 4 }, { asked: 4, right: 4 })).toBeCloseTo((4 + 2 * (5 / 6)) / 6)
  })
})

describe('the bank of an exam', () => {
  const other = { ...BLUEPRINT, id: 'other', deck: 'Nets' }
  const bank = [
    { guid: 'a', kind: 'matching' as const, objective: '1.1.1', deck: 'Cloud::Questions' },
    { guid: 'b', kind: 'matching' as const, objective: '1.1.1', deck: 'Nets' },
    { guid: 'c', kind: 'matching' as const, objective: '1.1.1', deck: 'Nets::More' },
    { guid: 'd', kind: 'matching' as const, objective: '1.1.1', deck: 'Networks' },
  ]
  const guids = (items: { guid: string }[]) => items.map(({ guid }) => guid)

  it('is its deck, or what no other exam’s deck holds, although both number their objectives alike', () => {
    expect(guids(bankOf(other, [BLUEPRINT, other], bank))).toEqual(['b', 'c'])
    expect(guids(bankOf(BLUEPRINT, [BLUEPRINT, other], bank))).toEqual(['a', 'd'])
    expect(guids(bankOf(BLUEPRINT, [BLUEPRINT], bank))).toEqual(['a', 'b', 'c', 'd'])
  })
})
