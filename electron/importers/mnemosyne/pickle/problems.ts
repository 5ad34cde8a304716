/** Thrown inside the reader and caught where it ends: why a pickle is not read, and the byte where that shows. */
export class PickleRefusal extends Error {
  readonly code: 'pickle-damaged' | 'pickle-refused' | 'pickle-limit'
  /** From 0, counted from the first byte of the file. */
  readonly offset: number
  readonly expected: string
  readonly found: string

  constructor(
    code: PickleRefusal['code'],
    offset: number,
    { message, expected, found }: { message: string; expected: string; found: string },
  ) {
    super(message)
    this.code = code
    this.offset = offset
    this.expected = expected
    this.found = found
  }
}

/** The refusal of bytes that no program writes. */
export function damagedAt(offset: number, found: string): PickleRefusal {
  const message = 'The file is damaged.'
  return new PickleRefusal('pickle-damaged', offset, { message, expected: 'a file that is whole', found })
}

/** The refusal of a file that reaches an upper bound. */
export function limitAt(offset: number, what: string, most: number, found: number): PickleRefusal {
  const message = `The file holds more than ${most} ${what}.`
  return new PickleRefusal('pickle-limit', offset, {
    message,
    expected: `at most ${most} ${what}`,
    found: `${found} ${what}`,
  })
}
