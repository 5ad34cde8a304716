import { z } from 'zod'
import { CalendarDate, LIMITS, ObjectiveId, Reference, ShortText, Slug } from './primitives.ts'

/** What stands beside a note's text: where it belongs, what it names, where its facts come from. */
export const NoteAbout = z.strictObject({
  objective: ObjectiveId.nullable(),
  /** Why it is worth knowing although no exam asks it; instead of an objective. */
  beyond: ShortText.nullable(),
  /** Ids of services that it names. */
  services: z.array(Slug).max(50),
  references: z.array(Reference).max(LIMITS.references),
  verifiedOn: CalendarDate.nullable(),
})
export type NoteAbout = z.infer<typeof NoteAbout>
