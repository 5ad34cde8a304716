import type { HtmlNode } from '../../html/tree.ts'
import { attribute, elements, type XmlElement } from '../../xml/index.ts'
import { html } from '../xml-html.ts'
import type { Rule } from './conditions.ts'
import { materials } from './materials.ts'

/** What is said of single responses, and of the item as a whole. */
export interface ItemFeedback {
  readonly ofValues: ReadonlyMap<string, readonly HtmlNode[]>
  readonly general: readonly (readonly HtmlNode[])[]
  readonly hints: number
}

/** Feedback belongs to a value when a rule that asks for this value alone shows it, or when it is named after it. Blackboard names the option where others name the response. */
export function itemFeedback(item: XmlElement, rules: readonly Rule[], values: ReadonlySet<string>): ItemFeedback {
  const all = elements(item, 'itemfeedback')
  const ofValues = new Map<string, HtmlNode[]>()
  const taken = new Set<string>()
  const shownFor = new Map<string, string>()
  for (const rule of rules) {
    const [only, ...others] = rule.wanted
    if (!only || others.length > 0 || rule.unwanted.length > 0) continue
    const value = only.value === '' ? only.response : only.value
    for (const feedback of rule.feedback) if (!shownFor.has(feedback)) shownFor.set(feedback, value)
  }
  for (const at of all) {
    const identifier = attribute(at, 'ident')
    const named = identifier.replace(/_fb$/, '')
    const value = shownFor.get(identifier) ?? (values.has(named) ? named : undefined)
    if (value === undefined || !values.has(value)) continue
    const list = ofValues.get(value) ?? []
    list.push(html('div', new Map(), materials(at)))
    ofValues.set(value, list)
    taken.add(identifier)
  }
  const rest = all.filter((at) => !taken.has(attribute(at, 'ident')))
  return {
    ofValues,
    general: rest.map((at) => materials(at, (child) => child.name === 'hint')),
    hints: rest.flatMap((at) => elements(at, 'hint')).length,
  }
}
