import { onScopeDispose, ref, shallowRef } from 'vue'
import type { BrowseQuery } from '../../../../electron/contract/procedures/browse.ts'
import type { Progress } from '../../../../electron/contract/shapes.ts'
import { attempt, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import type { Result } from '../../client/result.ts'
import { cancellable } from '../import/cancellable.ts'

/** A search that the host does in the background, one at a time, with its progress and a way to stop it. */
export function useSlowSearch() {
  const client = useClient()
  const progress = shallowRef<Progress | null>(null)
  /** The person stopped it: nothing is found until it is begun again. */
  const stopped = ref(false)
  const work = cancellable(() => void (progress.value = null))
  let turn = 0

  async function drain(query: BrowseQuery, signal: AbortSignal, mine: number): Promise<void> {
    const steps = await client.browse.search(query, { signal })
    for (;;) {
      const step = await steps.next()
      if (step.done) return
      if (mine === turn) progress.value = step.value
    }
  }

  /** Does it; null when it was stopped, or when another one took its place. */
  async function run(query: BrowseQuery): Promise<Result<void, Failure> | null> {
    work.abort()
    const mine = ++turn
    stopped.value = false
    progress.value = { stage: 'Searching', done: 0, total: 0 }
    const result = await work.run((signal) => attempt(drain(query, signal, mine)))
    if (mine === turn) progress.value = null
    return mine === turn ? result : null
  }

  /** Gives it up silently, for another search. */
  function leave(): void {
    turn++
    stopped.value = false
    progress.value = null
    work.abort()
  }

  function stop(): void {
    leave()
    stopped.value = true
  }

  onScopeDispose(leave)
  return { progress, stopped, run, leave, stop }
}
