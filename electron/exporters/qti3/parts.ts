import type { ContentOf } from '../../contract/content/note-content.ts'
import type { ExportedQuestion } from '../question-bank.ts'
import { inline } from './markdown-html.ts'
import { tag } from './markup.ts'

/** What an item is made of. */
export interface ItemParts {
  readonly stem: string
  readonly explanation: string | undefined
  readonly interaction: string
  readonly cardinality: 'single' | 'multiple' | 'ordered'
  readonly baseType: 'identifier' | 'directedPair' | 'string'
  readonly correct: readonly string[]
  /** XML of the mapping; empty for none. */
  readonly mapping: string
  readonly reasons: readonly { readonly identifier: string; readonly text: string }[]
  /** Whether the response itself names the feedback of what was chosen. */
  readonly optionFeedback: boolean
}

interface Entry {
  readonly identifier: string
  readonly text: string
  readonly reason?: string | undefined
}

const INTERACTION = { 'response-identifier': 'RESPONSE' }

/** The parts of a question. */
export function partsOf(content: ExportedQuestion['content']): ItemParts {
  switch (content.kind) {
    case 'multiple-choice':
    case 'multiple-response':
      return choice(content)
    case 'ordering':
      return ordering(content)
    case 'matching':
      return matching(content)
    case 'typed':
      return typed(content)
  }
}

function entries(all: readonly { text: string; reason?: string | undefined }[], prefix: string, from = 1): Entry[] {
  return all.map(({ text, reason }, index) => ({ identifier: `${prefix}${index + from}`, text, reason }))
}

function reasonsOf(all: readonly Entry[]) {
  return all.flatMap(({ identifier, reason }) => (reason === undefined ? [] : [{ identifier, text: reason }]))
}

function simpleChoices(all: readonly Entry[]): string {
  return all.map(({ identifier, text }) => `\n${tag('qti-simple-choice', { identifier }, inline(text))}`).join('')
}

function choice(content: ContentOf<'multiple-choice' | 'multiple-response'>): ItemParts {
  const several = content.kind === 'multiple-response'
  const options = entries(content.options, 'C')
  const correct = options
    .filter((_option, index) => content.options[index]?.correct === true)
    .map(({ identifier }) => identifier)
  const attributes = { ...INTERACTION, shuffle: 'true', 'max-choices': several ? correct.length : 1 }
  return {
    stem: content.stem,
    explanation: content.explanation,
    interaction: tag('qti-choice-interaction', attributes, `${simpleChoices(options)}\n`),
    cardinality: several ? 'multiple' : 'single',
    baseType: 'identifier',
    correct,
    mapping: '',
    reasons: reasonsOf(options),
    optionFeedback: true,
  }
}

function ordering(content: ContentOf<'ordering'>): ItemParts {
  const items = entries(content.items, 'I')
  const all = [...items, ...entries(content.unused ?? [], 'I', items.length + 1)]
  const some = all.length > items.length
  const attributes = {
    ...INTERACTION,
    shuffle: 'true',
    'min-choices': some ? items.length : null,
    'max-choices': some ? items.length : null,
  }
  return {
    stem: content.stem,
    explanation: content.explanation,
    interaction: tag('qti-order-interaction', attributes, `${simpleChoices(all)}\n`),
    cardinality: 'ordered',
    baseType: 'identifier',
    correct: items.map(({ identifier }) => identifier),
    mapping: '',
    reasons: reasonsOf(all),
    optionFeedback: true,
  }
}

function matching(content: ContentOf<'matching'>): ItemParts {
  const prompts = content.pairs.map(({ prompt }, index): Entry => ({ identifier: `P${index + 1}`, text: prompt }))
  const responses = [
    ...content.pairs.map(({ response, reason }, index): Entry => ({
      identifier: `R${index + 1}`,
      text: response,
      reason,
    })),
    ...entries(content.unused ?? [], 'R', content.pairs.length + 1),
  ]
  const set = (all: readonly Entry[]) => {
    const choices = all.map(
      ({ identifier, text }) =>
        `\n${tag('qti-simple-associable-choice', { identifier, 'match-max': 1 }, inline(text))}`,
    )
    return `\n${tag('qti-simple-match-set', {}, `${choices.join('')}\n`)}`
  }
  const attributes = { ...INTERACTION, shuffle: 'true', 'max-associations': prompts.length }
  return {
    stem: content.stem,
    explanation: content.explanation,
    interaction: tag('qti-match-interaction', attributes, `${set(prompts)}${set(responses)}\n`),
    cardinality: 'multiple',
    baseType: 'directedPair',
    correct: prompts.map(({ identifier }, index) => `${identifier} R${index + 1}`),
    mapping: '',
    reasons: reasonsOf(responses),
    optionFeedback: false,
  }
}

function typed(content: ContentOf<'typed'>): ItemParts {
  const cased = content.caseSensitive === true ? 'true' : 'false'
  const answers = [content.answer, ...(content.accept ?? [])]
  const mapped = answers.map((answer) =>
    tag('qti-map-entry', { 'map-key': answer, 'mapped-value': 1, 'case-sensitive': cased }),
  )
  return {
    stem: content.front,
    explanation: content.extra,
    interaction: tag('p', {}, tag('qti-text-entry-interaction', INTERACTION)),
    cardinality: 'single',
    baseType: 'string',
    correct: [content.answer],
    mapping: tag('qti-mapping', { 'default-value': 0 }, mapped.join('')),
    reasons: [],
    optionFeedback: false,
  }
}
