import type { NoteKind } from '../contract/content/note-content.ts'
import type { BrowseMode, CardRow } from '../contract/procedures/browse.ts'
import { cardLine, type LineSource } from '../core/search/card-line.ts'
import type { SearchEnv } from '../store/search/env.ts'
import type { ListRow } from '../store/search/list-rows.ts'
import { stateName } from './cards.ts'
import type { Context } from './context.ts'

interface Detail {
  readonly back?: string
  readonly text?: string
  readonly labels?: readonly { readonly answer: string }[]
  readonly noteType?: string
}

function sourceOf(row: ListRow, context: Context): LineSource {
  if (row.detail === null) return { kind: 'plain' }
  const detail = JSON.parse(row.detail) as Detail
  if (detail.back !== undefined) return { kind: 'basic-reversed', back: detail.back }
  if (detail.text !== undefined) return { kind: 'cloze', text: detail.text }
  if (detail.labels !== undefined) {
    return { kind: 'diagram', answers: detail.labels.map((label) => label.answer) }
  }
  const definition = context.collection.noteTypes.byGuid(detail.noteType ?? '')?.definition
  if (definition === undefined) return { kind: 'plain' }
  const names = definition.kind === 'cloze' ? null : definition.templates.map((template) => template.name)
  return { kind: 'template', names, cards: names === null ? 2 : names.length }
}

/** Rows of lists as the interface has them, for cards or notes of these ids in their order. */
export function listRows(context: Context, ids: readonly number[], mode: BrowseMode, env: SearchEnv): CardRow[] {
  const paths = new Map(env.decks.map((deck) => [deck.id, deck.path]))
  return context.collection.search.rows(ids, mode, env).map((row): CardRow => {
    const line =
      mode === 'notes' ? { text: row.summary, side: null } : cardLine(sourceOf(row, context), row.ordinal, row.summary)
    return {
      cardId: row.id,
      noteId: row.note_id,
      ...line,
      cards: row.cards,
      kind: row.kind as NoteKind,
      objective: row.objective,
      tags: JSON.parse(row.tags) as string[],
      badges: context.catalogue.badges(JSON.parse(row.services) as string[]),
      deck: row.deck_id === null ? '' : (paths.get(row.deck_id) ?? ''),
      state: stateName(row.state),
      due: row.due,
      stability: row.stability,
      difficulty: row.difficulty,
      retrievability: row.recall,
      interval: row.interval,
      reps: row.reps,
      lapses: row.lapses,
      position: row.position,
      flag: row.flag,
      suspended: row.suspended === 1,
      held: row.held === 1,
      buried: row.buried === 1,
      createdAt: row.created_at,
      editedAt: row.edited_at,
    }
  })
}
