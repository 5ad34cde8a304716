import type { ContentOf, NoteContent } from '../../contract/content/note-content.ts'
import { hashSeed } from '../random.ts'
import { parseCloze } from './cloze.ts'
import { drawComputed } from './computed.ts'
import { checkDiagram } from './diagram.ts'
import { plainText } from './plain-text.ts'

/** A rule of meaning that content breaks; `path` leads to the field. */
export interface ContentProblem {
  readonly code: string
  readonly message: string
  readonly path: readonly (string | number)[]
  readonly expected: string
  readonly found: string
}

const TRIAL_SEEDS = 20

/**
 * The rules that content must keep beyond its schema: questions have a key that can be right, nothing stands twice,
 * cloze texts have gaps that close, computed notes work out for 20 seeds, drawings keep to their rules. Empty when all is well.
 */
export function checkContent(content: NoteContent): ContentProblem[] {
  switch (content.kind) {
    case 'cloze':
      return checkCloze(content)
    case 'computed':
      return checkComputedNote(content)
    case 'diagram':
      return checkDiagram(content)
    case 'multiple-choice':
    case 'multiple-response':
      return [...checkKey(content), ...twice('options', texts(content.options), ['options'], 'text')]
    case 'ordering':
      return checkOrdering(content)
    case 'matching':
      return checkMatching(content)
    default:
      return []
  }
}

function checkCloze(content: ContentOf<'cloze'>): ContentProblem[] {
  const parts = parseCloze(content.text)
  if (parts.ok) return []
  const { code, message, at } = parts.error
  const found = code === 'no-gap' ? 'no gap' : `${excerpt(content.text, at)} at character ${at + 1}`
  return [{ code, message, path: ['text'], expected: 'gaps such as {{c1::answer}}, numbered 1 to 99', found }]
}

function checkComputedNote(content: ContentOf<'computed'>): ContentProblem[] {
  for (let trial = 0; trial < TRIAL_SEEDS; trial++) {
    const drawn = drawComputed(content, hashSeed('trial', trial))
    if (drawn.ok) continue
    const { code, message, path, at } = drawn.error
    const text = textAt(content, path)
    const found = text === null || at === undefined ? (text ?? message) : `${excerpt(text, at)} at character ${at + 1}`
    return [{ code, message, path, expected: 'values and expressions that give a number for every draw', found }]
  }
  return []
}

function checkKey(content: ContentOf<'multiple-choice'> | ContentOf<'multiple-response'>): ContentProblem[] {
  const right = content.options.filter((option) => option.correct === true).length
  const found = `${right} with "correct: true"`
  const path = ['options']
  if (right === 0) {
    return [{ code: 'no-key', message: 'No option is marked as right.', path, expected: 'correct: true', found }]
  }
  if (content.kind === 'multiple-choice' && right > 1) {
    const message = 'A multiple-choice question has one right option.'
    return [{ code: 'several-keys', message, path, expected: 'one right option', found }]
  }
  if (content.kind === 'multiple-response' && right < 2) {
    const message = 'A multiple-response question has two or more right options.'
    return [{ code: 'single-key', message, path, expected: 'two or more right options', found }]
  }
  if (right < content.options.length) return []
  const message = 'Every option is marked as right.'
  return [{ code: 'no-distractor', message, path, expected: 'at least one wrong option', found }]
}

function checkOrdering(content: ContentOf<'ordering'>): ContentProblem[] {
  const problems = twice(
    'items',
    texts([...content.items, ...(content.unused ?? [])]),
    ['items'],
    'text',
    content.items.length,
  )
  if (content.items.length >= 2) return problems
  const found = `${content.items.length}`
  const message = 'There must be two items or more to put in order.'
  return [{ code: 'too-few-items', message, path: ['items'], expected: '2 or more', found }, ...problems]
}

function checkMatching(content: ContentOf<'matching'>): ContentProblem[] {
  const prompts = content.pairs.map(({ prompt }) => prompt)
  const responses = [...content.pairs.map(({ response }) => response), ...texts(content.unused ?? [])]
  return [
    ...twice('prompts', prompts, ['pairs'], 'prompt'),
    ...twice('responses', responses, ['pairs'], 'response', content.pairs.length),
  ]
}

/**
 * A problem for each text that repeats an earlier one, markup and capitals aside.
 * @param usedBefore from this index on the texts are those of `unused`
 */
function twice(
  what: string,
  all: readonly string[],
  path: readonly string[],
  field: string,
  usedBefore = Infinity,
): ContentProblem[] {
  const seen = new Map<string, number>()
  const problems: ContentProblem[] = []
  for (const [index, text] of all.entries()) {
    const key = plainText(text).toLowerCase()
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, index)
      continue
    }
    const place = index < usedBefore ? [...path, index, field] : ['unused', index - usedBefore, 'text']
    const message = `Two ${what} read the same (${first + 1} and ${index + 1}).`
    problems.push({ code: 'duplicate', message, path: place, expected: `${what} that differ`, found: text })
  }
  return problems
}

function texts(items: readonly { readonly text: string }[]): string[] {
  return items.map(({ text }) => text)
}

/** The text of a field, when the path leads to one. */
function textAt(content: unknown, path: readonly (string | number)[]): string | null {
  let value = content
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return null
    value = (value as Record<string | number, unknown>)[step]
  }
  return typeof value === 'string' ? value : null
}

function excerpt(text: string, at: number): string {
  const piece = text.slice(at, at + 24).replace(/\s+/g, ' ')
  return piece === '' ? 'the end' : `"${piece}"`
}
