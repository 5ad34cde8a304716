import type { HtmlNode } from '../../html/tree.ts'
import { attribute, descendants, type XmlElement } from '../../xml/index.ts'
import type { DraftBody, DraftOption, DraftPair } from '../draft.ts'
import { partMarks } from '../weights.ts'
import { keyOf, type Rule } from './conditions.ts'
import { materials } from './materials.ts'

/** What the responses of an item are read with. */
export interface BodyContext {
  readonly rules: readonly Rule[]
  readonly line: (nodes: readonly HtmlNode[]) => string
  readonly reason: (value: string) => string
}

export interface ReadBody {
  readonly body: DraftBody
  readonly lost: readonly string[]
}

/** What conditions call a response. Brightspace's groups have no identifier of their own. */
export function identOf(response: XmlElement): string {
  return attribute(response, 'ident') || attribute(response, 'respident')
}

/** The options of a response. */
export function labelsOf(response: XmlElement): XmlElement[] {
  return descendants(response, 'response_label')
}

export function choice(response: XmlElement, { rules, line, reason }: BodyContext): ReadBody {
  const several = /multiple/i.test(attribute(response, 'rcardinality'))
  const key = keyOf(rules, identOf(response), !several)
  const right = new Set(key.right)
  const labels = labelsOf(response)
  const options = labels.map((label) => {
    const value = attribute(label, 'ident')
    return { text: textOfLabel(label, line), reason: reason(value), correct: right.has(value) }
  })
  const marks = labels.map((label) => key.marks.get(attribute(label, 'ident')) ?? 0)
  const lost = key.adds || !several ? partMarks(marks, several) : []
  return { body: { type: 'choice', several, options }, lost }
}

/** Some programs give an option no text but its name, as in `true` and `false`. */
function textOfLabel(label: XmlElement, line: BodyContext['line']): string {
  const text = line(materials(label)) || attribute(label, 'ident')
  return /^(?:true|false)$/i.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1).toLowerCase()}` : text
}

export function ordering(response: XmlElement, { rules, line, reason }: BodyContext): ReadBody {
  const ident = identOf(response)
  const orders = rules
    .filter((rule) => (rule.score ?? 0) > 0)
    .map((rule) => rule.wanted.filter((literal) => literal.response === ident).map(({ value }) => value))
  const order = orders.reduce((longest, one) => (one.length > longest.length ? one : longest), [])
  const labels = new Map(labelsOf(response).map((label) => [attribute(label, 'ident'), label]))
  const item = (value: string, label: XmlElement): DraftOption => ({
    text: line(materials(label)),
    reason: reason(value),
  })
  const items = order.flatMap((value) => {
    const label = labels.get(value)
    return label ? [item(value, label)] : []
  })
  const used = new Set(order)
  const unused = [...labels].filter(([value]) => !used.has(value)).map(([value, label]) => item(value, label))
  return { body: { type: 'ordering', items, unused: order.length === 0 ? [] : unused }, lost: [] }
}

/** A response for each prompt; all of them have the same options. */
export interface MatchingParts {
  /** The text that belongs to a response. */
  readonly prompt: (response: XmlElement) => readonly HtmlNode[]
  /** Texts of the options by their place, where the options have none of their own. */
  readonly right: readonly (readonly HtmlNode[])[]
}

export function matching(responses: readonly XmlElement[], parts: MatchingParts, context: BodyContext): ReadBody {
  const { rules, line } = context
  const texts = new Map<string, string>()
  const used = new Set<string>()
  const pairs = responses.map((response): DraftPair => {
    const labels = labelsOf(response)
    const own = labels.map((label, index) => line(materials(label)) || line(parts.right[index] ?? []))
    for (const text of own) if (text !== '') texts.set(text, text)
    const [value] = keyOf(rules, identOf(response), true).right
    const at = labels.findIndex((label) => attribute(label, 'ident') === value)
    const text = own[at] ?? ''
    used.add(text)
    return {
      prompt: line(parts.prompt(response)),
      response: text,
      reason: value === undefined ? '' : context.reason(value),
    }
  })
  const unused = [...texts.keys()].filter((text) => !used.has(text)).map((text): DraftOption => ({ text, reason: '' }))
  return { body: { type: 'matching', pairs, unused }, lost: [] }
}

export function typed(response: XmlElement, rules: readonly Rule[]): ReadBody {
  const ident = identOf(response)
  const giving = rules.filter((rule) => (rule.score ?? 0) > 0)
  const best = Math.max(0, ...giving.map((rule) => rule.score ?? 0))
  const values = (all: readonly Rule[]) =>
    all.flatMap((rule) => rule.wanted.filter((literal) => literal.response === ident).map(({ value }) => value))
  const answers = [...new Set(values(giving.filter((rule) => rule.score === best)))].filter((value) => value !== '')
  const lost = values(giving).length > answers.length ? ['part marks'] : []
  if (answers.length === 0) return { body: { type: 'unsupported', what: 'an essay question' }, lost: [] }
  return { body: { type: 'typed', answers, caseSensitive: false }, lost }
}
