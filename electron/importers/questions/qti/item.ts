import type { Place } from '../../../contract/errors.ts'
import type { HtmlNode } from '../../html/tree.ts'
import { attribute, descendants, element, elements, textOf, type XmlElement } from '../../xml/index.ts'
import { saysNothing } from '../boilerplate.ts'
import { BARE_DRAFT, type DraftBody, type DraftQuestion } from '../draft.ts'
import { QUESTION_LIMITS } from '../limits.ts'
import { createTextReader, type TextReader } from '../rich-text.ts'
import { html, xmlToHtml } from '../xml-html.ts'
import { responseDeclarations, type ResponseDeclaration } from './declarations.ts'
import { itemFeedback, type ItemFeedback } from './feedback.ts'
import { INLINE, isInteraction, labelOf, readInteraction, type InteractionBody } from './interactions.ts'
import { gapsOf, promptOf } from './pairs.ts'

/** What an item is read with. */
export interface ItemContext {
  readonly where: Place
  readonly category: readonly string[]
  readonly tags: readonly string[]
  readonly medium: (source: string) => string | null
  /** The body of a text that several items share, by the address in the item. */
  readonly stimulus: (href: string) => XmlElement | null
}

/** Parts of an item's text that are not for the person who answers. */
const NOT_TEXT = new Set(['feedbackInline', 'feedbackBlock', 'rubricBlock', 'prompt', 'gapText', 'gapImg'])

const NO_RESPONSE: ResponseDeclaration = {
  cardinality: '',
  baseType: '',
  correct: [],
  marks: null,
  caseSensitive: false,
}

/**
 * An `assessmentItem` (QTI 2 names) as drafts: one for each thing that it asks. Items that ask several things are
 * parted, each with the text that they share.
 */
export function readItem(item: XmlElement, context: ItemContext): DraftQuestion[] {
  const body = element(item, 'itemBody')
  const asked = body ? interactionsBelow(body) : []
  if (asked.length > QUESTION_LIMITS.asked) return [unread(item, context)]
  const reader = createTextReader(context.medium)
  const identifiers = new Set(
    descendants(item, 'simpleChoice', 'inlineChoice', 'hottext', 'simpleAssociableChoice', 'gapText').map((at) =>
      attribute(at, 'identifier'),
    ),
  )
  const feedback = itemFeedback(item, identifiers)
  const declarations = responseDeclarations(item)
  const shared = sharedTexts(item, context, reader)
  const general = feedback.general.map((at) => reader.nodes(textNodes(at), false)).filter((text) => !saysNothing(text))
  if (asked.length === 0) {
    return [
      draftOf(
        item,
        context,
        stemOf(body, null, shared, reader),
        { type: 'unsupported', what: 'a text that asks nothing' },
        [],
        general,
      ),
    ]
  }
  return asked.map((interaction, index) => {
    const declaration = declarations.get(attribute(interaction, 'responseIdentifier')) ?? NO_RESPONSE
    const read = readWith(interaction, item, declaration, feedback, reader)
    const stem = stemOf(body, interaction, shared, reader)
    const together = asked.length > 1 ? ['being asked together with the other parts of its item'] : []
    const lost = [...read.lost, ...together, ...lostOf(item), ...[...reader.dropped].map((name) => `its <${name}>`)]
    const draft = draftOf(item, context, stem, read.body, lost, general)
    return asked.length > 1 ? { ...draft, id: `${draft.id}#${index + 1}` } : draft
  })
}

/** An item that asks more than anyone would. */
function unread(item: XmlElement, context: ItemContext): DraftQuestion {
  return draftOf(item, context, '', { type: 'unsupported', what: 'an item that asks very many things' }, [], [])
}

function readWith(
  interaction: XmlElement,
  item: XmlElement,
  declaration: ResponseDeclaration,
  feedback: ItemFeedback,
  reader: TextReader,
): InteractionBody {
  return readInteraction(interaction, {
    item,
    declaration,
    line: (at) => reader.nodes(textNodes(at), true),
    reason: (option) => {
      const inside = descendants(option, 'feedbackInline').filter((at) => attribute(at, 'showHide') !== 'hide')
      const outside = feedback.ofOptions.get(attribute(option, 'identifier')) ?? []
      const texts = [...inside, ...outside].map((at) => reader.nodes(textNodes(at), false))
      return texts.filter((text) => text !== '').join('\n\n')
    },
  })
}

function draftOf(
  item: XmlElement,
  context: ItemContext,
  stem: string,
  body: DraftBody,
  lost: readonly string[],
  general: readonly string[],
): DraftQuestion {
  return {
    ...BARE_DRAFT,
    where: context.where,
    title: attribute(item, 'title').replace(/\s+/g, ' '),
    id: attribute(item, 'identifier'),
    category: context.category,
    tags: context.tags,
    stem,
    explanation: general.filter((text) => text !== '').join('\n\n'),
    body: drawn(item) ? { type: 'unsupported', what: 'an item whose values are drawn anew each time' } : body,
    lost,
  }
}

function drawn(item: XmlElement): boolean {
  return elements(item, 'templateDeclaration').length > 0 && elements(item, 'templateProcessing').length > 0
}

function interactionsBelow(at: XmlElement): XmlElement[] {
  return elements(at).flatMap((child) => (isInteraction(child) ? [child] : interactionsBelow(child)))
}

/** Nodes of a text without feedback and notes to graders. */
function textNodes(at: XmlElement): HtmlNode[] {
  return xmlToHtml(at.children, (child) => (NOT_TEXT.has(child.name) ? [] : null))
}

function sharedTexts(item: XmlElement, context: ItemContext, reader: TextReader): string[] {
  const hrefs = new Set(elements(item, 'assessmentStimulusRef').map((ref) => attribute(ref, 'href')))
  return [...hrefs].slice(0, QUESTION_LIMITS.asked).flatMap((href) => {
    const body = context.stimulus(href)
    return body ? [reader.nodes(textNodes(body), false)] : []
  })
}

/** The text of the item around one of its interactions, with the prompt or a blank in its place. */
function stemOf(
  body: XmlElement | undefined,
  asked: XmlElement | null,
  shared: readonly string[],
  reader: TextReader,
): string {
  const replace = (at: XmlElement): HtmlNode[] | null => {
    if (at === asked) return placeOf(at)
    if (asked && INLINE.has(asked.name) && standsAlone(at, asked)) return []
    if (at.name === 'rubricBlock' && /candidate/i.test(attribute(at, 'view'))) return xmlToHtml(at.children, replace)
    return isInteraction(at) || NOT_TEXT.has(at.name) ? [] : null
  }
  const own = body ? reader.nodes(xmlToHtml(body.children, replace), false) : ''
  return [...shared, own].filter((text) => text !== '').join('\n\n')
}

/** Is an interaction all that is in a paragraph? A blank there says nothing. */
function standsAlone(paragraph: XmlElement, asked: XmlElement): boolean {
  if (paragraph.name !== 'p' && paragraph.name !== 'div') return false
  const children = paragraph.children.filter((child) => typeof child !== 'string' || child.trim() !== '')
  return children.length === 1 && children[0] === asked
}

function placeOf(at: XmlElement): HtmlNode[] {
  if (INLINE.has(at.name)) return [' _____ ']
  const prompt = promptOf(at)
  const asked = prompt ? [html('p', new Map(), textNodes(prompt))] : []
  if (at.name !== 'gapMatchInteraction' && at.name !== 'hottextInteraction') return asked
  const numbers = new Map(gapsOf(at).map((gap, index) => [gap, index + 1]))
  const text = xmlToHtml(at.children, (child) => {
    if (child.name === 'gap') return [` (${numbers.get(child) ?? 0}) _____ `]
    return NOT_TEXT.has(child.name) ? [] : null
  })
  return [...asked, html('div', new Map(), text)]
}

function lostOf(item: XmlElement): string[] {
  const rubrics = descendants(item, 'rubricBlock').filter(
    (at) => !/candidate/i.test(attribute(at, 'view')) && labelOf(at) !== '',
  )
  return [
    ...(attribute(item, 'adaptive') === 'true' ? ['its several tries'] : []),
    ...(rubrics.length > 0 ? ['its notes to graders'] : []),
    ...(descendants(item, 'include').length > 0 ? ['the text that it includes from another file'] : []),
    ...(descendants(item, 'printedVariable').some((at) => textOf(at) === '') ? ['its printed values'] : []),
  ]
}
