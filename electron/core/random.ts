/** A source of numbers in [0, 1); the same seed gives the same sequence everywhere. */
export type Rng = () => number

const TWO_32 = 4294967296

/**
 * A seeded generator: sfc32 (Chris Doty-Humphrey, PractRand), its state filled by the seed's two halves.
 * @param seed any integer up to 53 bits
 */
export function createRng(seed: number): Rng {
  const whole = Math.abs(Math.trunc(seed))
  let a = whole >>> 0
  let b = Math.floor(whole / TWO_32) >>> 0
  let c = seed < 0 ? 0x9e3779b9 : 0x243f6a88
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter) >>> 0
    counter = (counter + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = ((c << 21) | (c >>> 11)) >>> 0
    c = (c + sum) >>> 0
    return sum / TWO_32
  }
  // The first outputs still show the seed.
  for (let i = 0; i < 12; i++) next()
  return next
}

/** A whole number from 0 up to, not including, `below`. */
export function randomIndex(below: number, rng: Rng): number {
  return Math.floor(rng() * below)
}

/** A shuffled copy (Fisher and Yates, as in Knuth, TAOCP 2, 3.4.2 P). */
export function shuffle<T>(items: readonly T[], rng: Rng): T[] {
  const out = [...items]
  for (let last = out.length - 1; last > 0; last--) {
    const other = randomIndex(last + 1, rng)
    const moved = out[last] as T
    out[last] = out[other] as T
    out[other] = moved
  }
  return out
}

/** One of the items; undefined only for an empty list. */
export function pick<T>(items: readonly T[], rng: Rng): T | undefined {
  return items[randomIndex(items.length, rng)]
}

/**
 * A 53-bit hash of the parts (cyrb53 by bryc, public domain), to be used as a seed.
 * A number and the string of its digits give different hashes, and so do different splits of the same text.
 */
export function hashSeed(...parts: readonly (string | number)[]): number {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  const feed = (code: number): void => {
    low = Math.imul(low ^ code, 2654435761)
    high = Math.imul(high ^ code, 1597334677)
  }
  for (const part of parts) {
    feed(typeof part === 'number' ? 0x10001 : 0x10002)
    const text = String(part)
    for (let i = 0; i < text.length; i++) feed(text.charCodeAt(i))
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  return TWO_32 * (high & 0x1fffff) + (low >>> 0)
}
