import type { NoteKind } from '../../contract/content/note-content.ts'

/** A stretch of the search as typed, in UTF-16 units: from the first unit to the one after the last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A piece of a pattern: text as it stands, any number of characters (`*`), or exactly one (`_`). */
export type Piece = { readonly text: string } | 'any' | 'one'

/** Text with wildcards; an empty list is the empty text. */
export type Pattern = readonly Piece[]

export const CARD_CONDITIONS = [
  'new',
  'learn',
  'review',
  'relearn',
  'due',
  'suspended',
  'buried',
  'buried-manually',
  'buried-sibling',
  'held',
  'leech',
] as const
export type CardCondition = (typeof CARD_CONDITIONS)[number]

export const PROPERTIES = ['ivl', 'due', 'reps', 'lapses', 's', 'd', 'r', 'pos', 'rated'] as const
export type Property = (typeof PROPERTIES)[number]

export const COMPARISONS = ['=', '!=', '<', '>', '<=', '>='] as const
export type Comparison = (typeof COMPARISONS)[number]

/** What is asked of a card or of its note. Days are study days, today included: 1 is today alone. */
export type Term =
  | { readonly type: 'all' }
  /** Text anywhere in a note; `whole` for whole words. */
  | { readonly type: 'text'; readonly pattern: Pattern; readonly whole: boolean }
  /** A regular expression in any field, or in the fields of a name. */
  | { readonly type: 'regex'; readonly source: string; readonly field: Pattern | null }
  /** The whole of a field is like the pattern. */
  | { readonly type: 'field'; readonly field: Pattern; readonly value: Pattern; readonly plain: boolean }
  /** A tag or what stands below it; null for notes without a tag. */
  | { readonly type: 'tag'; readonly pattern: Pattern | null }
  | { readonly type: 'tag-regex'; readonly source: string }
  | { readonly type: 'deck'; readonly pattern: Pattern }
  /** The deck that was studied last. */
  | { readonly type: 'deck-current' }
  /** Cards that stand in a filtered deck: there are none here, cards stay in their decks. */
  | { readonly type: 'deck-filtered' }
  | { readonly type: 'is'; readonly condition: CardCondition }
  | { readonly type: 'prop'; readonly property: Property; readonly comparison: Comparison; readonly value: number }
  | { readonly type: 'rated'; readonly days: number; readonly rating: number | null }
  | { readonly type: 'added' | 'edited' | 'introduced' | 'rescheduled'; readonly days: number }
  /** Wrong in an exam, in the last days or ever (null). */
  | { readonly type: 'missed'; readonly days: number | null }
  | { readonly type: 'flag'; readonly flag: number }
  /** The name of a note type or of a kind. */
  | { readonly type: 'note-type'; readonly pattern: Pattern }
  | { readonly type: 'kind'; readonly kinds: readonly NoteKind[] }
  /** The first card of a note has the ordinal 0. */
  | { readonly type: 'ordinal'; readonly ordinal: number }
  /** The card's name in its note type. */
  | { readonly type: 'card-name'; readonly pattern: Pattern }
  | { readonly type: 'ids'; readonly of: 'note' | 'card' | 'deck'; readonly ids: readonly number[] }
  /** Notes whose first field reads like the text, of a note type or of any. */
  | { readonly type: 'dupe'; readonly noteType: string | null; readonly text: string }
  | { readonly type: 'preset'; readonly pattern: Pattern }
  /** An objective or what stands below it; null for notes without one. */
  | { readonly type: 'objective'; readonly pattern: Pattern | null }
  | { readonly type: 'domain'; readonly pattern: Pattern }
  | { readonly type: 'service'; readonly pattern: Pattern }
  /** Images or sound in any field. */
  | { readonly type: 'media' }

/** What a search asks for, as a tree. */
export type SearchNode =
  | { readonly op: 'and' | 'or'; readonly nodes: readonly SearchNode[] }
  | { readonly op: 'not'; readonly node: SearchNode }
  | { readonly op: 'term'; readonly term: Term; readonly span: Span }

/** Every term of a tree, with whether it stands under an odd number of negations. */
export function* termsOf(node: SearchNode, negated = false): Generator<{ term: Term; span: Span; negated: boolean }> {
  if (node.op === 'term') yield { term: node.term, span: node.span, negated }
  else if (node.op === 'not') yield* termsOf(node.node, !negated)
  else for (const inner of node.nodes) yield* termsOf(inner, negated)
}
