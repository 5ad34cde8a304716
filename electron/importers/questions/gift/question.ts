import type { Place } from '../../../contract/errors.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { categoryLevels } from '../category.ts'
import { BARE_DRAFT, type DraftQuestion } from '../draft.ts'
import { createTextReader } from '../rich-text.ts'
import { readBody } from './bodies.ts'
import type { GiftBlock } from './blocks.ts'
import { showEscapes } from './escapes.ts'
import { formatOf, giftReader } from './parts.ts'

/** What a block of a GIFT file is. */
export type GiftEntry =
  | { readonly type: 'question'; readonly draft: DraftQuestion }
  | { readonly type: 'category'; readonly levels: readonly string[] }
  /** Text without answers, as between two groups of questions. */
  | { readonly type: 'description' }

export interface GiftProblem {
  readonly code: string
  readonly message: string
  readonly expected: string
  readonly found: string
}

/** Reads a block. `medium` says where a picture is kept; most lie outside of the file. */
export function readBlock(
  block: GiftBlock,
  where: Place,
  category: readonly string[],
  medium: (source: string) => string | null,
): Result<GiftEntry, GiftProblem> {
  if (block.text.startsWith('$CATEGORY:')) {
    return ok({ type: 'category', levels: categoryLevels(showEscapes(block.text.slice(10))) })
  }
  const { title, rest } = splitTitle(block.text)
  const open = rest.indexOf('{')
  const close = rest.indexOf('}')
  if (open < 0 && close < 0) return ok({ type: 'description' })
  if (open < 0 || close < open) return fail(braces(open < 0 ? 'a closing brace alone' : 'a brace that is not closed'))
  if (rest.slice(open + 1, close).includes('{')) return fail(braces('a brace that opens among the answers'))
  if (/[{}]/.test(rest.slice(close + 1))) return fail(braces('braces after the answers'))
  const stem = stemOf(rest, open, close)
  const reader = createTextReader(medium)
  const read = giftReader(reader, formatOf(stem).format ?? 'moodle')
  const section = rest.slice(open + 1, close).trim()
  const general = section.lastIndexOf('####')
  const { body, lost, explanation } = readBody(general < 0 ? section : section.slice(0, general).trim(), read)
  const more = general < 0 ? '' : read.block(section.slice(general + 4))
  const draft: DraftQuestion = {
    ...BARE_DRAFT,
    where,
    title: showEscapes(title).replace(/\s+/g, ' ').trim(),
    id: block.id,
    category,
    tags: block.tags,
    stem: read.block(stem),
    explanation: [explanation, more].filter((part) => part !== '').join('\n\n'),
    body,
    lost: [...lost, ...[...reader.dropped].map((name) => `its <${name}>`)],
  }
  return ok({ type: 'question', draft })
}

function splitTitle(text: string): { title: string; rest: string } {
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1
  return end < 0 ? { title: '', rest: text } : { title: text.slice(2, end), rest: text.slice(end + 2).trim() }
}

/** The text around the braces, with a blank in their place when it goes on after them. */
function stemOf(text: string, open: number, close: number): string {
  const before = text.slice(0, open)
  const after = text.slice(close + 1)
  return /^[\s.;"']*$/.test(after) ? before.trim() : `${before}_____${after}`.trim()
}

function braces(found: string): GiftProblem {
  const message = 'The braces of this question do not match. A brace that is text needs a backslash before it.'
  return { code: 'gift-braces', message, expected: 'answers between { and }', found }
}
