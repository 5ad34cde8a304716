import { isExamKind, type ContentOf, type ExamKind } from '../contract/content/note-content.ts'
import type { Issue } from '../contract/errors.ts'
import { summary } from '../core/cards/note-text.ts'
import { writeTags } from '../importers/questions/tags.ts'
import type { WritableNote } from './deck-yaml.ts'

/** A note that goes out as a question. */
export interface ExportedNote extends WritableNote {
  /** Deck path, levels joined by `::`. */
  readonly deck: string
}

/** A note that question formats have a place for: the exam kinds, and those whose answer is typed. */
export type ExportedQuestion = ExportedNote & { readonly content: ContentOf<ExamKind | 'typed'> }

/** What a question format was given, and what it could not take. */
export interface ExportLosses {
  /** Notes that went out. */
  readonly written: number
  /** Warnings for what a question loses, errors for notes that stay out; `where.note` counts from 1. */
  readonly issues: readonly Issue[]
}

/** Parts the notes that can go out as questions from those that can't, of which each is an issue. */
export function questionsOf(notes: readonly ExportedNote[]): { questions: ExportedQuestion[]; issues: Issue[] } {
  const questions: ExportedQuestion[] = []
  const issues: Issue[] = []
  for (const [index, note] of notes.entries()) {
    if (isQuestion(note)) questions.push(note)
    else issues.push(leftOut(note, index + 1))
  }
  return { questions, issues }
}

function isQuestion(note: ExportedNote): note is ExportedQuestion {
  return isExamKind(note.content.kind) || note.content.kind === 'typed'
}

function leftOut(note: ExportedNote, place: number): Issue {
  return {
    severity: 'error',
    code: 'not-a-question',
    message: `“${nameOf(note)}” is no question, so it stays out.`,
    where: { note: place },
    expected: 'a multiple choice, a multiple response, an ordering, a matching or a typed answer',
    found: note.content.kind,
  }
}

/** The start of a note's text, for titles and messages. */
export function nameOf(note: ExportedNote): string {
  const text = summary(note.content)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** A warning about what a question loses. */
export function lossOf(note: ExportedNote, place: number, lost: readonly string[]): Issue {
  const last = lost.at(-1) ?? ''
  const words = lost.length < 2 ? last : `${lost.slice(0, -1).join(', ')} and ${last}`
  const message = `“${nameOf(note)}” goes out without ${words}.`
  return { severity: 'warning', code: 'not-carried', message, where: { note: place }, found: lost.join('; ') }
}

/** The tags of a question, with those that stand for its objective and the like. */
export function tagsOf({ content, tags, objective }: ExportedQuestion): string[] {
  const { difficulty, scenario } = 'stem' in content ? content : { difficulty: undefined, scenario: undefined }
  return writeTags({ tags, objective, difficulty, scenario })
}

/** What no question format has a field for. */
export function commonLosses({ beyond, covers, services, references, verifiedOn }: ExportedQuestion): string[] {
  return [
    ...(references.length > 0 ? ['its references'] : []),
    ...(services.length > 0 ? ['its services'] : []),
    ...(covers.length > 0 ? ['the facts that it covers'] : []),
    ...(beyond === null ? [] : ['why it is worth knowing']),
    ...(verifiedOn === null ? [] : ['the day it was verified']),
  ]
}
