import type { ContentOf, NoteContent } from '../../contract/content/note-content.ts'
import type { CardFace } from '../../contract/procedures/review.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { gapNumbers, hideGap, parseCloze, showGap } from './cloze.ts'
import type { ClozeProblem } from './cloze.ts'
import { drawComputed } from './computed.ts'
import type { ComputedProblem } from './computed.ts'
import { diagramFace } from './diagram.ts'
import { viewQuestion } from './question.ts'
import { NOTHING_ABOUT } from './template/about.ts'
import type { CardAbout, NoteTypeOf } from './template/about.ts'
import { templateFace } from './template/face.ts'
import { templateOrdinals } from './template/ordinals.ts'

export interface NoSuchCard {
  readonly code: 'no-such-card'
  readonly message: string
}
export interface NoSuchNoteType {
  readonly code: 'no-note-type'
  readonly message: string
}
export type FaceProblem = NoSuchCard | NoSuchNoteType | ClozeProblem | ComputedProblem

/** What the face of a note of an imported type needs beside its content. */
export interface FaceAbout extends Partial<Omit<CardAbout, 'typeName'>> {
  readonly noteType: NoteTypeOf
}

/**
 * The ordinals of the cards that a note has; for a note of an imported type ask `ordinalsOf`, since its type decides. Cloze: a gap's number less one, so that a card keeps its ordinal when
 * other gaps come and go; none when the text cannot be read. Diagram: a label's place in the list.
 */
export function cardOrdinals(content: NoteContent): number[] {
  if (content.kind === 'basic-reversed') return [0, 1]
  if (content.kind === 'diagram') return content.labels.map((_, index) => index)
  if (content.kind === 'template') return []
  if (content.kind !== 'cloze') return [0]
  const parts = parseCloze(content.text)
  return parts.ok ? gapNumbers(parts.value).map((number) => number - 1) : []
}

/**
 * The ordinals of the cards that a note is to have. A note of an imported type has at least one, as in Anki, and one
 * when its type is gone.
 */
export function ordinalsOf(content: NoteContent, noteType: NoteTypeOf): number[] {
  if (content.kind !== 'template') return cardOrdinals(content)
  const type = noteType(content.noteType)
  const ordinals = type === undefined ? [] : templateOrdinals(type.definition, content.fields)
  return ordinals.length === 0 ? [0] : ordinals
}

/**
 * What a card shows.
 * @param ordinal one of `ordinalsOf`
 * @param seed fixes drawn numbers and the order of options
 * @param about finds the note types of imported notes, and what their templates may say about a card
 */
export function cardFace(
  content: NoteContent,
  ordinal: number,
  seed: number,
  about?: FaceAbout,
): Result<CardFace, FaceProblem> {
  if (content.kind === 'template') {
    const type = about?.noteType(content.noteType)
    if (type === undefined) return noNoteType
    return ok(templateFace(content, ordinal, type, { ...NOTHING_ABOUT, ...about }))
  }
  if (!cardOrdinals(content).includes(ordinal) && content.kind !== 'cloze') return noSuchCard(ordinal)
  switch (content.kind) {
    case 'basic':
      return ok({ type: 'text', prompt: content.front, answer: content.back, extra: content.extra ?? null })
    case 'basic-reversed': {
      const [prompt, answer] = ordinal === 0 ? [content.front, content.back] : [content.back, content.front]
      return ok({ type: 'text', prompt, answer, extra: content.extra ?? null })
    }
    case 'typed':
      return ok({ type: 'typed', prompt: content.front, answer: content.answer, extra: content.extra ?? null })
    case 'cloze':
      return clozeFace(content, ordinal)
    case 'computed':
      return computedFace(content, seed)
    case 'diagram': {
      const face = diagramFace(content, ordinal)
      return face ? ok(face) : noSuchCard(ordinal)
    }
    default: {
      const { view, key } = viewQuestion(content, seed)
      return ok({ type: 'question', question: view, key })
    }
  }
}

function clozeFace(content: ContentOf<'cloze'>, ordinal: number): Result<CardFace, FaceProblem> {
  const parts = parseCloze(content.text)
  if (!parts.ok) return parts
  const number = ordinal + 1
  if (!gapNumbers(parts.value).includes(number)) return noSuchCard(ordinal)
  return ok({
    type: 'cloze',
    prompt: hideGap(parts.value, number),
    answer: showGap(parts.value, number),
    extra: content.extra ?? null,
  })
}

function computedFace(content: ContentOf<'computed'>, seed: number): Result<CardFace, FaceProblem> {
  const drawn = drawComputed(content, seed)
  if (!drawn.ok) return drawn
  const { prompt, answerText, steps, plot } = drawn.value
  return ok({
    type: 'computed',
    prompt,
    answer: answerText,
    unit: content.unit ?? null,
    tolerance: content.tolerance,
    steps,
    plot,
  })
}

const noNoteType = fail({
  code: 'no-note-type',
  message: 'Its note type is no longer in the collection, so nobody knows how it looks.',
} as const)

function noSuchCard(ordinal: number): Result<never, NoSuchCard> {
  return fail({ code: 'no-such-card', message: `The note has no card ${ordinal + 1}.` })
}
