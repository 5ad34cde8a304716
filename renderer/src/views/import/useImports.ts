import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { attempt } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { cancellable } from './cancellable.ts'
import { REST, type Outcome, type Stage } from './stage.ts'
import { useImportAdjust } from './useImportAdjust.ts'
import { useImportRead } from './useImportRead.ts'
import { useImportRun } from './useImportRun.ts'
import { useImportUndo } from './useImportUndo.ts'

/** Files in the order they came; a newer one takes the place of its namesake. */
function queued(waiting: readonly File[], files: readonly File[]): readonly File[] {
  return [...waiting.filter((old) => !files.some((one) => one.name === old.name)), ...files]
}

/** Files on their way in: one in view, others waiting, and what was brought in. Lives on while another view is open. */
export const useImportsStore = defineStore('imports', () => {
  const client = useClient()
  const stage = shallowRef<Stage>(REST)
  const waiting = shallowRef<readonly File[]>([])
  /** The newest first. */
  const outcomes = shallowRef<readonly Outcome[]>([])
  /** The person's choice to go on without the notes that have errors. */
  const leaveOut = ref(false)
  const file = computed(() => (stage.value.at === 'rest' ? null : stage.value.file))
  const work = cancellable(() => (stage.value = REST))

  const { adjust, settle, choice, adjusting } = useImportAdjust(stage, work)
  const readFile = useImportRead({ stage, leaveOut, work })

  async function read(one: File): Promise<void> {
    settle()
    await readFile(one)
  }

  /** Goes on with the next file that waits, if any. */
  async function next(): Promise<void> {
    const [first, ...rest] = waiting.value
    waiting.value = rest
    if (first) await read(first)
    else stage.value = REST
  }

  /** Takes files in. One with the name of the file in view replaces it, others wait for their turn. */
  async function take(files: readonly File[]): Promise<void> {
    const again = files.find((one) => one.name === file.value?.name && stage.value.at !== 'running')
    waiting.value = queued(
      waiting.value,
      files.filter((one) => one !== again),
    )
    if (again) await Promise.all([leave(), read(again)])
    else if (stage.value.at === 'rest' || stage.value.at === 'refused') await next()
  }

  /** Lets go of the file in view, at the host too. */
  async function leave(): Promise<void> {
    work.abort()
    if (stage.value.at === 'preview') await attempt(client.imports.discard({ importId: stage.value.preview.importId }))
  }

  /** Stops an import that runs; otherwise puts the file in view aside and goes on with the next. */
  async function cancel(): Promise<void> {
    if (stage.value.at === 'running') return work.abort()
    await Promise.all([leave(), next()])
  }

  /** Forgets what was brought in; called when the view is left. */
  const forget = () => void (outcomes.value = [])
  const run = useImportRun({ stage, outcomes, leaveOut, work, read })
  const view = { stage, file, waiting, outcomes, leaveOut, choice, adjusting }
  return { ...view, adjust, take, next, cancel, run, forget, ...useImportUndo(outcomes) }
})
