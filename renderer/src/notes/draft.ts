import type { ContentOf, NoteKind } from '../../../electron/contract/content/note-content.ts'

export interface OptionDraft {
  text: string
  reason: string
  correct: boolean
}
export interface ItemDraft {
  text: string
  reason: string
}
export interface PairDraft {
  prompt: string
  response: string
  reason: string
}
export interface VariableDraft {
  name: string
  way: 'range' | 'list'
  min: string
  max: string
  step: string
  /** Values that are left out of a range, parted by blanks or commas. */
  not: string
  /** Values of a list, parted by blanks or commas. */
  list: string
}
export interface NamedDraft {
  name: string
  expression: string
}
/** Part of a picture, in its pixels. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}
export interface LabelDraft {
  id: string
  answer: string
  clue: string
  /** What it covers of a picture; null for a label that stands in the drawing. */
  area: Area | null
}
export interface ReferenceDraft {
  title: string
  url: string
  verifiedOn: string
}

/** What the editor holds: the texts of all kinds, so that a change of kind loses nothing. JSON throughout. */
export interface Draft {
  kind: NoteKind
  front: string
  back: string
  text: string
  answer: string
  /** Further accepted answers, one a line. */
  accept: string
  caseSensitive: boolean
  ignoreAccents: boolean
  extra: string
  prompt: string
  variables: VariableDraft[]
  lets: NamedDraft[]
  /** Conditions, one a line. */
  require: string
  formula: string
  decimals: string
  tolerance: string
  unit: string
  steps: string[]
  plot: ContentOf<'computed'>['plot'] | null
  svg: string
  /** Name of the picture under the labels; empty for a drawing of our own. */
  picture: string
  width: number
  height: number
  hideAll: boolean
  alt: string
  labels: LabelDraft[]
  stem: string
  explanation: string
  /** 0: not said. */
  difficulty: number
  scenario: boolean
  options: OptionDraft[]
  items: ItemDraft[]
  pairs: PairDraft[]
  unused: ItemDraft[]
  /** Guid of the type, for a note of an imported type. */
  noteType: string
  fields: string[]
  /** Words parted by spaces or commas. */
  tags: string
  objective: string
  beyond: string
  services: string[]
  references: ReferenceDraft[]
  verifiedOn: string
}

export const newOption = (correct = false): OptionDraft => ({ text: '', reason: '', correct })
export const newItem = (): ItemDraft => ({ text: '', reason: '' })
export const newPair = (): PairDraft => ({ prompt: '', response: '', reason: '' })
export const newVariable = (name = ''): VariableDraft => {
  return { name, way: 'range', min: '1', max: '10', step: '1', not: '', list: '' }
}

const repeated = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

function emptyComputed() {
  return {
    prompt: '',
    variables: [newVariable('a')],
    lets: [],
    require: '',
    formula: '',
    decimals: '0',
    tolerance: '0',
    unit: '',
    steps: [''],
    plot: null,
  }
}

function emptyQuestion() {
  return {
    stem: '',
    explanation: '',
    difficulty: 0,
    scenario: false,
    options: repeated(4, (at) => newOption(at === 0)),
    items: repeated(3, newItem),
    pairs: repeated(3, newPair),
    unused: [],
  }
}

/** A draft with nothing written yet. */
export function emptyDraft(kind: NoteKind): Draft {
  return {
    kind,
    front: '',
    back: '',
    text: '',
    answer: '',
    accept: '',
    caseSensitive: false,
    ignoreAccents: false,
    extra: '',
    ...emptyComputed(),
    svg: '',
    picture: '',
    width: 0,
    height: 0,
    hideAll: false,
    alt: '',
    labels: [],
    ...emptyQuestion(),
    noteType: '',
    fields: [],
    tags: '',
    objective: '',
    beyond: '',
    services: [],
    references: [],
    verifiedOn: '',
  }
}

/** Words of a text, parted by what the pattern finds. */
export function split(text: string, by: RegExp): string[] {
  return text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean)
}

/** The tags that are written, each once. */
export function tagsOf(draft: Draft): string[] {
  return [...new Set(split(draft.tags, /[\s,]+/))]
}

/**
 * The text with the selection as a gap, and where the gap's words then stand. Its number follows those there are, or
 * is the last of them again.
 */
export function withGap(
  text: string,
  start: number,
  end: number,
  same = false,
): { text: string; start: number; end: number } {
  const numbers = [...text.matchAll(/\{\{c(\d+)::/g)].map((match) => Number(match[1]))
  const last = Math.max(0, ...numbers)
  const open = `{{c${same ? Math.max(1, last) : last + 1}::`
  const inside = text.slice(start, end)
  return {
    text: `${text.slice(0, start)}${open}${inside}}}${text.slice(end)}`,
    start: start + open.length,
    end: start + open.length + inside.length,
  }
}

export { draftOf } from './draft-of.ts'
export { noteOf } from './draft-note.ts'
export { missing } from './draft-missing.ts'
