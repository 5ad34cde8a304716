import { isExamKind, type NoteKind } from '../../contract/content/note-content.ts'
import { fail, ok } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { CardRow } from '../../store/rows.ts'
import type { JobPulse } from '../protocol.ts'
import type { Bulk } from './index.ts'
import { amount, inSteps } from './steps.ts'

/** Tags of a note at most. */
const MOST_TAGS = 64

/** Puts cards into a deck. */
export function moveCards(collection: Collection, cards: readonly CardRow[], deckId: number, pulse: JobPulse): Bulk {
  const deck = collection.decks.get(deckId)
  if (deck === undefined) return fail({ code: 'no-such-deck', message: 'This deck no longer exists.' })
  const others = cards.filter((card) => card.deck_id !== deckId).map((card) => card.id)
  const undo = `Move ${amount(cards.length, 'card')} to ${deck.name}`
  const done = collection.transact(undo, (writes) =>
    inSteps(others, 'Moving', pulse, (ids) => void writes.cards.move(ids, deckId)),
  )
  return done.ok ? ok({ undo, changed: others.length, skipped: 0, reason: null }) : done
}

/** Holds exam questions for exams, or lets them into the reviews. What was asked in reviews already stays there. */
export function holdQuestions(collection: Collection, cards: readonly CardRow[], held: boolean, pulse: JobPulse): Bulk {
  const kinds = new Map(
    collection.notes.many([...new Set(cards.map((card) => card.note_id))]).map((note) => [note.id, note.kind]),
  )
  const fits = cards.filter((card) => isExamKind(kinds.get(card.note_id) as NoteKind) && (!held || card.state === 0))
  const undo = `${held ? 'Hold' : 'Release'} ${amount(fits.length, 'question')}`
  const done = collection.transact(undo, (writes) =>
    inSteps(fits, held ? 'Holding' : 'Releasing', pulse, (batch) => {
      const ids = batch.map((card) => card.id)
      if (held) writes.cards.updateAll(ids, { held: 1 })
      else writes.cards.release(ids)
    }),
  )
  if (!done.ok) return done
  const reason = held
    ? 'Only exam questions that were not reviewed yet can be held.'
    : 'Only exam questions are held for exams.'
  const skipped = cards.length - fits.length
  return ok({ undo, changed: fits.length, skipped, reason: skipped === 0 ? null : reason })
}

function nameOfTags(
  act: { readonly add: readonly string[]; readonly remove: readonly string[] },
  notes: number,
): string {
  const them = amount(notes, 'note')
  if (act.remove.length === 0) return `Tag ${them} ${act.add.join(', ')}`
  return act.add.length === 0 ? `Take ${act.remove.join(', ')} off ${them}` : `Change tags of ${them}`
}

/** Adds tags to notes and takes others off; case does not matter for what goes. */
export function changeTags(
  collection: Collection,
  noteIds: readonly number[],
  act: { readonly add: readonly string[]; readonly remove: readonly string[] },
  now: number,
  pulse: JobPulse,
): Bulk {
  const gone = new Set(act.remove.map((tag) => tag.toLowerCase()))
  const undo = nameOfTags(act, noteIds.length)
  let changed = 0
  let skipped = 0
  const done = collection.transact(undo, (writes) =>
    inSteps(noteIds, 'Tagging', pulse, (ids) => {
      for (const note of collection.notes.many(ids)) {
        const before = JSON.parse(note.tags) as string[]
        const kept = before.filter((tag) => !gone.has(tag.toLowerCase()))
        const has = new Set(kept.map((tag) => tag.toLowerCase()))
        const after = [...kept, ...act.add.filter((tag) => !has.has(tag.toLowerCase()))]
        if (after.length > MOST_TAGS) {
          skipped += 1
          continue
        }
        if (after.length === before.length && after.every((tag, at) => tag === before[at])) continue
        writes.notes.update(note.id, { tags: JSON.stringify(after), edited_at: now })
        changed += 1
      }
    }),
  )
  if (!done.ok) return done
  return ok({ undo, changed, skipped, reason: skipped === 0 ? null : `A note has at most ${MOST_TAGS} tags.` })
}

/** Deletes notes with all their cards; the log stays. */
export function removeNotes(collection: Collection, noteIds: readonly number[], pulse: JobPulse): Bulk {
  const undo = `Delete ${amount(noteIds.length, 'note')}`
  const done = collection.transact(undo, (writes) =>
    inSteps(noteIds, 'Deleting', pulse, (ids) => writes.notes.remove(ids)),
  )
  return done.ok ? ok({ undo, changed: noteIds.length, skipped: 0, reason: null }) : done
}
