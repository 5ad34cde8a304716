import { Buffer } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { PICKLE_LIMITS } from './limits.ts'
import { damagedAt, limitAt } from './problems.ts'

const NEWLINE = 10
const UTF8 = new TextDecoder('utf-8', { fatal: true })
const WESTERN = new TextDecoder('windows-1252')

/** Reads the bytes of a pickle from front to back; every read that would leave them is refused with its place. */
export class Cursor {
  readonly #bytes: Buffer
  /** Where the next byte stands. */
  at: number

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = from
  }

  byte(): number {
    const value = this.#bytes[this.at]
    if (value === undefined) throw damagedAt(this.at, 'the end of the file')
    this.at += 1
    return value
  }

  /** An unsigned number of 1, 2 or 4 bytes, the lowest first. */
  unsigned(bytes: 1 | 2 | 4): number {
    return this.#bytes.readUIntLE(this.#advance(bytes), bytes)
  }

  int32(): number {
    return this.#bytes.readInt32LE(this.#advance(4))
  }

  float64(): number {
    return this.#bytes.readDoubleBE(this.#advance(8))
  }

  /** A whole number in two's complement, the lowest byte first; beyond 2^53 it is rounded. */
  long(bytes: number): number {
    const from = this.#advance(bytes)
    if (bytes > PICKLE_LIMITS.digits) throw limitAt(from, 'bytes of one number', PICKLE_LIMITS.digits, bytes)
    let value = 0n
    for (let index = bytes - 1; index >= 0; index -= 1) value = (value << 8n) | BigInt(this.#bytes[from + index] ?? 0)
    return Number(BigInt.asIntN(8 * bytes, value))
  }

  /** The bytes up to the next line end as Latin-1, without the end. */
  line(): string {
    const end = this.#bytes.indexOf(NEWLINE, this.at)
    if (end < 0) throw damagedAt(this.#bytes.length, 'the end of the file')
    this.#checkLength(end - this.at)
    const line = this.#bytes.toString('latin1', this.at, end)
    this.at = end + 1
    // Windows copies files as text now and then, and changes their line ends.
    return line.endsWith('\r') ? line.slice(0, -1) : line
  }

  utf8(bytes: number): string {
    const from = this.at
    const part = this.#part(bytes)
    const text = utf8Of(part)
    if (text === null) throw damagedAt(from, 'a text that is not UTF-8')
    return text
  }

  /** Text of an encoding that is not told: UTF-8 if it can be, else that of Western Windows. */
  text(bytes: number): string {
    return textOf(this.#part(bytes))
  }

  #part(bytes: number): Buffer {
    this.#checkLength(bytes)
    const from = this.#advance(bytes)
    return this.#bytes.subarray(from, from + bytes)
  }

  #checkLength(bytes: number): void {
    if (bytes > PICKLE_LIMITS.textBytes) throw limitAt(this.at, 'bytes in one text', PICKLE_LIMITS.textBytes, bytes)
  }

  /** Moves on by some bytes that must be there. @returns where they begin */
  #advance(bytes: number): number {
    const from = this.at
    if (from + bytes > this.#bytes.length) throw damagedAt(from, 'the end of the file')
    this.at = from + bytes
    return from
  }
}

/** Bytes as text: UTF-8 if they can be, else Windows-1252, which gives every byte a sign. */
export function textOf(bytes: Uint8Array): string {
  return utf8Of(bytes) ?? WESTERN.decode(bytes)
}

function utf8Of(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
