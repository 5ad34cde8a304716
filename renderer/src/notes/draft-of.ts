import type { ContentOf, ExamContent, NoteContent } from '../../../electron/contract/content/note-content.ts'
import type { NoteView } from '../../../electron/contract/procedures/collection.ts'
import { areasIn, sizeIn } from './areas.ts'
import { emptyDraft, type Area, type Draft, type ItemDraft, type VariableDraft } from './draft.ts'

const itemOf = (item: { text: string; reason?: string | undefined }): ItemDraft => {
  return { text: item.text, reason: item.reason ?? '' }
}

function variableOf([name, variable]: [string, ContentOf<'computed'>['variables'][string]]): VariableDraft {
  if ('from' in variable) {
    return { name, way: 'list', min: '', max: '', step: '1', not: '', list: variable.from.join(' ') }
  }
  const { min, max, step, not } = variable
  return { name, way: 'range', min: `${min}`, max: `${max}`, step: `${step}`, not: (not ?? []).join(' '), list: '' }
}

function computedDraft(content: ContentOf<'computed'>): Partial<Draft> {
  return {
    prompt: content.prompt,
    variables: Object.entries(content.variables).map(variableOf),
    lets: Object.entries(content.let ?? {}).map(([name, expression]) => ({ name, expression })),
    require: (content.require ?? []).join('\n'),
    formula: content.answer,
    decimals: `${content.decimals}`,
    tolerance: `${content.tolerance}`,
    unit: content.unit ?? '',
    steps: [...content.steps],
    plot: content.plot ?? null,
  }
}

function diagramDraft(content: ContentOf<'diagram'>): Partial<Draft> {
  const areas = content.picture === undefined ? new Map<string, Area>() : areasIn(content.svg)
  return {
    svg: content.svg,
    picture: content.picture ?? '',
    ...sizeIn(content.svg),
    hideAll: content.hideAll ?? false,
    alt: content.alt,
    labels: content.labels.map(({ id, answer, clue }) => {
      return { id, answer, clue: clue ?? '', area: areas.get(id) ?? null }
    }),
  }
}

function questionDraft(content: ExamContent): Partial<Draft> {
  const base = {
    stem: content.stem,
    explanation: content.explanation ?? '',
    difficulty: content.difficulty ?? 0,
    scenario: content.scenario ?? false,
  }
  if (content.kind === 'ordering') {
    return { ...base, items: content.items.map(itemOf), unused: (content.unused ?? []).map(itemOf) }
  }
  if (content.kind === 'matching') {
    const pairs = content.pairs.map((pair) => ({ ...pair, reason: pair.reason ?? '' }))
    return { ...base, pairs, unused: (content.unused ?? []).map(itemOf) }
  }
  return { ...base, options: content.options.map((one) => ({ ...itemOf(one), correct: one.correct ?? false })) }
}

function textDraft(content: Exclude<NoteContent, ExamContent>): Partial<Draft> {
  switch (content.kind) {
    case 'basic':
    case 'basic-reversed':
      return { front: content.front, back: content.back, extra: content.extra ?? '' }
    case 'cloze':
      return { text: content.text, extra: content.extra ?? '' }
    case 'typed':
      return {
        front: content.front,
        answer: content.answer,
        accept: (content.accept ?? []).join('\n'),
        caseSensitive: content.caseSensitive ?? false,
        ignoreAccents: content.ignoreAccents ?? false,
        extra: content.extra ?? '',
      }
    case 'computed':
      return computedDraft(content)
    case 'diagram':
      return diagramDraft(content)
    case 'template':
      return { noteType: content.noteType, fields: [...content.fields] }
  }
}

/** The draft of a note that exists. */
export function draftOf(content: NoteContent, tags: readonly string[]): Draft {
  const texts = 'stem' in content ? questionDraft(content) : textDraft(content)
  return { ...emptyDraft(content.kind), ...texts, tags: tags.join(' ') }
}

/** The draft of a note with what stands beside its text. */
export function draftOfNote(note: NoteView): Draft {
  const draft = draftOf(note.content, note.tags)
  const names = note.noteType?.fields
  return {
    ...draft,
    fields: names ? names.map((_, at) => draft.fields[at] ?? '') : draft.fields,
    objective: note.objective ?? '',
    beyond: note.beyond ?? '',
    services: [...(note.services ?? [])],
    references: note.references.map(({ title, url, verifiedOn }) => ({ title, url, verifiedOn: verifiedOn ?? '' })),
    verifiedOn: note.verifiedOn ?? '',
  }
}
