import { onScopeDispose, shallowRef, watch } from 'vue'
import { attempt } from '../client/attempt.ts'
import { useClient, type Client } from '../client/client.ts'

type Kept = Parameters<Client['drafts']['put']>[0]['content']

/** A pause in typing after which what is written is kept; with the way to the disk it stays below a second. */
const AFTER_MS = 400

/** The last word to the host about each draft; one after the other, so that an older text never comes last. */
const turns = new Map<string, Promise<void>>()

/**
 * Resolves once the host has heard all that was said of a draft, or could not be reached: one that was just saved is
 * not offered again. Whoever said it hears of the failure.
 */
export const draftSettled = (key: string): Promise<void> => (turns.get(key) ?? Promise.resolve()).catch(() => undefined)

/**
 * Keeps unsaved work where a crash cannot reach it, soon after each change.
 * @param key of the draft
 * @param unsaved what to keep; null when nothing differs from what is saved
 * @param there whether something is kept already
 */
export function useDraftKeeper(key: string, unsaved: () => Kept | null, there: boolean) {
  const client = useClient()
  const keptAt = shallowRef<number | null>(null)
  let last = there ? JSON.stringify(unsaved()) : 'null'
  let timer: ReturnType<typeof setTimeout> | undefined

  async function keep(content: Kept | null): Promise<void> {
    if (content === null) {
      await attempt(client.drafts.drop({ key }))
      keptAt.value = null
      return
    }
    const put = await attempt(client.drafts.put({ key, content }))
    keptAt.value = put.ok ? put.value.savedAt : null
  }

  /** Keeps it now. */
  function flush(): Promise<void> {
    clearTimeout(timer)
    const content = unsaved()
    const text = JSON.stringify(content)
    if (text !== last) {
      last = text
      turns.set(
        key,
        draftSettled(key).then(() => keep(content)),
      )
    }
    return turns.get(key) ?? Promise.resolve()
  }

  watch(
    () => JSON.stringify(unsaved()),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), AFTER_MS)
    },
  )
  onScopeDispose(() => void flush())
  return { keptAt, flush }
}
