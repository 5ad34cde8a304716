import { z } from 'zod'
import { afterHardAsFail, isHardAsFail } from '../../core/scheduling/plan/hard.ts'
import { ok } from '../../core/result.ts'
import { checkCard } from '../checks.ts'
import { today, whenFree, type Context } from '../context.ts'
import type { GivenAnswer } from '../review.ts'

const KEY = 'plan.hard'
const Use = z.object({ marks: z.array(z.int()), saidDay: z.int().nullable() })

/** Whether it is time for a word about Hard, after an answer was saved; remembers what it saw. */
export async function hardNoteAfter(context: Context, given: GivenAnswer): Promise<boolean> {
  const { hardNote, twoButtons } = context.settings.get()
  if (given.rating > 2 || !hardNote || twoButtons) return false
  const before =
    context.collection.reviews
      .byCard(given.cardId)
      .filter((row) => row.rating > 0)
      .at(-2)?.rating ?? null
  if (!isHardAsFail({ rating: given.rating, before, wrong: wasWrong(context, given) })) return false
  const read = Use.safeParse(context.collection.settings.get(KEY))
  const { use, say } = afterHardAsFail(read.success ? read.data : { marks: [], saidDay: null }, today(context).day)
  await whenFree(context, () =>
    context.collection.transact(null, (writes) => {
      writes.settings.set(KEY, use)
      return ok(undefined)
    }),
  )
  return say
}

function wasWrong({ collection }: Context, { cardId, seed, response }: GivenAnswer): boolean | null {
  if (response === null) return null
  const card = collection.cards.get(cardId)
  const note = card && collection.notes.get(card.note_id)
  if (!card || !note) return null
  const checked = checkCard(collection, { card, note }, seed, response)
  return checked.ok ? !checked.value.right : null
}
