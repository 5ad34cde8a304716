import './support/dom.ts'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { tidy, toggleStretch, wordsIn, type Stretch } from '../../renderer/src/views/exam/stretches.ts'
import { rangeOf, select, selectedIn } from '../../renderer/src/views/exam/text-place.ts'

const stretch = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]): Stretch => [Math.min(a, b), Math.max(a, b)])
const covered = (list: readonly Stretch[]) => {
  const found = new Set<number>()
  for (const [from, to] of list) for (let at = from; at < to; at++) found.add(at)
  return found
}

describe('marked stretches', () => {
  it('stay apart and in order, and mark what was marked', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), (list) => {
        const out = tidy(list)
        expect(covered(out)).toEqual(covered(list))
        for (const [at, [from, to]] of out.entries()) {
          expect(to).toBeGreaterThan(from)
          expect(from).toBeGreaterThan(out[at - 1]?.[1] ?? -1)
        }
      }),
    )
  })

  it('grow by what is not marked yet, and shrink by what is marked already', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 8 }), stretch, (list, one) => {
        const before = covered(list)
        const own = covered([one])
        const after = covered(toggleStretch(list, one))
        const all = [...own].every((at) => before.has(at))
        expect(after).toEqual(all ? before.difference(own) : before.union(own))
      }),
    )
    expect(toggleStretch([[0, 10]], [3, 5])).toEqual([
      [0, 3],
      [5, 10],
    ])
  })

  it('are chosen word by word', () => {
    expect(wordsIn('A few  words.')).toEqual([
      [0, 1],
      [2, 5],
      [7, 13],
    ])
  })
})

describe('a place in a text', () => {
  afterEach(() => document.body.replaceChildren())
  function page(): HTMLElement {
    document.body.innerHTML = '<p>before</p><div id="stem"><p>Which <b>two</b> are</p><p>right?</p></div><p>after</p>'
    return document.getElementById('stem') ?? expect.fail()
  }

  it('is found again over tags and paragraphs', () => {
    const stem = page()
    const length = stem.textContent?.length ?? 0
    fc.assert(
      fc.property(fc.nat(length - 1), fc.nat(length - 1), (a, b) => {
        const wanted: Stretch = [Math.min(a, b), Math.max(a, b) + 1]
        expect(rangeOf(stem, wanted)?.toString()).toBe(stem.textContent?.slice(...wanted))
        select(stem, wanted)
        expect(selectedIn(stem)).toEqual(wanted)
      }),
    )
    expect(rangeOf(stem, [0, length + 1])).toBeNull()
  })

  it('of a selection that reaches beyond is cut to the text; one beside it is none', () => {
    const stem = page()
    const selection = document.getSelection()
    selection?.selectAllChildren(document.body)
    expect(selectedIn(stem)).toEqual([0, stem.textContent?.length])
    const [first] = document.body.children
    if (first) selection?.selectAllChildren(first)
    expect(selectedIn(stem)).toBeNull()
    selection?.removeAllRanges()
    expect(selectedIn(stem)).toBeNull()
  })
})
