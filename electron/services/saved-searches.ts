import { ok } from '../core/result.ts'
import { write, type Context } from './context.ts'
import { conflict, notFound, type Served } from './service-error.ts'

type Undoable = { undo: string }

/** Saved searches in the person's order. */
export function savedSearches({ collection }: Context) {
  return collection.savedSearches.all().map(({ id, name, query }) => ({ id, name, query }))
}

function taken(context: Context, name: string, but: number | null): boolean {
  return context.collection.savedSearches.all().some((one) => one.name === name && one.id !== but)
}

/** Saves a search under a name of its own. */
export async function createSavedSearch(
  context: Context,
  name: string,
  query: string,
): Promise<Served<Undoable & { id: number }>> {
  if (taken(context, name, null)) return conflict(`There is a saved search “${name}” already.`)
  const undo = `Save search ${name}`
  const made = await write(context, undo, (writes) => ok(writes.savedSearches.create(name, query)))
  return made.ok ? ok({ undo, id: made.value }) : made
}

/** Gives a saved search another name, or another query. */
export async function updateSavedSearch(
  context: Context,
  id: number,
  values: { readonly name?: string | undefined; readonly query?: string | undefined },
): Promise<Served<Undoable>> {
  const saved = context.collection.savedSearches.get(id)
  if (!saved) return notFound('saved search')
  const { name = saved.name, query = saved.query } = values
  if (taken(context, name, id)) return conflict(`There is a saved search “${name}” already.`)
  const undo = name === saved.name ? `Change search ${name}` : `Rename search to ${name}`
  const done = await write(context, undo, (writes) => ok(writes.savedSearches.update(id, { name, query })))
  return done.ok ? ok({ undo }) : done
}

export async function removeSavedSearch(context: Context, id: number): Promise<Served<Undoable>> {
  const saved = context.collection.savedSearches.get(id)
  if (!saved) return notFound('saved search')
  const undo = `Delete search ${saved.name}`
  const done = await write(context, undo, (writes) => {
    writes.savedSearches.remove(id)
    return ok(undefined)
  })
  return done.ok ? ok({ undo }) : done
}

/** Puts the saved searches in an order; those that are not named come last. */
export async function reorderSavedSearches(context: Context, ids: readonly number[]): Promise<Served<Undoable>> {
  const undo = 'Order saved searches'
  const done = await write(context, undo, (writes) => {
    const rest = context.collection.savedSearches.all().filter((one) => !ids.includes(one.id))
    const all = [...ids, ...rest.map((one) => one.id)]
    all.forEach((id, at) => writes.savedSearches.update(id, { position: at + 1 }))
    return ok(undefined)
  })
  return done.ok ? ok({ undo }) : done
}
