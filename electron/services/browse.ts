import type { BrowseMode, BrowseQuery, LoggedType } from '../contract/procedures/browse.ts'
import { fail, ok } from '../core/result.ts'
import { readHandAct } from '../core/scheduling/by-hand.ts'
import type { ReviewRow } from '../store/rows.ts'
import { listRows } from './browse-rows.ts'
import { marksOf, memoryOf, seedOf } from './cards.ts'
import { write, type Context } from './context.ts'
import { shownFace } from './faces.ts'
import { searchSetting, type SearchService } from './search.ts'
import { notFound, type Served } from './service-error.ts'

/** A page of the cards or notes that a search finds. */
export async function browseCards(
  context: Context,
  searches: SearchService,
  input: BrowseQuery & { readonly offset: number; readonly limit: number },
) {
  const started = context.monotonic()
  const { search } = context.collection
  const mode = input.mode ?? 'cards'
  const page = await searches.page(input, input.offset, input.limit)
  const all = search.total(mode)
  const none = { rows: [], total: 0, all, problem: null, slow: false }
  const took = () => context.monotonic() - started
  if (!page.ok) return { ...none, problem: page.error, tookMs: took() }
  if (page.value === 'slow') return { ...none, slow: true, tookMs: took() }
  const rows = listRows(context, page.value.ids, mode, search.env(searchSetting(context)))
  return { ...none, rows, total: page.value.total, tookMs: took() }
}

/** One card for the inspector: both sides, its figures and its log. */
export function browseCard(context: Context, cardId: number) {
  const { cards, notes, reviews, search } = context.collection
  const [row] = listRows(context, [cardId], 'cards', search.env(searchSetting(context)))
  const card = cards.get(cardId)
  const note = card && notes.get(card.note_id)
  if (!row || !card || !note) return notFound('card')
  const { tags, badges, verifiedOn } = marksOf(note, context.catalogue)
  return ok({
    row,
    face: shownFace(context.collection, card, note, seedOf(card, note.guid)),
    difficulty: memoryOf(card).difficulty,
    reps: card.reps,
    preset: presetOf(context, card.deck_id),
    guid: note.guid,
    reviews: reviews.byCard(cardId).map((review) => ({
      at: review.reviewed_at,
      rating: review.rating,
      type: loggedType(review),
      durationMs: review.duration_ms,
      scheduledDays: review.scheduled_days,
      due: review.due,
    })),
    tags,
    badges,
    verifiedOn,
  })
}

function presetOf({ collection: { decks, presets } }: Context, deckId: number): string {
  const deck = decks.get(deckId)
  return ((deck && presets.get(deck.preset_id)) ?? presets.default()).name
}

/** Kinds of the log that left the schedule as it was. */
const CRAMMING: readonly number[] = [2, 3]
const IN_REVIEW = 2
const RELEARNING = 3

function loggedType({ rating, kind, state_before, response, scheduled_days }: ReviewRow): LoggedType {
  if (rating === 0) {
    const act = readHandAct(response, scheduled_days)
    if (act.act === 'forget') return 'forget'
    return act.by === 'reschedule' ? 'moved' : 'due'
  }
  if (CRAMMING.includes(kind)) return 'cram'
  if (state_before === IN_REVIEW) return 'review'
  return state_before === RELEARNING ? 'relearning' : 'learning'
}

/** The notes of some cards, or of some notes themselves, and the cards of those. */
export function resolveChosen(context: Context, mode: BrowseMode, ids: readonly number[]) {
  const { cards } = context.collection
  if (mode === 'notes') return { cardIds: cards.ofNotes(ids).map((card) => card.id), noteIds: [...ids] }
  const found = cards.many(ids)
  return { cardIds: found.map((card) => card.id), noteIds: [...new Set(found.map((card) => card.note_id))] }
}

/** Suspends cards, or lets them go on. */
export async function suspendCards(
  context: Context,
  cardIds: number[],
  suspended: boolean,
): Promise<Served<{ undo: string }>> {
  const undo = `${suspended ? 'Suspend' : 'Resume'} ${cardIds.length === 1 ? 'card' : `${cardIds.length} cards`}`
  const done = await write(context, undo, (writes) =>
    writes.cards.suspend(cardIds, suspended) > 0
      ? ok(undefined)
      : fail({ code: 'gone', message: 'These cards no longer exist.' }),
  )
  return done.ok ? ok({ undo }) : done
}

const FOUND = 20

/** Decks and cards for the palette. */
export function find(context: Context, text: string) {
  const { browse, decks } = context.collection
  const wanted = text.trim().toLocaleLowerCase()
  const nodes = decks.tree()
  const paths = new Map(nodes.map((deck) => [deck.id, deck.path]))
  const query = { text, deckIds: null, sort: 'created', descending: false, offset: 0, limit: FOUND } as const
  return {
    decks: nodes
      .filter((deck) => wanted === '' || deck.path.toLocaleLowerCase().includes(wanted))
      .slice(0, FOUND)
      .map((deck) => ({ deckId: deck.id, path: deck.path })),
    cards:
      wanted.length < 2
        ? []
        : browse.rows(query).map((row) => ({
            cardId: row.id,
            noteId: row.note_id,
            text: row.summary,
            deck: paths.get(row.deck_id) ?? '',
          })),
  }
}
