import { attribute, descendants, elements, textOf, type XmlElement } from '../../xml/index.ts'

/** Feedback of an item: what is said of single options, and what is said of the item. */
export interface ItemFeedback {
  readonly ofOptions: ReadonlyMap<string, readonly XmlElement[]>
  readonly general: readonly XmlElement[]
}

/**
 * Sorts the feedback that stands outside of the options. It belongs to an option when it has the option's
 * identifier, or when the response processing shows it for that option alone.
 */
export function itemFeedback(item: XmlElement, options: ReadonlySet<string>): ItemFeedback {
  const ofOptions = new Map<string, XmlElement[]>()
  const general: XmlElement[] = []
  const shownFor = feedbackRules(item, options)
  const body = elements(item, 'itemBody').flatMap((at) => descendants(at, 'feedbackBlock'))
  for (const at of [...elements(item, 'modalFeedback'), ...body]) {
    if (attribute(at, 'showHide') === 'hide') continue
    const identifier = attribute(at, 'identifier')
    const option = options.has(identifier) ? identifier : shownFor.get(identifier)
    if (option === undefined) general.push(at)
    else listAt(ofOptions, option).push(at)
  }
  return { ofOptions, general: distinct(general) }
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

/** Which feedback the response processing sets for one option alone: feedback identifier to option. */
function feedbackRules(item: XmlElement, options: ReadonlySet<string>): ReadonlyMap<string, string> {
  const rules = new Map<string, string>()
  const processing = elements(item, 'responseProcessing')
  for (const rule of processing.flatMap((at) => descendants(at, 'responseIf', 'responseElseIf'))) {
    const [condition, ...acts] = elements(rule)
    if (!condition) continue
    const named = descendants(condition, 'baseValue')
      .map((value) => textOf(value).trim())
      .filter((value) => options.has(value))
    const [option] = named
    if (option === undefined || new Set(named).size > 1) continue
    for (const set of acts.filter((act) => act.name === 'setOutcomeValue')) {
      const value = descendants(set, 'baseValue').map((at) => textOf(at).trim())
      for (const feedback of value) if (feedback !== '' && !rules.has(feedback)) rules.set(feedback, option)
    }
  }
  return rules
}

/** The same words for right and for wrong answers are said once. */
function distinct(all: readonly XmlElement[]): XmlElement[] {
  const seen = new Set<string>()
  return all.filter((at) => {
    const text = textOf(at).replace(/\s+/g, ' ').trim()
    if (text === '' || seen.has(text)) return false
    seen.add(text)
    return true
  })
}
