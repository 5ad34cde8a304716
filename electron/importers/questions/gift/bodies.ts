import type { DraftBody, DraftOption } from '../draft.ts'
import { partMarks } from '../weights.ts'
import { splitAnswers, splitFeedback, type GiftAnswer, type GiftReader } from './parts.ts'

/** What a question asks, with what it loses and what else explains it. */
export interface GiftBody {
  readonly body: DraftBody
  readonly lost: readonly string[]
  readonly explanation: string
}

/** Reads the section between the braces, without the general feedback. */
export function readBody(section: string, read: GiftReader): GiftBody {
  const plain = (body: DraftBody): GiftBody => ({ body, lost: [], explanation: '' })
  if (section === '') return plain({ type: 'unsupported', what: 'an essay question' })
  if (section.startsWith('#')) return plain({ type: 'unsupported', what: 'a question for a number' })
  if (section.startsWith('>')) return ordering(section.slice(1), read)
  if (section.includes('~')) return choice(section, read)
  if (section.includes('=') && section.includes('->')) return plain(matching(section, read))
  return trueFalse(section, read) ?? short(section, read)
}

function choice(section: string, read: GiftReader): GiftBody {
  const { answers } = splitAnswers(section)
  const single = answers.some(({ right }) => right)
  const marks = answers.map(({ right, weight }) => (right ? 100 : (weight ?? 0)))
  const options = answers.map(({ text, feedback }, index) => ({
    text: read.line(text),
    reason: read.block(feedback),
    correct: single ? marks[index] === 100 : (marks[index] ?? 0) > 0,
  }))
  return { body: { type: 'choice', options, several: !single }, lost: partMarks(marks, !single), explanation: '' }
}

/** A response without a prompt is a distractor. */
function matching(section: string, read: GiftReader): DraftBody {
  const sides = section
    .split('=')
    .slice(1)
    .map((pair) => {
      const at = pair.indexOf('->')
      const [left, right] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 2)]
      return { prompt: read.line(left), response: read.line(splitFeedback(right).text), reason: '' }
    })
  const pairs = sides.filter(({ prompt }) => prompt !== '')
  const used = new Set(pairs.map(({ response }) => response))
  const unused = sides
    .filter(({ prompt, response }) => prompt === '' && !used.has(response))
    .map(({ response }): DraftOption => ({ text: response, reason: '' }))
  return { type: 'matching', pairs, unused }
}

function trueFalse(section: string, read: GiftReader): GiftBody | null {
  const { text, feedback } = splitFeedback(section)
  if (!/^(?:T|F|TRUE|FALSE)$/i.test(text)) return null
  const isTrue = text.toUpperCase().startsWith('T')
  const { text: onWrong, feedback: onRight } = splitFeedback(feedback)
  const option = (name: string, correct: boolean) => ({
    text: name,
    reason: read.block(correct ? onRight : onWrong),
    correct,
  })
  const options = [option('True', isTrue), option('False', !isTrue)]
  return { body: { type: 'choice', options, several: false }, lost: [], explanation: '' }
}

function short(section: string, read: GiftReader): GiftBody {
  const { before, answers } = splitAnswers(section)
  const alone: GiftAnswer = { right: true, weight: null, ...splitFeedback(before) }
  const all = answers.length > 0 ? answers : [alone]
  const full = all.filter(({ weight }) => weight === null || weight === 100)
  const right = full.filter(({ text }) => text !== '*')
  const lost = [
    ...(all.some(({ weight }) => weight !== null && weight > 0 && weight < 100) ? ['part marks'] : []),
    ...(all.some(({ weight, feedback }) => weight === 0 && feedback !== '') ? ['feedback on wrong answers'] : []),
  ]
  return {
    body: { type: 'typed', answers: right.map(({ text }) => read.line(text)), caseSensitive: false },
    lost,
    explanation: right
      .map(({ feedback }) => read.block(feedback))
      .filter((text) => text !== '')
      .join('\n\n'),
  }
}

const WORDS = /^(?:\d+|[A-Z_]{1,40}|none|abc|ABCD|123|iii|IIII)$/

/** Moodle's ordering: `>COUNT SELECT LAYOUT GRADING SHOW NUMBERING` on the first line, then an item a line. */
function ordering(section: string, read: GiftReader): GiftBody {
  const [first = '', ...rest] = section.split('\n')
  const words = first
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  const settings = words.every((word) => WORDS.test(word)) && words.length <= 6
  const lines = (settings ? rest : [first, ...rest]).map((line) => line.trim()).filter((line) => line !== '')
  const items = lines.map((line): DraftOption => ({ text: read.line(line), reason: '' }))
  const asked = Number(words[0] ?? 0)
  const partial = settings && /^\d+$/.test(words[0] ?? '') && asked >= 2 && asked < items.length
  const lost = partial ? [`the choice of ${asked} of its items`] : []
  return { body: { type: 'ordering', items, unused: [] }, lost, explanation: '' }
}
