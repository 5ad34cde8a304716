/** Upper bounds of a pickle; a refusal says which was hit and at which byte. */
export const PICKLE_LIMITS = {
  /** Instructions, each of which makes at most one value. */
  instructions: 20_000_000,
  /** Values that wait on the stack, those that a mark set aside included. */
  stack: 100_000,
  /** Marks set inside one another, as lists in lists set them. */
  depth: 200,
  /** Values remembered for a second use. */
  memo: 4_000_000,
  /** Bytes of one text. */
  textBytes: 1_000_000,
  /** Digits of a number, or bytes of one that is written in bytes. */
  digits: 40,
} as const
