import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type {
  StatisticsRange,
  StatisticsScope,
  StatisticsStep,
  StatisticsView,
} from '../../../../electron/contract/procedures/statistics.ts'
import type { Progress } from '../../../../electron/contract/shapes.ts'
import { attempt, type Failure } from '../../client/attempt.ts'
import { useClient, type Client } from '../../client/client.ts'
import type { Result } from '../../client/result.ts'
import { useAppStore } from '../../stores/app.ts'

export interface StatisticsChoice {
  readonly scope: StatisticsScope
  readonly range: StatisticsRange
  readonly step: StatisticsStep | null
  readonly year: number | null
}

export interface StatisticsRead {
  /** The latest view; stays while a newer one is counted. */
  readonly view: Readonly<ShallowRef<StatisticsView | null>>
  readonly failure: Readonly<ShallowRef<Failure | null>>
  /** How far the counting is, once it takes long enough to say so; null while nothing is counted. */
  readonly progress: Readonly<Ref<Progress | null>>
  /** Stops the counting; the view stays as it was. */
  readonly cancel: () => void
}

type Tell = (progress: Progress) => void

async function readAll(client: Client, choice: StatisticsChoice, signal: AbortSignal, tell: Tell) {
  const events = await client.statistics.read(choice, { signal })
  let step = await events.next()
  while (!step.done) {
    tell(step.value)
    step = await events.next()
  }
  return step.value
}

/** A call that was stopped is no failure. */
async function unlessStopped<T>(call: Promise<T>, signal: AbortSignal): Promise<Result<T, Failure> | null> {
  try {
    const result = await attempt(call)
    return signal.aborted ? null : result
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

/** Reads statistics now, when the choice changes and when the collection does; a newer question stops the older one. */
export function useStatistics(choice: () => StatisticsChoice): StatisticsRead {
  const client = useClient()
  const app = useAppStore()
  const view = shallowRef<StatisticsView | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const progress = ref<Progress | null>(null)
  let running: AbortController | null = null

  async function read(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    const tell: Tell = (now) => {
      if (!mine.signal.aborted) progress.value = now
    }
    const result = await unlessStopped(readAll(client, choice(), mine.signal, tell), mine.signal)
    if (result === null) return
    progress.value = null
    failure.value = result.ok ? null : result.error
    if (result.ok) view.value = result.value
  }

  function cancel(): void {
    running?.abort()
    progress.value = null
  }

  watch([() => app.revision, choice], read, { immediate: true, deep: true })
  onScopeDispose(cancel)
  return { view, failure, progress, cancel }
}
