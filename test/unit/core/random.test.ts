import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng, hashSeed, pick, shuffle } from '../../../electron/core/random.ts'

describe('seeded randomness', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const take = (seed: number): number[] => Array.from({ length: 5 }, createRng(seed))
    expect(take(42)).toEqual(take(42))
    const seeds = [0, 1, -1, 42, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER]
    expect(new Set(seeds.map((seed) => take(seed).join())).size).toBe(seeds.length)
  })

  it('never changes: drawn numbers of old reviews must come out again', () => {
    // Fixed by running this generator once; a change here would change what logged seeds mean.
    const rng = createRng(2026)
    expect([rng(), rng(), rng()].map((value) => value.toFixed(9))).toEqual([
      '0.971742612',
      '0.384241665',
      '0.634478641',
    ])
    expect(hashSeed('epoch', 7)).toBe(4380946163540973)
  })

  it('stays in [0, 1) and is spread evenly', () => {
    const rng = createRng(7)
    const bins = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < 10_000; i++) {
      const value = rng()
      expect(value >= 0 && value < 1).toBe(true)
      const bin = Math.floor(value * 10)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })

  it('shuffles without loss and leaves the list it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items]
        const shuffled = shuffle(items, createRng(seed))
        expect(items).toEqual(before)
        expect([...shuffled].sort()).toEqual([...items].sort())
      }),
    )
  })

  it('reaches every order of three about equally often', () => {
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 6000; seed++) {
      const order = shuffle(['a', 'b', 'c'], createRng(hashSeed(seed))).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })

  it('picks an item, or nothing from nothing', () => {
    expect(['a', 'b']).toContain(pick(['a', 'b'], createRng(1)))
    expect(pick([], createRng(1))).toBeUndefined()
  })
})

describe('hashSeed', () => {
  it('tells types, splits and orders apart', () => {
    const hashes = [hashSeed('ab'), hashSeed('a', 'b'), hashSeed('b', 'a'), hashSeed(1), hashSeed('1'), hashSeed()]
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('is a safe whole number that is not negative', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (parts) => {
        const hash = hashSeed(...parts)
        expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true)
      }),
    )
  })
})
