import { z } from 'zod'

z.config({ jitless: true })

/** Upper bounds for anything a person can hand in; every refusal names the bound it hit. */
export const LIMITS = {
  text: 20_000,
  shortText: 2_000,
  name: 200,
  tags: 64,
  options: 12,
  labels: 40,
  /** Characters of a drawing. */
  drawing: 100_000,
  references: 12,
  notesPerFile: 200_000,
  fileBytes: 64 * 1024 * 1024,
  /** An Anki package: media make them large. */
  packageBytes: 512 * 1024 * 1024,
} as const

/** Stable identifier inside a file: lower-case words joined by hyphens. */
export const Slug = z
  .string()
  .min(1)
  .max(LIMITS.name)
  .regex(/^[a-z0-9]+(?:[-./][a-z0-9]+)*$/, 'use lower-case letters, digits, and hyphens between words')

/** Markdown text with KaTeX between dollar signs. */
export const RichText = z.string().trim().min(1, 'write some text here').max(LIMITS.text)

/** One line of Markdown. */
export const ShortText = z.string().trim().min(1, 'write some text here').max(LIMITS.shortText)

/** A calendar date, YYYY-MM-DD. */
export const CalendarDate = z.iso.date('use a date of the form YYYY-MM-DD')

export const Reference = z.strictObject({
  title: ShortText,
  url: z.url({ protocol: /^https$/, error: 'use an https address' }).max(LIMITS.shortText),
  verifiedOn: CalendarDate.optional(),
})
export type Reference = z.infer<typeof Reference>

/** An exam objective by its number in the guide, e.g. 1.1.3. */
export const ObjectiveId = z.string().regex(/^\d+\.\d+\.\d+$/, 'use an objective number such as 1.1.3')
