import { isExamKind, type NoteContent } from '../../contract/content/note-content.ts'
import type { Path } from '../deck-file/tree.ts'

/** A text of a note and the field that holds it. */
export interface NoteTextField {
  readonly path: Path
  readonly text: string
}

/** Every text of a note's content, with its place. */
export function allTexts(content: NoteContent): NoteTextField[] {
  const { kind: _kind, ...fields } = content
  return textsIn(fields, [])
}

function textsIn(value: unknown, path: Path): NoteTextField[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]))
}

/** What is asked: the front, text, prompt, stem, or what a diagram shows. */
export function questionText(content: NoteContent): NoteTextField {
  switch (content.kind) {
    case 'cloze':
      return { path: ['text'], text: content.text }
    case 'computed':
      return { path: ['prompt'], text: content.prompt }
    case 'basic':
    case 'basic-reversed':
    case 'typed':
      return { path: ['front'], text: content.front }
    case 'diagram':
      return { path: ['alt'], text: content.alt }
    case 'template':
      return { path: ['fields', 0], text: content.fields[0] ?? '' }
    default:
      return { path: ['stem'], text: content.stem }
  }
}

/** What counts as the answer: backs, gaps, keys, labels. */
export function answerTexts(content: NoteContent): NoteTextField[] {
  switch (content.kind) {
    case 'basic':
    case 'basic-reversed':
      return [{ path: ['back'], text: content.back }]
    case 'cloze':
      return [{ path: ['text'], text: gaps(content.text) }]
    case 'typed':
      return [{ path: ['answer'], text: content.answer }]
    case 'computed':
    case 'template':
      return []
    case 'diagram':
      return content.labels.map(({ answer }, index) => ({ path: ['labels', index, 'answer'], text: answer }))
    case 'multiple-choice':
    case 'multiple-response':
      return content.options.flatMap((option, index) =>
        option.correct === true ? [{ path: ['options', index, 'text'], text: option.text }] : [],
      )
    case 'ordering':
      return content.items.map((item, index) => ({ path: ['items', index, 'text'], text: item.text }))
    case 'matching':
      return content.pairs.flatMap((pair, index) => [
        { path: ['pairs', index, 'prompt'], text: pair.prompt },
        { path: ['pairs', index, 'response'], text: pair.response },
      ])
  }
}

function gaps(text: string): string {
  return [...text.matchAll(/\{\{c\d+::([^]*?)\}\}/g)].map((match) => match[1] ?? '').join(' ')
}

/** Everything that is offered as an answer, with its reason. */
export function offeredOptions(content: NoteContent): { path: Path; text: string; reason: string | undefined }[] {
  if (!isExamKind(content.kind)) return []
  const lists = content as Partial<Record<'options' | 'items' | 'pairs' | 'unused', readonly Offered[]>>
  return (['options', 'items', 'pairs', 'unused'] as const).flatMap((name) =>
    (lists[name] ?? []).map((item, index) => ({
      path: [name, index],
      text: item.text ?? item.response ?? '',
      reason: item.reason,
    })),
  )
}

interface Offered {
  readonly text?: string
  readonly response?: string
  readonly reason?: string | undefined
}
