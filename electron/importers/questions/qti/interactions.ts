import { attribute, elements, textOf, type XmlElement } from '../../xml/index.ts'
import type { DraftBody, DraftOption } from '../draft.ts'
import { partMarks } from '../weights.ts'
import { addsMarks, rightValues, type ResponseDeclaration } from './declarations.ts'
import { associations, gaps, matches } from './pairs.ts'

/** What an interaction is read with. */
export interface InteractionContext {
  readonly item: XmlElement
  readonly declaration: ResponseDeclaration
  /** The text of an option without the feedback in it, on one line. */
  readonly line: (at: XmlElement) => string
  /** What is said of an option. */
  readonly reason: (option: XmlElement) => string
}

export interface InteractionBody {
  readonly body: DraftBody
  readonly lost: readonly string[]
}

/** Interactions that have no counterpart, with their articles. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  extendedTextInteraction: 'an essay question',
  hotspotInteraction: 'a choice of places on an image',
  selectPointInteraction: 'a choice of points on an image',
  graphicOrderInteraction: 'an order of places on an image',
  graphicAssociateInteraction: 'a connection of places on an image',
  graphicGapMatchInteraction: 'a drag onto an image',
  positionObjectInteraction: 'a placing of images',
  positionObjectStage: 'a placing of images',
  sliderInteraction: 'a choice of a number on a slider',
  drawingInteraction: 'a drawing',
  uploadInteraction: 'an upload of a file',
  mediaInteraction: 'a film or sound to be played',
  customInteraction: 'a question of its maker’s own kind',
  portableCustomInteraction: 'a question of its maker’s own kind',
}

/** Interactions that stand in the middle of a text. */
export const INLINE = new Set(['inlineChoiceInteraction', 'textEntryInteraction'])

/** Is this an element that a person answers? */
export function isInteraction(at: XmlElement): boolean {
  return /Interaction$/.test(at.name) && at.name !== 'endAttemptInteraction' ? true : at.name in UNSUPPORTED
}

/** Reads what an interaction asks. */
export function readInteraction(at: XmlElement, context: InteractionContext): InteractionBody {
  switch (at.name) {
    case 'choiceInteraction':
      return choice(at, elements(at, 'simpleChoice'), context)
    case 'inlineChoiceInteraction':
      return choice(at, elements(at, 'inlineChoice'), context)
    case 'hottextInteraction':
      return choice(at, hottexts(at), context)
    case 'orderInteraction':
      return ordering(elements(at, 'simpleChoice'), context)
    case 'matchInteraction':
      return matches(at, context)
    case 'associateInteraction':
      return associations(at, context)
    case 'gapMatchInteraction':
      return gaps(at, context)
    case 'textEntryInteraction':
      return textEntry(context)
    default: {
      const what = UNSUPPORTED[at.name] ?? `a question of the type ${at.name.slice(0, 60)}`
      return { body: { type: 'unsupported', what }, lost: [] }
    }
  }
}

function hottexts(at: XmlElement): XmlElement[] {
  return elements(at).flatMap((child) => (child.name === 'hottext' ? [child] : hottexts(child)))
}

function choice(at: XmlElement, options: readonly XmlElement[], context: InteractionContext): InteractionBody {
  const { declaration } = context
  const right = new Set(rightValues(declaration))
  const most = attribute(at, 'maxChoices')
  const several = declaration.cardinality === 'multiple' && at.name !== 'inlineChoiceInteraction' && most !== '1'
  const marks = options.map((option) => 100 * (declaration.marks?.get(attribute(option, 'identifier')) ?? 0))
  const body: DraftBody = {
    type: 'choice',
    several,
    options: options.map((option) => ({
      text: context.line(option),
      reason: context.reason(option),
      correct: right.has(attribute(option, 'identifier')),
    })),
  }
  const scored = addsMarks(context.item, attribute(at, 'responseIdentifier'))
  return { body, lost: scored ? partMarks(relative(marks), several) : [] }
}

/** Marks as percent of the best. */
function relative(marks: readonly number[]): number[] {
  const best = Math.max(...marks, 0)
  return best === 0 ? [...marks] : marks.map((mark) => (mark * 100) / best)
}

/** Options that are not in the right order belong nowhere. */
function ordering(options: readonly XmlElement[], context: InteractionContext): InteractionBody {
  const byId = new Map(options.map((option) => [attribute(option, 'identifier'), option]))
  const order = rightValues(context.declaration)
  const item = (option: XmlElement): DraftOption => ({ text: context.line(option), reason: context.reason(option) })
  const items = order.flatMap((identifier) => byId.get(identifier) ?? []).map(item)
  const used = new Set(order)
  const unused = options.filter((option) => !used.has(attribute(option, 'identifier'))).map(item)
  if (order.length === 0) return { body: { type: 'ordering', items: [], unused: [] }, lost: [] }
  return { body: { type: 'ordering', items, unused }, lost: [] }
}

function textEntry({ declaration }: InteractionContext): InteractionBody {
  if (/^(?:float|integer)$/.test(declaration.baseType)) {
    return { body: { type: 'unsupported', what: 'a question for a number' }, lost: [] }
  }
  const right = rightValues(declaration)
  const best = Math.max(0, ...(declaration.marks?.values() ?? []))
  const more = [...(declaration.marks ?? [])].filter(([, mark]) => mark > 0)
  const also = more.filter(([, mark]) => mark === best).map(([value]) => value)
  const lost = more.length > also.length ? ['part marks'] : []
  const answers = [...new Set([...right, ...also])].map((answer) => answer.trim())
  return { body: { type: 'typed', answers, caseSensitive: declaration.caseSensitive }, lost }
}

/** The text of an element on one line, for messages. */
export function labelOf(at: XmlElement): string {
  return textOf(at).replace(/\s+/g, ' ').trim()
}
