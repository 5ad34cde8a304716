import { onScopeDispose, shallowRef, watch } from 'vue'
import { attempt } from '../client/attempt.ts'
import { useClient, type Client } from '../client/client.ts'

type Kept = Parameters<Client['drafts']['put']>[0]['content']

/** A pause in typing after which what is written is kept; with the way to the disk it stays below a second. */
const AFTER_MS = 400

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
  let turn: Promise<void> = Promise.resolve()

  async function keep(content: Kept | null): Promise<void> {
    if (content === null) {
      await attempt(client.drafts.drop({ key }))
      keptAt.value = null
      return
    }
    const put = await attempt(client.drafts.put({ key, content }))
    keptAt.value = put.ok ? put.value.savedAt : null
  }

  /** Keeps it now; one after the other, so that an older text never comes last. */
  function flush(): Promise<void> {
    clearTimeout(timer)
    const content = unsaved()
    const text = JSON.stringify(content)
    if (text !== last) {
      last = text
      turn = turn.then(() => keep(content))
    }
    return turn
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
