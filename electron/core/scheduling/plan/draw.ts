const TWO_32 = 4294967296

/**
 * A draw from 0 up to, not including, 1 that depends on nothing but its three numbers, so that two plans meet the same
 * luck at the same answer. Mixing as in MurmurHash3's finaliser (Austin Appleby, public domain).
 */
export function drawAt(seed: number, card: number, answer: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(card + 1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ Math.imul(answer + 1, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / TWO_32
}
