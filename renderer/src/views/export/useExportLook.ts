import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { ExportChoice, ExportLook } from '../../../../electron/contract/procedures/exports.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'

/** What an export would hold and lose, read anew with each change of the choice; null while it is read. */
export function useExportLook(
  choice: Readonly<Ref<ExportChoice>>,
  problem: Ref<string>,
): Readonly<Ref<ExportLook | null>> {
  const client = useClient()
  const look = ref<ExportLook | null>(null)
  let looking = new AbortController()

  async function read(): Promise<void> {
    looking.abort()
    const mine = new AbortController()
    looking = mine
    look.value = null
    problem.value = ''
    try {
      const result = await attempt(client.exports.look(choice.value, { signal: mine.signal }))
      if (mine.signal.aborted) return
      if (result.ok) look.value = result.value
      else problem.value = sentence(result.error)
    } catch (error) {
      // What was asked for is no longer wanted.
      if (!mine.signal.aborted) throw error
    }
  }

  watch(choice, read, { immediate: true })
  onScopeDispose(() => looking.abort())
  return look
}
