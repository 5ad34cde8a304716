import { attribute, descendants, element, elements, textOf, type XmlElement } from '../../xml/index.ts'

/** A response that a condition asks for. */
export interface Literal {
  readonly response: string
  readonly value: string
}

/** A rule of the response processing: when it holds, what it gives, and which feedback it shows. */
export interface Rule {
  readonly wanted: readonly Literal[]
  readonly unwanted: readonly Literal[]
  /** Several ways in which the condition holds. */
  readonly alternatives: boolean
  /** Marks in percent of the whole; `null` when the rule gives none. */
  readonly score: number | null
  /** Whether marks are added to those of other rules. */
  readonly adds: boolean
  readonly feedback: readonly string[]
}

/** The rules of an item, in their order. */
export function rulesOf(item: XmlElement): Rule[] {
  const processing = elements(item, 'resprocessing')
  const most = processing.flatMap((at) => descendants(at, 'decvar')).map((at) => Number(attribute(at, 'maxvalue')))
  const best = most.find((value) => value > 0) ?? 100
  return processing.flatMap((at) => elements(at, 'respcondition')).map((at) => readRule(at, best))
}

function readRule(at: XmlElement, best: number): Rule {
  const wanted: Literal[] = []
  const unwanted: Literal[] = []
  const condition = element(at, 'conditionvar')
  let alternatives = false
  const visit = (parent: XmlElement, negated: boolean): void => {
    for (const child of elements(parent)) {
      if (child.name === 'or' && !negated && elements(child).length > 1) alternatives = true
      if (child.name === 'varequal' || child.name === 'varsubset')
        (negated ? unwanted : wanted).push(...literals(child))
      else visit(child, negated !== (child.name === 'not'))
    }
  }
  if (condition) visit(condition, false)
  const sets = elements(at, 'setvar')
  const feedback = elements(at, 'displayfeedback').map((one) => attribute(one, 'linkrefid'))
  const adds = sets.some((set) => /add/i.test(attribute(set, 'action')))
  return { wanted, unwanted, alternatives, score: scoreOf(at, sets, best), adds, feedback }
}

function literals(at: XmlElement): Literal[] {
  const response = attribute(at, 'respident')
  const text = textOf(at).trim()
  const values = at.name === 'varsubset' ? text.split(',').map((value) => value.trim()) : [text]
  return values.map((value) => ({ response, value }))
}

function scoreOf(at: XmlElement, sets: readonly XmlElement[], best: number): number | null {
  const name = (set: XmlElement) => attribute(set, 'varname') || attribute(set, 'variablename')
  const own = sets.filter((set) => !/feedback|incorrect/i.test(name(set)))
  const values = own.map((set) => textOf(set).trim())
  if (values.length === 0) return attribute(at, 'title').toLowerCase() === 'correct' ? 100 : null
  return Math.max(...values.map((value) => (/max|correct/i.test(value) ? 100 : ((Number(value) || 0) * 100) / best)))
}

/** The values that are right for a response, and the marks that values alone give. */
export interface Key {
  /** In the order of the condition. */
  readonly right: readonly string[]
  readonly marks: ReadonlyMap<string, number>
  /** Marks of several rules are added up. */
  readonly adds: boolean
}

/**
 * The key of one response. A rule that asks for several values, or rules others out, is the key when it gives the
 * most; otherwise each value has the marks of the rule that asks for it alone.
 */
export function keyOf(rules: readonly Rule[], response: string, single: boolean): Key {
  const marks = new Map<string, number>()
  let full: { values: string[]; score: number } | null = null
  let adds = false
  for (const rule of rules) {
    const wanted = rule.wanted.filter((literal) => literal.response === response).map(({ value }) => value)
    const score = rule.score ?? 0
    if (wanted.length === 0 || rule.score === null) continue
    const apart = rule.alternatives || single
    const whole = !apart && (wanted.length > 1 || rule.unwanted.some((literal) => literal.response === response))
    if (whole && score > 0 && score > (full?.score ?? 0)) full = { values: wanted, score }
    if (whole) continue
    for (const value of wanted) marks.set(value, Math.max(marks.get(value) ?? -100, score))
    if (rule.adds) adds = true
  }
  if (full) return { right: full.values, marks: new Map(), adds: false }
  const best = Math.max(0, ...marks.values())
  const right = [...marks].filter(([, mark]) => mark > 0 && (!single || mark === best)).map(([value]) => value)
  return { right, marks, adds }
}
