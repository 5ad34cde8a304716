import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { fail, ok, type Result } from '../../core/result.ts'

/** Values of one field in the order in which they stand: numbers, or bytes of texts and messages. */
type Value = number | Uint8Array

/** A protobuf message whose schema the caller knows; fields that are missing have protobuf's defaults. */
export class Message {
  readonly #fields = new Map<number, Value[]>()

  /**
   * Reads the fields of a message; groups and 64-bit fixed numbers are passed over.
   * @returns what is wrong with the bytes, in words, when they are no message
   */
  static read(bytes: Uint8Array): Result<Message, string> {
    try {
      return ok(new Message(bytes))
    } catch (error) {
      // The reader throws for every kind of damage; the bytes come from outside.
      if (error instanceof Error) return fail(error.message)
      throw error
    }
  }

  private constructor(bytes: Uint8Array) {
    const reader = new BinaryReader(bytes)
    while (reader.pos < reader.len) {
      const [field, type] = reader.tag()
      const value = valueOf(reader, field, type)
      if (value === null) continue
      const known = this.#fields.get(field)
      if (known) known.push(value)
      else this.#fields.set(field, [value])
    }
  }

  has(field: number): boolean {
    return this.#fields.has(field)
  }

  number(field: number, otherwise = 0): number {
    const value = this.#last(field)
    return typeof value === 'number' ? value : otherwise
  }

  bytes(field: number): Uint8Array {
    const value = this.#last(field)
    return typeof value === 'object' ? value : new Uint8Array()
  }

  text(field: number): string {
    return Buffer.from(this.bytes(field)).toString('utf8')
  }

  /** A message inside; an empty one when it is missing. */
  message(field: number): Result<Message, string> {
    return Message.read(this.bytes(field))
  }

  /** Every value of a repeated field of texts or messages. */
  list(field: number): Uint8Array[] {
    return (this.#fields.get(field) ?? []).filter((value) => typeof value === 'object')
  }

  /** A repeated field of 32-bit floats, packed or not. */
  floats(field: number): number[] {
    return (this.#fields.get(field) ?? []).flatMap((value) => {
      if (typeof value === 'number') return [value]
      const view = new DataView(value.buffer, value.byteOffset, value.byteLength)
      return Array.from({ length: Math.floor(value.byteLength / 4) }, (_, at) => view.getFloat32(at * 4, true))
    })
  }

  #last(field: number): Value | undefined {
    return this.#fields.get(field)?.at(-1)
  }
}

function valueOf(reader: BinaryReader, field: number, type: WireType): Value | null {
  switch (type) {
    case WireType.Varint:
      return Number(reader.int64())
    case WireType.Bit32:
      return reader.float()
    case WireType.LengthDelimited:
      return reader.bytes()
    default:
      reader.skip(type, field)
      return null
  }
}
