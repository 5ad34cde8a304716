import { computed, ref, watch } from 'vue'
import type { SearchProblem } from '../../../../electron/contract/procedures/browse.ts'
import { sentence } from '../../client/attempt.ts'
import type { Read } from '../../client/useRead.ts'
import { useSlowSearch } from '../browse/useSlowSearch.ts'

/** How many cards a search comes to; null while that is looked for. */
export interface Counted {
  readonly cards: number
  readonly problem: SearchProblem | null
}

/**
 * Counts a search with a regular expression: the host looks for it in the background, with progress and a way to
 * stop, and the number is asked for again.
 * @param query what is counted
 * @param read its number, as the host gives it
 */
export function useSlowCount(
  query: () => { readonly text: string; readonly deckId: number | null },
  read: Read<Counted>,
) {
  const search = useSlowSearch()
  const refusal = ref('')
  const waits = computed(() => read.data.value?.problem?.code === 'regex')

  async function look(): Promise<void> {
    refusal.value = ''
    const result = await search.run({ ...query(), mode: 'cards', sort: 'created', descending: false })
    if (result === null) return
    if (result.ok) await read.refresh()
    else refusal.value = sentence(result.error)
  }
  watch(read.data, () => {
    if (waits.value) void look()
    else {
      search.leave()
      refusal.value = ''
    }
  })
  return {
    found: computed(() => (waits.value ? null : read.data.value)),
    progress: search.progress,
    stopped: search.stopped,
    refusal,
    look,
    stop: search.stop,
  }
}
