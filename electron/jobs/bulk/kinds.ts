import { NoteContent, type ContentOf } from '../../contract/content/note-content.ts'
import { summary } from '../../core/cards/note-text.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Collection } from '../../store/collection.ts'
import type { CardRow, NoteRow } from '../../store/rows.ts'
import { fitCards } from '../note-row.ts'
import type { JobPulse } from '../protocol.ts'
import type { Bulk } from './index.ts'
import { amount, inSteps } from './steps.ts'

type PairKind = 'basic' | 'basic-reversed' | 'typed'
type Pair = ContentOf<PairKind>

/** What keeps a note as it is. */
type Hindrance = 'other-kind' | 'reviewed-back' | 'long-answer' | 'accepts-more'

const REASONS: Readonly<Record<Hindrance, string>> = {
  'other-kind': 'Only notes asked one way, both ways or by typing can become one another.',
  'reviewed-back': 'The second card was reviewed already, and its schedule would be lost.',
  'long-answer': 'A typed answer is a single short line.',
  'accepts-more': 'The other answers that are accepted would be lost.',
}

function isPair(content: NoteContent): content is Pair {
  return content.kind === 'basic' || content.kind === 'basic-reversed' || content.kind === 'typed'
}

/** The content in another kind, when nothing of it is lost. */
function asKind(content: NoteContent, kind: PairKind, cards: readonly CardRow[]): Result<NoteContent, Hindrance> {
  if (!isPair(content)) return fail('other-kind')
  if (content.kind === 'typed' && (content.accept !== undefined || content.caseSensitive !== undefined)) {
    return fail('accepts-more')
  }
  if (content.kind === 'basic-reversed' && cards.some((card) => card.ordinal === 1 && card.reps > 0)) {
    return fail('reviewed-back')
  }
  const answer = content.kind === 'typed' ? content.answer : content.back
  const extra = content.extra === undefined ? {} : { extra: content.extra }
  const sides = kind === 'typed' ? { front: content.front, answer } : { front: content.front, back: answer }
  if (kind === 'typed' && answer.trim().includes('\n')) return fail('long-answer')
  const made = NoteContent.safeParse({ kind, ...sides, ...extra })
  return made.success ? ok(made.data) : fail('long-answer')
}

/** Changes the kind of notes where nothing is lost by it: their texts and the schedules of cards that stay are kept. */
export function changeKinds(
  collection: Collection,
  noteIds: readonly number[],
  kind: PairKind,
  now: number,
  pulse: JobPulse,
): Bulk {
  const undo = `Change kind of ${amount(noteIds.length, 'note')}`
  const hindrances = new Map<Hindrance, number>()
  let changed = 0
  const done = collection.transact(undo, (writes) =>
    inSteps(noteIds, 'Changing', pulse, (ids) => {
      for (const note of collection.notes.many(ids)) {
        const next = nextContent(collection, note, kind)
        if (next === null) continue
        if (!next.ok) {
          hindrances.set(next.error, (hindrances.get(next.error) ?? 0) + 1)
          continue
        }
        const content = next.value
        writes.notes.update(note.id, {
          kind: content.kind,
          content: JSON.stringify(content),
          summary: summary(content),
          edited_at: now,
        })
        fitCards(collection, writes, note.id, content)
        changed += 1
      }
    }),
  )
  if (!done.ok) return done
  const [first] = [...hindrances.keys()]
  const skipped = [...hindrances.values()].reduce((sum, count) => sum + count, 0)
  return ok({ undo, changed, skipped, reason: first === undefined ? null : REASONS[first] })
}

/** Null when the note is of that kind already. */
function nextContent(collection: Collection, note: NoteRow, kind: PairKind): Result<NoteContent, Hindrance> | null {
  if (note.kind === kind) return null
  return asKind(JSON.parse(note.content) as NoteContent, kind, collection.cards.ofNote(note.id))
}
