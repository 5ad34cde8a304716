import { attribute, element, elements, textAt, type XmlElement } from '../../xml/index.ts'
import type { DraftBody, DraftOption } from '../draft.ts'
import { partMarks } from '../weights.ts'
import type { MoodleTexts } from './texts.ts'

export interface MoodleBody {
  readonly body: DraftBody
  readonly lost: readonly string[]
  /** What explains the answer beside the general feedback. */
  readonly explanation: string
}

/** Kinds of Moodle's that have no counterpart, with their articles. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  essay: 'an essay question',
  numerical: 'a question for a number',
  calculated: 'a question with calculated numbers',
  calculatedsimple: 'a question with calculated numbers',
  calculatedmulti: 'a question with calculated numbers',
  cloze: 'a text with several embedded answers',
  multianswer: 'a text with several embedded answers',
  ddwtos: 'a text whose words are dragged into place',
  gapselect: 'a text whose words are selected',
  ddimageortext: 'a drag onto an image',
  ddmarker: 'a drag of markers onto an image',
  randomsamatch: 'a matching of random short answers',
  random: 'a random question',
  coderunner: 'a programming task',
  stack: 'a STACK question',
}

/** Reads what a `<question>` asks by its type; `null` for a description, which asks nothing. */
export function readBody(type: string, at: XmlElement, texts: MoodleTexts): MoodleBody | null {
  switch (type) {
    case 'multichoice':
    case 'multichoiceset':
      return choice(at, texts, textAt(at, 'single') !== 'true' && textAt(at, 'single') !== '1', type)
    case 'truefalse':
      return trueFalse(at, texts)
    case 'matching':
    case 'match':
      return matching(at, texts)
    case 'ordering':
      return ordering(at, texts)
    case 'shortanswer':
      return short(at, texts)
    case 'description':
      return null
    default: {
      const what = UNSUPPORTED[type] ?? `a question of the type ${type.slice(0, 40)}`
      return { body: { type: 'unsupported', what }, lost: [], explanation: '' }
    }
  }
}

function fraction(answer: XmlElement): number {
  const value = Number(attribute(answer, 'fraction').replace(',', '.'))
  return Number.isFinite(value) ? value : 0
}

/** The type `multichoiceset` is all or nothing in Moodle as well: its marks say only what is right. */
function choice(at: XmlElement, texts: MoodleTexts, several: boolean, type: string): MoodleBody {
  const answers = elements(at, 'answer')
  const marks = answers.map(fraction)
  const multiple = several || type === 'multichoiceset'
  const options = answers.map((answer, index) => ({
    text: texts.line(answer),
    reason: texts.block(element(answer, 'feedback')),
    correct: multiple ? (marks[index] ?? 0) > 0 : (marks[index] ?? 0) >= 99.99,
  }))
  const lost = type === 'multichoiceset' ? [] : partMarks(marks, multiple)
  return { body: { type: 'choice', options, several: multiple }, lost, explanation: '' }
}

function trueFalse(at: XmlElement, texts: MoodleTexts): MoodleBody {
  const options = elements(at, 'answer').map((answer) => ({
    text: textAt(answer, 'text').toLowerCase() === 'true' ? 'True' : 'False',
    reason: texts.block(element(answer, 'feedback')),
    correct: fraction(answer) > 0,
  }))
  options.sort((a, b) => Number(a.text === 'False') - Number(b.text === 'False'))
  return { body: { type: 'choice', options, several: false }, lost: [], explanation: '' }
}

/** A response without a prompt is a distractor. */
function matching(at: XmlElement, texts: MoodleTexts): MoodleBody {
  const sides = elements(at, 'subquestion').map((sub) => ({
    prompt: texts.line(sub),
    response: texts.line(element(sub, 'answer')),
    reason: '',
  }))
  const pairs = sides.filter(({ prompt }) => prompt !== '')
  const used = new Set(pairs.map(({ response }) => response))
  const unused = sides
    .filter(({ prompt, response }) => prompt === '' && response !== '' && !used.has(response))
    .map(({ response }): DraftOption => ({ text: response, reason: '' }))
  return { body: { type: 'matching', pairs, unused }, lost: [], explanation: '' }
}

/** The fraction of an item is its place. */
function ordering(at: XmlElement, texts: MoodleTexts): MoodleBody {
  const answers = elements(at, 'answer').map((answer, index) => ({
    item: { text: texts.line(answer), reason: texts.block(element(answer, 'feedback')) },
    place: attribute(answer, 'fraction') === '' ? index : fraction(answer),
  }))
  answers.sort((a, b) => a.place - b.place)
  const items = answers.map(({ item }) => item)
  const asked = Number(textAt(at, 'selectcount'))
  const selects = textAt(at, 'selecttype')
  const partial = selects !== '' && selects !== '0' && selects !== 'ALL' && asked >= 2 && asked < items.length
  const lost = partial ? [`the choice of ${asked} of its items`] : []
  return { body: { type: 'ordering', items, unused: [] }, lost, explanation: '' }
}

function short(at: XmlElement, texts: MoodleTexts): MoodleBody {
  const answers = elements(at, 'answer').map((answer) => ({
    text: textAt(answer, 'text'),
    mark: fraction(answer),
    feedback: texts.block(element(answer, 'feedback')),
  }))
  const right = answers.filter(({ text, mark }) => mark >= 99.99 && text !== '*')
  const lost = [
    ...(answers.some(({ mark }) => mark > 0 && mark < 99.99) ? ['part marks'] : []),
    ...(answers.some(({ mark, feedback }) => mark <= 0 && feedback !== '') ? ['feedback on wrong answers'] : []),
    ...(right.some(({ text }) => /(?<!\\)\*/.test(text)) ? ['placeholders (*) in its answers'] : []),
  ]
  const body: DraftBody = {
    type: 'typed',
    answers: right.map(({ text }) => text.replaceAll('\\*', '*')),
    caseSensitive: textAt(at, 'usecase') === '1',
  }
  return { body, lost, explanation: [...new Set(right.map(({ feedback }) => feedback))].filter(Boolean).join('\n\n') }
}
