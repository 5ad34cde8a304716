import { onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue'
import { useAppStore } from '../stores/app.ts'
import { attempt, type Failure } from './attempt.ts'

export interface Read<T> {
  /** The latest value; stays while a newer one is on its way. */
  readonly data: Readonly<ShallowRef<T | null>>
  readonly failure: Readonly<ShallowRef<Failure | null>>
  readonly refresh: () => Promise<void>
}

/**
 * Reads now, when the collection changes, and when one of `sources` does. An answer that a newer question overtook
 * is left aside; `refresh` then waits for the newer one.
 */
export function useRead<T>(ask: () => PromiseLike<T>, sources: readonly WatchSource[] = []): Read<T> {
  const app = useAppStore()
  const data = shallowRef<T | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let turn = 0
  let stopped = false
  let latest = Promise.resolve()
  const refresh = (): Promise<void> => (latest = read())

  async function read(): Promise<void> {
    const mine = ++turn
    const result = await attempt(ask())
    if (stopped) return
    if (mine !== turn) return latest
    failure.value = result.ok ? null : result.error
    if (result.ok) data.value = result.value
  }
  watch([() => app.revision, ...sources], refresh, { immediate: true })
  onScopeDispose(() => (stopped = true))
  return { data, failure, refresh }
}
