import { idOfGuid } from '../../importers/questions/identity.ts'
import { nameOf, type ExportedQuestion } from '../question-bank.ts'
import { blocks } from './markdown-html.ts'
import { escapeXml, tag, XML_HEAD } from './markup.ts'
import { partsOf, type ItemParts } from './parts.ts'

const NAMESPACES = {
  xmlns: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation':
    'http://www.imsglobal.org/xsd/imsqtiasi_v3p0 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd',
}

const TEMPLATES = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/'

/** The identifier of feedback that every answer brings. */
const EXPLANATION = 'EXPLANATION'

/** A question as a QTI 3 item. */
export function itemXml(question: ExportedQuestion): string {
  const parts = partsOf(question.content)
  const feedback = feedbackOf(parts)
  const head = {
    ...NAMESPACES,
    identifier: idOfGuid(question.guid),
    title: nameOf(question) || 'Question',
    adaptive: 'false',
    'time-dependent': 'false',
    'tool-name': 'Epoch',
  }
  const inner = [
    declaration(parts),
    outcome('SCORE', 'single', 'float', '0'),
    feedback.length > 0
      ? tag('qti-outcome-declaration', { identifier: 'FEEDBACK', cardinality: 'multiple', 'base-type': 'identifier' })
      : '',
    tag('qti-item-body', {}, `\n${tag('div', {}, blocks(parts.stem))}\n${parts.interaction}\n`),
    processing(parts, feedback),
    ...feedback.map(({ identifier, text }) => modal(identifier, text)),
  ]
  return `${XML_HEAD}${tag('qti-assessment-item', head, `\n${inner.filter((part) => part !== '').join('\n')}\n`)}\n`
}

interface Feedback {
  readonly identifier: string
  readonly text: string
}

function feedbackOf({ reasons, explanation }: ItemParts): Feedback[] {
  const general = explanation === undefined ? [] : [{ identifier: EXPLANATION, text: explanation }]
  return [...reasons, ...general]
}

function modal(identifier: string, text: string): string {
  const attributes = { 'outcome-identifier': 'FEEDBACK', identifier, 'show-hide': 'show' }
  return tag('qti-modal-feedback', attributes, tag('qti-content-body', {}, blocks(text)))
}

function declaration({ cardinality, baseType, correct, mapping }: ItemParts): string {
  const values = correct.map((value) => tag('qti-value', {}, escapeXml(value))).join('')
  const inner = `${tag('qti-correct-response', {}, values)}${mapping}`
  return tag('qti-response-declaration', { identifier: 'RESPONSE', cardinality, 'base-type': baseType }, inner)
}

function outcome(identifier: string, cardinality: string, baseType: string, value: string): string {
  const inner = tag('qti-default-value', {}, tag('qti-value', {}, value))
  return tag('qti-outcome-declaration', { identifier, cardinality, 'base-type': baseType }, inner)
}

/** All or nothing; the feedback of what was chosen, or of everything where nothing is chosen alone, and the explanation. */
function processing({ mapping, optionFeedback }: ItemParts, feedback: readonly Feedback[]): string {
  const template = `${TEMPLATES}${mapping === '' ? 'match_correct' : 'map_response'}.xml`
  if (feedback.length === 0) return tag('qti-response-processing', { template })
  const response = tag('qti-variable', { identifier: 'RESPONSE' })
  const right = tag('qti-match', {}, `${response}${tag('qti-correct', { identifier: 'RESPONSE' })}`)
  const score = (value: string) =>
    tag('qti-set-outcome-value', { identifier: 'SCORE' }, tag('qti-base-value', { 'base-type': 'float' }, value))
  const scoring =
    mapping === ''
      ? tag(
          'qti-response-condition',
          {},
          `${tag('qti-response-if', {}, right + score('1'))}${tag('qti-response-else', {}, score('0'))}`,
        )
      : tag('qti-set-outcome-value', { identifier: 'SCORE' }, tag('qti-map-response', { identifier: 'RESPONSE' }))
  const named = feedback
    .filter(({ identifier }) => !optionFeedback || identifier === EXPLANATION)
    .map(({ identifier }) => tag('qti-base-value', { 'base-type': 'identifier' }, identifier))
  const shown = tag('qti-multiple', {}, `${optionFeedback ? response : ''}${named.join('')}`)
  return tag(
    'qti-response-processing',
    {},
    `\n${scoring}\n${tag('qti-set-outcome-value', { identifier: 'FEEDBACK' }, shown)}\n`,
  )
}
