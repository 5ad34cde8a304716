import type { ContentOf } from '../../contract/content/note-content.ts'
import type { CardFace } from '../../contract/procedures/review.ts'
import { readDrawing } from './drawing.ts'
import { plainText } from './plain-text.ts'
import type { ContentProblem } from './validate.ts'

/** What is asked where a label has no clue of its own. */
const QUESTION = 'What belongs in the marked place?'
/** Problems of one drawing that are told; a drawing from elsewhere has thousands. */
const MOST_PROBLEMS = 20

/** What the card of a label shows; null when the diagram has no label at this place. */
export function diagramFace(content: ContentOf<'diagram'>, ordinal: number): CardFace | null {
  const label = content.labels[ordinal]
  if (!label) return null
  return {
    type: 'diagram',
    svg: content.svg,
    alt: plainText(content.alt),
    ...(content.picture === undefined ? {} : { picture: content.picture }),
    ...(content.hideAll === true ? { hideAll: true } : {}),
    hidden: label.id,
    number: ordinal + 1,
    labels: content.labels.length,
    prompt: label.clue ?? QUESTION,
    answer: label.answer,
  }
}

/** The texts of a diagram that a person may look for: alternative, answers, clues, and what the drawing says. */
export function diagramTexts(content: ContentOf<'diagram'>): (string | undefined)[] {
  return [
    content.alt,
    ...content.labels.flatMap(({ answer, clue }) => [answer, clue]),
    ...readDrawing(content.svg).texts,
  ]
}

/** The drawing keeps to its rules, and every label is in it once. */
export function checkDiagram(content: ContentOf<'diagram'>): ContentProblem[] {
  const drawing = readDrawing(content.svg)
  if (drawing.problems.length > 0) {
    return drawing.problems.slice(0, MOST_PROBLEMS).map(({ code, message, expected, at }) => {
      return { code, message, path: ['svg'], expected, found: placeIn(content.svg, at) }
    })
  }
  const seen = new Set<string>()
  return content.labels.flatMap(({ id }, index): ContentProblem[] => {
    const twice = seen.has(id)
    seen.add(id)
    if (!twice && drawing.labels.has(id)) return []
    const path = ['labels', index, 'id']
    if (twice) {
      const message = 'Two entries ask for the same label.'
      return [{ code: 'duplicate', message, path, expected: 'each label once', found: id }]
    }
    const known = [...drawing.labels.keys()]
    const expected = known.length > 0 ? `one of ${known.join(', ')}` : '<g data-label="..."> around a text'
    return [{ code: 'no-label', message: 'The drawing has no label with this id.', path, expected, found: id }]
  })
}

/** The tag or text at a position, with its line in the drawing. */
function placeIn(svg: string, at: number): string {
  const line = svg.slice(0, at).split('\n').length
  const piece =
    svg
      .slice(at, at + 40)
      .split('\n')[0]
      ?.trim() ?? ''
  return `${piece === '' ? 'the end' : piece} on line ${line} of the drawing`
}
