import type { Place } from '../../../contract/errors.ts'
import type { HtmlNode } from '../../html/tree.ts'
import { attribute, descendants, element, elements, textAt, textOf, type XmlElement } from '../../xml/index.ts'
import { saysNothing } from '../boilerplate.ts'
import { BARE_DRAFT, type DraftBody, type DraftQuestion } from '../draft.ts'
import { createTextReader } from '../rich-text.ts'
import { QUESTION_LIMITS } from '../limits.ts'
import { html } from '../xml-html.ts'
import { choice, labelsOf, matching, ordering, typed, type BodyContext, type ReadBody } from './bodies.ts'
import { rulesOf } from './conditions.ts'
import { itemFeedback } from './feedback.ts'
import { materials } from './materials.ts'

/** Types that programs name in the metadata and that have no counterpart, with their articles. */
const UNSUPPORTED: readonly (readonly [RegExp, string])[] = [
  [/^(?:essay|short response|cc\.essay)/i, 'an essay question'],
  [/^(?:numerical|numeric)/i, 'a question for a number'],
  [/^calculated/i, 'a question with calculated numbers'],
  [/^(?:fill_in_multiple_blanks|fill in the blank plus)/i, 'a text with several blanks'],
  [/^(?:multiple_dropdowns|jumbled sentence)/i, 'a text whose words are selected'],
  [/^(?:file_upload|file upload)/i, 'an upload of a file'],
  [/^(?:hot spot|hot_spot)/i, 'a choice of places on an image'],
  [/^categorization/i, 'a sorting into categories'],
  [/^(?:formula|multi-short|arithmetic|significant|likert)/i, 'a question of a kind of its own'],
]

const NOTHING_ASKED = /^text_only_question$/i

/** What an item is read with. */
export interface Qti1Context {
  readonly where: Place
  readonly category: readonly string[]
  readonly medium: (source: string) => string | null
  /** A text that the item shares with others. */
  readonly stimulus: XmlElement | null
}

/** The text that an item belongs to, by identifier; an empty string for none. */
export function stimulusOf(item: XmlElement): string {
  return metadata(item, /^parent_stimulus_item_ident$/)
}

/** Is the item a text that asks nothing? */
export function asksNothing(item: XmlElement): boolean {
  return NOTHING_ASKED.test(typeOf(item))
}

/** An `<item>` of QTI 1.2 as a draft. */
export function readItem(item: XmlElement, context: Qti1Context): DraftQuestion {
  const type = typeOf(item)
  const presentation = element(item, 'presentation')
  const rules = rulesOf(item)
  const lids = presentation ? descendants(presentation, 'response_lid', 'response_grp') : []
  const values = new Set(lids.flatMap(labelsOf).map((label) => attribute(label, 'ident')))
  const feedback = itemFeedback(item, rules, values)
  const reader = createTextReader(context.medium)
  const read = readBody(item, type, presentation, lids, {
    rules,
    line: (nodes) => reader.nodes(nodes, true),
    reason: (value) => reader.nodes(feedback.ofValues.get(value) ?? [], false),
  })
  const several = lids.length > 1 && read.body.type === 'matching'
  const stem = materials(presentation, (at) => several && isMatchBlock(at))
  return {
    ...BARE_DRAFT,
    where: context.where,
    title: attribute(item, 'title').replace(/\s+/g, ' '),
    id: attribute(item, 'ident') || textOf(descendants(item, 'bbmd_asi_object_id')[0]).trim(),
    category: context.category,
    stem: reader.nodes([...sharedText(context.stimulus), ...stem], false),
    explanation: distinct(feedback.general.map((nodes) => reader.nodes(nodes, false)))
      .filter((text) => !saysNothing(text))
      .join('\n\n'),
    body: read.body,
    lost: [
      ...read.lost,
      ...(feedback.hints > 0 ? ['its hints'] : []),
      ...(textOf(descendants(item, 'bbmd_partialcredit')[0]).trim() === 'true' ? ['part marks'] : []),
      ...[...reader.dropped].map((name) => `its <${name}>`),
    ],
  }
}

function sharedText(stimulus: XmlElement | null): HtmlNode[] {
  return stimulus ? [html('section', new Map(), materials(stimulus))] : []
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '')
}

function typeOf(item: XmlElement): string {
  const named = textOf(descendants(item, 'bbmd_questiontype')[0]).trim()
  if (named !== '') return named
  return metadata(item, /^(?:question_type|qmd_questiontype|qmd_itemtype|cc_profile)$/)
}

function metadata(item: XmlElement, label: RegExp): string {
  const field = descendants(item, 'qtimetadatafield').find((at) => label.test(textAt(at, 'fieldlabel')))
  return field ? textAt(field, 'fieldentry') : ''
}

function readBody(
  item: XmlElement,
  type: string,
  presentation: XmlElement | undefined,
  lids: readonly XmlElement[],
  context: BodyContext,
): ReadBody {
  const [, what] = UNSUPPORTED.find(([pattern]) => pattern.test(type)) ?? []
  const unsupported = (kind: string): ReadBody => ({ body: { type: 'unsupported', what: kind } as DraftBody, lost: [] })
  if (what !== undefined) return unsupported(what)
  const [only] = lids
  if (only && lids.length === 1) {
    return /^ordered$/i.test(attribute(only, 'rcardinality')) || /^ordering$/i.test(type)
      ? ordering(only, context)
      : choice(only, context)
  }
  if (lids.length > 1) return several(presentation, lids, type, context)
  const [text] = presentation ? descendants(presentation, 'response_str') : []
  if (text) return typed(text, context.rules)
  if (descendants(item, 'response_num').length > 0) return unsupported('a question for a number')
  if (descendants(item, 'response_xy').length > 0) return unsupported('a choice of places on an image')
  return unsupported('a text that asks nothing')
}

/** Several responses are a matching when all have the same options. */
function several(
  presentation: XmlElement | undefined,
  lids: readonly XmlElement[],
  type: string,
  context: BodyContext,
): ReadBody {
  const counts = new Set(lids.map((lid) => labelsOf(lid).length))
  if ((counts.size > 1 && !/match/i.test(type)) || lids.length > QUESTION_LIMITS.parts) {
    return { body: { type: 'unsupported', what: 'an item that asks several things' }, lost: [] }
  }
  const right = descendants(presentation ?? lids[0] ?? EMPTY, 'flow').find(
    (at) => attribute(at, 'class') === 'RIGHT_MATCH_BLOCK',
  )
  const beside = new Map(besides(presentation ?? EMPTY))
  return matching(
    lids,
    {
      prompt: (lid) => (materials(lid).length > 0 ? materials(lid) : (beside.get(lid) ?? [])),
      right: right ? elements(right, 'flow').map((at) => materials(at)) : [],
    },
    context,
  )
}

const EMPTY: XmlElement = { name: '', attributes: new Map(), children: [], offset: 0 }

/** Blackboard puts a prompt beside its response, both inside a flow of their own. */
function besides(at: XmlElement): [XmlElement, HtmlNode[]][] {
  return elements(at).flatMap((child) => {
    const [lid] = elements(child, 'response_lid', 'response_grp')
    return lid ? [[lid, materials(child)] as [XmlElement, HtmlNode[]]] : besides(child)
  })
}

/** A part of the text that is a prompt or a response of a matching. */
function isMatchBlock(at: XmlElement): boolean {
  const name = attribute(at, 'class')
  return name === 'RIGHT_MATCH_BLOCK' || name === 'RESPONSE_BLOCK'
}
