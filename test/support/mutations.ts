import { createRng, type Rng } from '../../electron/core/random.ts'
import { rounds } from './campaign.ts'

/**
 * How many damaged variants of a kind of input are tried: a fixed sample, or all of them in the long campaign;
 * EPOCH_VARIANTS says another number.
 */
export function variants(sample: number): number {
  return Number(process.env['EPOCH_VARIANTS'] ?? rounds(sample, 20_000))
}

export const VARIANTS = variants(120)

/** A damaged copy of some bytes; the same for the same seed, and whole for seed 0. */
export function mutated(bytes: Uint8Array, seed: number): Buffer {
  if (seed === 0) return Buffer.from(bytes)
  const rng = createRng(seed)
  let copy = Buffer.from(bytes)
  const changes = 1 + Math.floor(rng() ** 3 * 12)
  for (let change = 0; change < changes; change += 1) copy = Buffer.from(changed(copy, rng))
  return copy
}

const INTERESTING = [0, 1, 0x7f, 0x80, 0xff] as const

function changed(bytes: Buffer, rng: Rng): Uint8Array {
  const place = (): number => Math.floor(rng() * Math.max(1, bytes.length))
  const length = (): number => 1 + Math.floor(rng() ** 4 * 2000)
  const at = place()
  switch (Math.floor(rng() * 8)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(rng() * 8))
      return bytes
    case 1:
      bytes[at] = INTERESTING[Math.floor(rng() * INTERESTING.length)] ?? 0
      return bytes
    case 2:
      return bytes.fill(Math.floor(rng() * 256), at, Math.min(bytes.length, at + length()))
    case 3:
      return bytes.subarray(0, at)
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + length()))])
    case 5: {
      const from = place()
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, from + length()), bytes.subarray(at)])
    }
    case 6: {
      const from = place()
      bytes.copy(bytes, at, from, Math.min(bytes.length, from + length()))
      return bytes
    }
    default: {
      // Numbers of two and four bytes, as sizes and page numbers are.
      const wide = rng() < 0.5
      if (at + 4 > bytes.length) return bytes
      if (wide) bytes.writeUInt32BE(Math.floor(rng() * 2 ** 32), at)
      else bytes.writeUInt16BE(Math.floor(rng() * 2 ** 16), at)
      return bytes
    }
  }
}
