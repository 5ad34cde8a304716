import { z } from 'zod'

/** Where in an input a problem is: whichever of these the format has. */
export const Place = z.object({
  file: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
  /** Which note of the file, counted from 1. */
  note: z.int().optional(),
  field: z.string().optional(),
  /** The source line, for showing the place underlined. */
  source: z.string().optional(),
})
export type Place = z.infer<typeof Place>

/** A problem in something a person handed in: a code for machines, a sentence for people. */
export const Issue = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  where: Place,
  expected: z.string().optional(),
  found: z.string().optional(),
})
export type Issue = z.infer<typeof Issue>

/** Errors that any procedure may answer with; nothing else crosses the wire as an expected error. */
export const commonErrors = {
  NOT_FOUND: { status: 404, message: 'This no longer exists.', data: z.object({ what: z.string() }) },
  CONFLICT: {
    status: 409,
    message: 'This cannot be done now.',
    data: z.object({ reason: z.string(), id: z.int().optional() }),
  },
  INVALID: { status: 422, message: 'Something in this needs a look.', data: z.object({ issues: z.array(Issue) }) },
} as const

/** The codes of `commonErrors`, for code that branches on them. */
export type ErrorCode = keyof typeof commonErrors
