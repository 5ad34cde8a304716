import type { NoteTypeChange, NoteTypeEffect } from '../../contract/procedures/editor.ts'
import type { TemplateContent } from '../../contract/content/note-type.ts'
import { isEmptyField } from '../../core/cards/template/empty.ts'
import { templateOrdinals } from '../../core/cards/template/ordinals.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection, Writes } from '../../store/collection.ts'
import type { NoteType } from '../../store/note-types.ts'
import type { CardRow, NoteRow } from '../../store/rows.ts'
import type { StoreProblem } from '../../store/problems.ts'
import { textColumns } from '../note-row.ts'
import { quietPulse, type JobPulse } from '../protocol.ts'
import { textOfRow } from './text-of-row.ts'

export interface TypeProblem {
  readonly code: 'cancelled' | 'no-note-type' | 'bad-origins'
  readonly message: string
}

const BATCH = 200

/** What becomes of one note: its fields in the new order, and which of its cards stay, come and go. */
export interface NotePlan {
  readonly fields: string[]
  readonly moves: readonly (readonly [id: number, ordinal: number])[]
  readonly gone: readonly number[]
  readonly missing: readonly number[]
  readonly textLost: boolean
}

/** Plans the change for one note; touches nothing. */
export function planNote(change: NoteTypeChange, fields: readonly string[], cards: readonly CardRow[]): NotePlan {
  const { definition, fieldsFrom, templatesFrom } = change
  const next = fieldsFrom.map((from) => (from === null ? '' : (fields[from] ?? '')))
  const lost = fields.some((text, at) => !fieldsFrom.includes(at) && !isEmptyField(text))
  const place = (ordinal: number) => (definition.kind === 'cloze' ? ordinal : templatesFrom.indexOf(ordinal))
  const placed = cards.map((card) => [card, place(card.ordinal)] as const)
  const moves = placed.filter(([, ordinal]) => ordinal >= 0).map(([card, ordinal]) => [card.id, ordinal] as const)
  const wanted = templateOrdinals(definition, next)
  // A note keeps a card although nothing is asked any more, as everywhere.
  const ordinals = wanted.length === 0 && moves.length === 0 ? [0] : wanted
  return {
    fields: next,
    moves,
    gone: placed.filter(([, ordinal]) => ordinal < 0).map(([card]) => card.id),
    missing: ordinals.filter((ordinal) => !moves.some(([, taken]) => taken === ordinal)),
    textLost: lost,
  }
}

function check(change: NoteTypeChange, type: NoteType | undefined): Result<NoteType, TypeProblem> {
  if (!type) return fail({ code: 'no-note-type', message: 'This note type is no longer in the collection.' })
  const { definition, fieldsFrom, templatesFrom } = change
  const fits = (from: readonly (number | null)[], now: number, before: number) =>
    from.length === now &&
    from.every((at) => at === null || at < before) &&
    new Set(from.filter((at) => at !== null)).size === from.filter((at) => at !== null).length
  const right =
    fits(fieldsFrom, definition.fields.length, type.definition.fields.length) &&
    fits(templatesFrom, definition.templates.length, type.definition.templates.length) &&
    definition.kind === type.definition.kind
  if (right) return ok(type)
  return fail({ code: 'bad-origins', message: 'The note type was changed meanwhile. Open it again.' })
}

function each(
  collection: Collection,
  change: NoteTypeChange,
  pulse: JobPulse,
  act: (note: NoteRow, cards: readonly CardRow[], plan: NotePlan) => void,
): Result<NoteTypeEffect, TypeProblem> {
  const ids = collection.noteTypes.noteIds(change.guid)
  const effect = { notes: ids.length, added: 0, removed: 0, textLost: 0 }
  for (let start = 0; start < ids.length; start += BATCH) {
    if (pulse.cancelled()) return fail({ code: 'cancelled', message: 'Cancelled.' })
    pulse.progress('Going through the notes', start, ids.length)
    for (const note of collection.notes.many(ids.slice(start, start + BATCH))) {
      const { fields } = JSON.parse(note.content) as TemplateContent
      const cards = collection.cards.ofNote(note.id)
      const plan = planNote(change, fields, cards)
      effect.added += plan.missing.length
      effect.removed += plan.gone.length
      if (plan.textLost) effect.textLost += 1
      act(note, cards, plan)
    }
  }
  return ok(effect)
}

/** What a change of a note type would do to its notes and cards. */
export function effectOfChange(
  collection: Collection,
  change: NoteTypeChange,
  pulse: JobPulse = quietPulse,
): Result<NoteTypeEffect, TypeProblem> {
  const type = check(change, collection.noteTypes.byGuid(change.guid))
  return type.ok ? each(collection, change, pulse, () => undefined) : type
}

function apply(writes: Writes, change: NoteTypeChange, note: NoteRow, cards: readonly CardRow[], plan: NotePlan): void {
  const text = textOfRow(note)
  const content = { kind: 'template' as const, noteType: change.guid, fields: plan.fields }
  writes.notes.update(note.id, textColumns({ ...text, content }))
  const [first] = cards
  if (!first) return
  const moved = plan.moves.filter(([id, ordinal]) => cards.find((card) => card.id === id)?.ordinal !== ordinal)
  const gone = new Set(plan.gone)
  if (gone.size > 0) {
    const kept = cards.filter((card) => !gone.has(card.id)).map((card) => card.ordinal)
    writes.cards.keepOrdinals(note.id, kept)
  }
  if (moved.length > 0) writes.cards.renumber(plan.moves)
  writes.cards.insertFor(note.id, first.deck_id, plan.missing)
}

/** Changes a note type and brings its notes and cards along, in one step that undo takes back. */
export function changeNoteType(
  collection: Collection,
  change: NoteTypeChange,
  pulse: JobPulse = quietPulse,
): Result<NoteTypeEffect & { undo: string }, TypeProblem | StoreProblem> {
  const undo = `Change note type ${change.name}`
  return collection.transact(undo, (writes): Result<NoteTypeEffect & { undo: string }, TypeProblem> => {
    const type = check(change, collection.noteTypes.byGuid(change.guid))
    if (!type.ok) return type
    writes.noteTypes.update(type.value.id, { name: change.name, definition: change.definition })
    const done = each(collection, change, pulse, (note, cards, plan) => apply(writes, change, note, cards, plan))
    return done.ok ? ok({ ...done.value, undo }) : done
  })
}
