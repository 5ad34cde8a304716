import { DRAFT_LENGTH } from '../contract/procedures/editor.ts'
import { fail, ok } from '../core/result.ts'
import { storeError, whenFree, type Context } from './context.ts'
import { invalid, type Served } from './service-error.ts'

/** Keys of unsaved work, the newest first; what belonged to a note or a note type that is gone is passed over. */
export function listDrafts({ collection }: Context) {
  const isThere = (key: string): boolean => {
    const [kind = '', ...rest] = key.split(':')
    const id = rest.join(':')
    if (kind === 'note') return collection.notes.get(Number(id)) !== undefined
    return kind !== 'type' || id === 'new' || collection.noteTypes.byGuid(id) !== undefined
  }
  return collection.drafts
    .keys()
    .filter(({ key }) => isThere(key))
    .map(({ key, modified_at: modifiedAt }) => ({ key, modifiedAt }))
}

/** Unsaved work by its key. */
export function getDraft({ collection }: Context, key: string) {
  const draft = collection.drafts.get(key)
  if (!draft) return null
  // Only `putDraft` writes here, and the contract has checked what it was given.
  return { modifiedAt: draft.modified_at, content: JSON.parse(draft.content) as Record<string, never> }
}

/** Keeps unsaved work; answers once it is on the disk. No window is told, since nothing but the editor shows it. */
export async function putDraft(context: Context, key: string, content: object): Promise<Served<{ savedAt: number }>> {
  const text = JSON.stringify(content)
  if (text.length > DRAFT_LENGTH) {
    const message = 'There is too much text here to keep it before it is saved.'
    return invalid([{ severity: 'error', code: 'draft-too-long', message, where: {} }])
  }
  const done = await whenFree(context, () =>
    context.collection.transact(null, (writes) => ok({ savedAt: writes.drafts.put(key, text) })),
  )
  return done.ok ? done : fail(storeError(done.error))
}

/** Forgets unsaved work. */
export async function dropDraft(context: Context, key: string): Promise<Served<Record<never, never>>> {
  const done = await whenFree(context, () =>
    context.collection.transact(null, (writes) => {
      writes.drafts.drop(key)
      return ok({})
    }),
  )
  return done.ok ? done : fail(storeError(done.error))
}
