import { shallowRef } from 'vue'
import type { BrowseMode, BulkAct, BulkDone, Replacement } from '../../../../electron/contract/procedures/browse.ts'
import type { Progress } from '../../../../electron/contract/shapes.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import type { Result } from '../../client/result.ts'
import { count } from '../../format/words.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { cancellable } from '../import/cancellable.ts'

/** Cards or notes that an action is for. */
export interface Target {
  readonly mode: BrowseMode
  readonly ids: readonly number[]
}

interface Steps<T> {
  next: () => Promise<IteratorResult<Progress, T>>
}

/** Reads a stream of progress to its end. */
export async function drained<T>(steps: Steps<T>, tell: (progress: Progress) => void): Promise<T> {
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    tell(step.value)
  }
}

/** What happened, for the notice. */
export function doneWords({ undo, changed, skipped, reason }: BulkDone): string {
  const left = skipped === 0 ? '' : ` Left as they are: ${count(skipped)}. ${reason ?? ''}`
  return changed === 0 && skipped > 0 ? `Nothing was changed. ${reason ?? ''}` : `Done: ${undo}.${left}`
}

/** Actions on many cards, one at a time, with progress and a way to stop. */
export function useBulk() {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()
  const progress = shallowRef<Progress | null>(null)
  const work = cancellable(() => void (progress.value = null))

  async function run(stage: string, call: (signal: AbortSignal) => Promise<BulkDone>): Promise<boolean> {
    progress.value = { stage, done: 0, total: 0 }
    const result: Result<BulkDone, Failure> | null = await work.run((signal) => attempt(call(signal)))
    progress.value = null
    // What was stopped at the last moment may have been done: the list is read anew either way.
    app.touched()
    if (result === null) notices.say({ words: 'Stopped. Nothing was changed.' })
    else if (result.ok) notices.say({ words: doneWords(result.value), undo: result.value.changed > 0 })
    else notices.say({ words: sentence(result.error), tone: 'error' })
    return result?.ok === true
  }
  const tell = (step: Progress) => void (progress.value = step)

  async function cardIdsOf({ mode, ids }: Target): Promise<number[]> {
    if (mode === 'cards') return [...ids]
    return (await client.browse.resolve({ mode, ids: [...ids] })).cardIds
  }

  /** The notes of some cards, or the notes themselves. */
  async function notesOf({ mode, ids }: Target): Promise<readonly number[]> {
    return mode === 'notes' ? ids : (await client.browse.resolve({ mode, ids: [...ids] })).noteIds
  }

  return {
    notesOf,
    progress,
    stop: work.abort,
    act: (act: BulkAct, target: Target) =>
      run('Working', async (signal) => {
        const cardIds = await cardIdsOf(target)
        return drained(await client.browse.bulk({ act, cardIds }, { signal }), tell)
      }),
    replace: (what: Replacement) =>
      run('Replacing', async (signal) => drained(await client.browse.replace(what, { signal }), tell)),
  }
}
