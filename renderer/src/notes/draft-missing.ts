import { split, type Draft, type VariableDraft } from './draft.ts'

/** What is still missing, by the path of the field. */
export type Missing = Record<string, string>

const EMPTY = 'Write some text here.'
const NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,23}$/
const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text))
const blank = (text: string) => text.trim() === ''

/** The fields among these that have nothing in them. */
function empty(draft: Draft, fields: readonly (keyof Draft)[]): Missing {
  return Object.fromEntries(fields.filter((field) => blank(String(draft[field]))).map((field) => [field, EMPTY]))
}

function variableProblem(variable: VariableDraft, all: readonly VariableDraft[]): string | null {
  const { name, way, min, max, step, not, list } = variable
  if (!NAME.test(name)) return 'Use a name of letters, digits and underscores that starts with a letter.'
  if (all.filter((one) => one.name === name).length > 1) return 'Two numbers have this name.'
  const every = (text: string) => split(text, /[\s,;]+/).every(isNumber)
  if (way === 'list') {
    return split(list, /[\s,;]+/).length >= 2 && every(list) ? null : 'Write two numbers or more, with blanks between.'
  }
  if (![min, max, step].every(isNumber) || Number(step) <= 0 || !every(not)) {
    return 'Write numbers: from, to, and a step above 0.'
  }
  return Number(min) <= Number(max) ? null : 'The first number is larger than the second.'
}

function computedMissing(draft: Draft): Missing {
  const found = empty(draft, ['prompt'])
  if (blank(draft.formula)) found['answer'] = 'Write what the answer is worked out from.'
  if (draft.steps.every(blank)) found['steps.0'] = 'Write at least one step of how it is worked out.'
  if (!/^[0-6]$/.test(draft.decimals.trim())) found['decimals'] = 'Use a whole number from 0 to 6.'
  if (!isNumber(draft.tolerance) || Number(draft.tolerance) < 0) found['tolerance'] = 'Use a number, 0 or more.'
  draft.variables.forEach((variable, at) => {
    const problem = variableProblem(variable, draft.variables)
    if (problem !== null) found[`variables.${at}`] = problem
  })
  draft.lets.forEach(({ name, expression }, at) => {
    if (!NAME.test(name) || blank(expression)) found[`lets.${at}`] = 'Write a name and what it is worked out from.'
  })
  return found
}

function diagramMissing(draft: Draft): Missing {
  const found = empty(draft, ['alt'])
  if (draft.picture === '' && blank(draft.svg)) found['svg'] = 'Choose an image, or write a drawing.'
  if (draft.labels.length === 0) found['labels'] = 'Cover at least one part: draw a box over it, or add a part.'
  draft.labels.forEach((label, at) => {
    if (blank(label.answer)) found[`labels.${at}.answer`] = 'Say what is there.'
  })
  return found
}

function questionMissing(draft: Draft): Missing {
  const found = empty(draft, ['stem'])
  const few = (list: readonly { text: string }[]) => list.filter(({ text }) => !blank(text)).length
  if (draft.kind === 'ordering' && few(draft.items) < 2)
    found['items'] = 'Write at least two items, in the right order.'
  if (draft.kind === 'matching') {
    const whole = draft.pairs.filter(({ prompt, response }) => !blank(prompt) && !blank(response))
    if (whole.length < 2) found['pairs'] = 'Write at least two pairs.'
    draft.pairs.forEach(({ prompt, response }, at) => {
      if (blank(prompt) !== blank(response)) found[`pairs.${at}.${blank(prompt) ? 'prompt' : 'response'}`] = EMPTY
    })
  }
  if (draft.kind !== 'multiple-choice' && draft.kind !== 'multiple-response') return found
  const one = draft.kind === 'multiple-choice'
  const right = few(draft.options.filter(({ correct }) => correct))
  if (few(draft.options) < (one ? 2 : 3)) found['options'] = `Write at least ${one ? 'two' : 'three'} options.`
  else if (right < (one ? 1 : 2)) found['options'] = `Mark ${one ? 'one option' : 'two or more options'} as right.`
  return found
}

/** What is still missing, by field; empty when the note can be saved. */
export function missing(draft: Draft): Missing {
  switch (draft.kind) {
    case 'basic':
    case 'basic-reversed':
      return empty(draft, ['front', 'back'])
    case 'typed':
      return empty(draft, ['front', 'answer'])
    case 'cloze':
      if (blank(draft.text)) return { text: EMPTY }
      return /\{\{c\d+::/.test(draft.text)
        ? {}
        : { text: 'Mark at least one gap: select the words and choose Make a gap.' }
    case 'computed':
      return computedMissing(draft)
    case 'diagram':
      return diagramMissing(draft)
    case 'template':
      return draft.fields.every(blank) ? { 'fields.0': EMPTY } : {}
    default:
      return questionMissing(draft)
  }
}
