import type { ExamContent } from '../contract/content/note-content.ts'
import type { z } from 'zod'
import type { NoteReference } from '../contract/shapes.ts'
import { viewQuestion, type Question } from '../core/cards/question.ts'
import { hashSeed } from '../core/random.ts'
import type { NoteRow } from '../store/rows.ts'
import { contentOf } from './cards.ts'

/** A question as it was asked, kept with the attempt, so that a report shows what was on the screen that day. */
export interface Snapshot extends Question {
  readonly services: string[]
  readonly references: z.infer<typeof NoteReference>[]
  readonly verifiedOn: string | null
}

/** Fixes a question's text and the order of its options for one attempt. */
export function snapshotOf(note: NoteRow, formSeed: number): Snapshot {
  const question = viewQuestion(contentOf(note) as ExamContent, hashSeed('form', formSeed, note.guid))
  return {
    ...question,
    services: JSON.parse(note.services) as string[],
    references: JSON.parse(note.note_references) as Snapshot['references'],
    verifiedOn: note.verified_on,
  }
}

/** The question of an attempt's item as it was asked. */
export function asked(item: { snapshot: string }): Snapshot {
  return JSON.parse(item.snapshot) as Snapshot
}
