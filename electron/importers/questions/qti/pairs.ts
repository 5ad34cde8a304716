import { attribute, descendants, element, elements, type XmlElement } from '../../xml/index.ts'
import type { DraftOption, DraftPair } from '../draft.ts'
import { QUESTION_LIMITS } from '../limits.ts'
import { partMarks } from '../weights.ts'
import { addsMarks, rightValues } from './declarations.ts'
import type { InteractionBody, InteractionContext } from './interactions.ts'

type Sides = readonly (readonly [left: string, right: string])[]

/** The right pairs of a response, each as two identifiers. */
function rightPairs({ declaration }: InteractionContext): Sides {
  const values = new Set(rightValues(declaration))
  return [...values].slice(0, QUESTION_LIMITS.parts).map((value) => {
    const [left = '', right = ''] = value.split(' ')
    return [left, right]
  })
}

/**
 * Pairs as a matching. Responses are the side on which no element stands in two pairs; what has no pair is a
 * distractor there, and on the other side something that cannot be carried.
 */
function matching(
  pairs: Sides,
  prompts: readonly XmlElement[],
  responses: readonly XmlElement[],
  context: InteractionContext,
): InteractionBody {
  const byId = new Map(responses.map((one) => [attribute(one, 'identifier'), one]))
  const made = prompts.slice(0, QUESTION_LIMITS.parts).flatMap((prompt): DraftPair[] =>
    pairs
      .filter(([left]) => left === attribute(prompt, 'identifier'))
      .flatMap(([, right]) => byId.get(right) ?? [])
      .map((response) => ({
        prompt: context.line(prompt),
        response: context.line(response),
        reason: context.reason(response),
      })),
  )
  const used = new Set(pairs.map(([, right]) => right))
  const option = (one: XmlElement): DraftOption => ({ text: context.line(one), reason: context.reason(one) })
  const unused = responses.filter((one) => !used.has(attribute(one, 'identifier'))).map(option)
  const alone = prompts
    .slice(0, QUESTION_LIMITS.parts)
    .filter((prompt) => !pairs.some(([left]) => left === attribute(prompt, 'identifier')))
  const shown = alone.map(context.line).join(', ').slice(0, 100)
  const lost = alone.length > 0 && made.length > 0 ? [`its prompts that have no response (${shown})`] : []
  return { body: { type: 'matching', pairs: made, unused }, lost: [...lost, ...marksOf(context)] }
}

function marksOf({ item, declaration }: InteractionContext): string[] {
  const marks = [...(declaration.marks?.values() ?? [])]
  const best = Math.max(0, ...marks)
  const scored = best > 0 && [...interactionsOf(item)].some((id) => addsMarks(item, id))
  return scored
    ? partMarks(
        marks.map((mark) => (mark * 100) / best),
        true,
      )
    : []
}

function interactionsOf(item: XmlElement): Set<string> {
  return new Set(elements(item, 'responseDeclaration').map((at) => attribute(at, 'identifier')))
}

/** Two lists; each prompt of one belongs to a response of the other. */
export function matches(at: XmlElement, context: InteractionContext): InteractionBody {
  const [first, second] = elements(at, 'simpleMatchSet').map((set) => elements(set, 'simpleAssociableChoice'))
  const pairs = rightPairs(context)
  const turned = repeats(pairs.map(([left]) => left)) && !repeats(pairs.map(([, right]) => right))
  if (!turned) return matching(pairs, first ?? [], second ?? [], context)
  return matching(
    pairs.map(([left, right]) => [right, left]),
    second ?? [],
    first ?? [],
    context,
  )
}

function repeats(all: readonly string[]): boolean {
  return new Set(all).size < all.length
}

/** One list whose elements belong together two by two. */
export function associations(at: XmlElement, context: InteractionContext): InteractionBody {
  const choices = elements(at, 'simpleAssociableChoice')
  const pairs = rightPairs(context)
  const left = new Set(pairs.map(([one]) => one))
  const prompts = choices.filter((choice) => left.has(attribute(choice, 'identifier')))
  const responses = choices.filter((choice) => !left.has(attribute(choice, 'identifier')))
  return matching(pairs, prompts, responses, context)
}

/** Words for the gaps of a text; the gaps are numbered in the stem. */
export function gaps(at: XmlElement, context: InteractionContext): InteractionBody {
  const texts = elements(at, 'gapText', 'gapImg')
  const byId = new Map(texts.map((text) => [attribute(text, 'identifier'), text]))
  const pairs = rightPairs(context)
  const made = gapsOf(at).flatMap((gap, index): DraftPair[] => {
    const identifier = attribute(gap, 'identifier')
    const [word] = pairs.find(([, right]) => right === identifier) ?? []
    const text = byId.get(word ?? '')
    return text ? [{ prompt: `(${index + 1})`, response: context.line(text), reason: context.reason(text) }] : []
  })
  const used = new Set(pairs.map(([left]) => left))
  const unused = texts.filter((text) => !used.has(attribute(text, 'identifier')))
  const body = {
    type: 'matching' as const,
    pairs: made,
    unused: unused.map((text) => ({ text: context.line(text), reason: context.reason(text) })),
  }
  return { body, lost: marksOf(context) }
}

/** The gaps of a text in their order. */
export function gapsOf(at: XmlElement): XmlElement[] {
  return descendants(at, 'gap')
}

/** The question that stands above an interaction. */
export function promptOf(at: XmlElement): XmlElement | undefined {
  return element(at, 'prompt')
}
