import type { NoteAbout } from '../../../electron/contract/content/note-about.ts'
import type { ContentOf, NoteContent } from '../../../electron/contract/content/note-content.ts'
import { drawingOf } from './areas.ts'
import { split, tagsOf, type Draft, type ItemDraft, type VariableDraft } from './draft.ts'

/** A member that is left out when there is nothing in it. */
function some<K extends string>(key: K, text: string): { [P in K]?: string } {
  return (text.trim() === '' ? {} : { [key]: text.trim() }) as { [P in K]?: string }
}

const numbers = (text: string) => split(text, /[\s,;]+/).map(Number)
const written = (item: ItemDraft) => item.text.trim() !== ''
const itemOf = ({ text, reason }: ItemDraft) => ({ text: text.trim(), ...some('reason', reason) })

function variableOf(draft: VariableDraft): ContentOf<'computed'>['variables'][string] {
  if (draft.way === 'list') return { from: numbers(draft.list) }
  const not = numbers(draft.not)
  const range = { min: Number(draft.min), max: Number(draft.max), step: Number(draft.step) }
  return { ...range, ...(not.length > 0 ? { not } : {}) }
}

function computedOf(draft: Draft): NoteContent {
  const lets = draft.lets.filter(({ name }) => name.trim() !== '')
  const require = split(draft.require, /\n/)
  const named = lets.map(({ name, expression }) => [name.trim(), expression.trim()] as const)
  return {
    kind: 'computed',
    prompt: draft.prompt.trim(),
    variables: Object.fromEntries(
      draft.variables.filter(({ name }) => name.trim() !== '').map((one) => [one.name.trim(), variableOf(one)]),
    ),
    ...(named.length > 0 ? { let: Object.fromEntries(named) } : {}),
    ...(require.length > 0 ? { require } : {}),
    answer: draft.formula.trim(),
    decimals: Number(draft.decimals),
    tolerance: Number(draft.tolerance),
    ...some('unit', draft.unit),
    steps: draft.steps.map((step) => step.trim()).filter(Boolean),
    ...(draft.plot ? { plot: draft.plot } : {}),
  }
}

function diagramOf(draft: Draft): NoteContent {
  return {
    kind: 'diagram',
    svg: draft.picture === '' ? draft.svg.trim() : drawingOf(draft.width, draft.height, draft.labels),
    ...some('picture', draft.picture),
    ...(draft.hideAll ? { hideAll: true } : {}),
    alt: draft.alt.trim(),
    labels: draft.labels.map(({ id, answer, clue }) => {
      return { id: id.trim(), answer: answer.trim(), ...some('clue', clue) }
    }),
  }
}

type ExamKind = 'multiple-choice' | 'multiple-response' | 'ordering' | 'matching'

function questionOf(draft: Draft, kind: ExamKind): NoteContent {
  const base = {
    stem: draft.stem.trim(),
    ...some('explanation', draft.explanation),
    ...(draft.difficulty > 0 ? { difficulty: draft.difficulty } : {}),
    ...(draft.scenario ? { scenario: true } : {}),
  }
  const left = draft.unused.filter(written).map(itemOf)
  const unused = left.length > 0 ? { unused: left } : {}
  if (kind === 'ordering') return { kind, ...base, items: draft.items.filter(written).map(itemOf), ...unused }
  if (kind === 'matching') {
    const pairs = draft.pairs.filter(({ prompt, response }) => prompt.trim() !== '' || response.trim() !== '')
    const pairOf = (pair: Draft['pairs'][number]) => {
      return { prompt: pair.prompt.trim(), response: pair.response.trim(), ...some('reason', pair.reason) }
    }
    return { kind, ...base, pairs: pairs.map(pairOf), ...unused }
  }
  const optionOf = (one: Draft['options'][number]) => ({ ...itemOf(one), ...(one.correct ? { correct: true } : {}) })
  return { kind, ...base, options: draft.options.filter(written).map(optionOf) }
}

function typedOf(draft: Draft): NoteContent {
  const accept = split(draft.accept, /\n/)
  return {
    kind: 'typed',
    front: draft.front.trim(),
    answer: draft.answer.trim(),
    ...(accept.length > 0 ? { accept } : {}),
    ...(draft.caseSensitive ? { caseSensitive: true } : {}),
    ...(draft.ignoreAccents ? { ignoreAccents: true } : {}),
    ...some('extra', draft.extra),
  }
}

function contentOf(draft: Draft): NoteContent {
  const { kind } = draft
  switch (kind) {
    case 'basic':
    case 'basic-reversed':
      return { kind, front: draft.front.trim(), back: draft.back.trim(), ...some('extra', draft.extra) }
    case 'cloze':
      return { kind, text: draft.text.trim(), ...some('extra', draft.extra) }
    case 'typed':
      return typedOf(draft)
    case 'computed':
      return computedOf(draft)
    case 'diagram':
      return diagramOf(draft)
    case 'template':
      return { kind, noteType: draft.noteType, fields: [...draft.fields] }
    default:
      return questionOf(draft, kind)
  }
}

/** The note that a draft describes. */
export function noteOf(draft: Draft): { content: NoteContent; tags: string[] } {
  return { content: contentOf(draft), tags: tagsOf(draft) }
}

/** What a draft says beside its text. */
export function aboutOf(draft: Draft): NoteAbout {
  const references = draft.references.filter(({ title, url }) => title.trim() !== '' || url.trim() !== '')
  return {
    objective: draft.objective || null,
    beyond: draft.beyond.trim() || null,
    services: [...draft.services],
    references: references.map(({ title, url, verifiedOn }) => {
      return { title: title.trim() || url.trim(), url: url.trim(), ...some('verifiedOn', verifiedOn) }
    }),
    verifiedOn: draft.verifiedOn || null,
  }
}
