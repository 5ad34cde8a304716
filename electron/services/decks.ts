import type { z } from 'zod'
import type { DeckRow } from '../contract/procedures/collection.ts'
import { minutesExpected } from '../core/insight/today.ts'
import { ok } from '../core/result.ts'
import { today, write, type Context } from './context.ts'
import { DeckPlan } from './deck-plan.ts'
import { dueByDeck, dueIn } from './due.ts'
import type { DeckNode } from '../store/decks.ts'
import type { Served } from './service-error.ts'
import { pace } from './today.ts'

interface Sum {
  readonly cards: number
  readonly seen: number
  readonly notes: number
}

/** The deck tree with what each deck holds and asks today, its subdecks included. */
export function deckTree(context: Context): z.infer<typeof DeckRow>[] {
  const { decks } = context.collection
  const { day } = today(context)
  const plan = new DeckPlan(context, day)
  const due = dueByDeck(context, plan)
  const sums = sumsOf(plan.nodes, new Map(decks.totals().map((row) => [row.deck_id, row])))
  const msPerAnswer = pace(context, day)
  return plan.nodes.map(({ id, parentId, name, path }) => {
    const counts = dueIn(plan, due, id)
    const pass = dueIn(plan, due, id, true)
    const sum = sums.get(id) ?? { cards: 0, seen: 0, notes: 0 }
    return { deckId: id, parentId, name, path, due: counts, pass, minutes: minutesExpected(pass, msPerAnswer), ...sum }
  })
}

/** What each deck holds with all below it. */
function sumsOf(nodes: readonly DeckNode[], totals: ReadonlyMap<number, Sum>): Map<number, Sum> {
  const sums = new Map<number, Sum>()
  const add = (id: number, { cards, seen, notes }: Sum): void => {
    const sum = sums.get(id) ?? { cards: 0, seen: 0, notes: 0 }
    sums.set(id, { cards: sum.cards + cards, seen: sum.seen + seen, notes: sum.notes + notes })
  }
  // Depth-first from the end: every deck comes after all decks below it.
  for (const node of [...nodes].reverse()) {
    const own = totals.get(node.id)
    if (own !== undefined) add(node.id, own)
    const whole = sums.get(node.id)
    if (node.parentId !== null && whole !== undefined) add(node.parentId, whole)
  }
  return sums
}

type Undoable = { undo: string }

export async function createDeck(
  context: Context,
  name: string,
  parentId: number | null,
): Promise<Served<Undoable & { deckId: number }>> {
  const undo = `Create deck ${name}`
  const made = await write(context, undo, (writes) => writes.decks.create({ name, parentId }))
  return made.ok ? ok({ undo, deckId: made.value }) : made
}

export async function renameDeck(context: Context, deckId: number, name: string): Promise<Served<Undoable>> {
  const undo = `Rename deck to ${name}`
  const done = await write(context, undo, (writes) => writes.decks.rename(deckId, name))
  return done.ok ? ok({ undo }) : done
}

export async function moveDeck(context: Context, deckId: number, parentId: number | null): Promise<Served<Undoable>> {
  const undo = 'Move deck'
  const done = await write(context, undo, (writes) => writes.decks.move(deckId, parentId))
  return done.ok ? ok({ undo }) : done
}

/** Deletes a deck with all below it. Undo brings it back, cards and schedules with it. */
export async function removeDeck(context: Context, deckId: number): Promise<Served<Undoable & { notes: number }>> {
  const name = context.collection.decks.get(deckId)?.name ?? ''
  const undo = `Delete deck ${name}`
  const done = await write(context, undo, (writes) => writes.decks.remove(deckId))
  return done.ok ? ok({ undo, notes: done.value.notes }) : done
}
