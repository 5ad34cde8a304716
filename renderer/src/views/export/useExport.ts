import { computed, onScopeDispose, ref, watch } from 'vue'
import type { ExportChoice, ExportFormat, ExportReport } from '../../../../electron/contract/procedures/exports.ts'
import type { Progress } from '../../../../electron/contract/shapes.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useExportLook } from './useExportLook.ts'
import { saveFrom } from './save-from.ts'
import type { ExportTask } from './words.ts'

/** An export in the making: what was chosen, what it would lose, and how far it is. */
export function useExport(task: ExportTask) {
  const client = useClient()
  const format = ref<ExportFormat>('apkg')
  const scheduling = ref(true)
  const media = ref(true)
  const problem = ref('')
  const progress = ref<Progress | null>(null)
  const saved = ref<ExportReport | null>(null)
  let running = new AbortController()

  const choice = computed<ExportChoice>(() => ({
    format: format.value,
    scope: task.scope,
    scheduling: scheduling.value,
    media: media.value,
  }))

  const look = useExportLook(choice, problem)

  async function drain(signal: AbortSignal): Promise<ExportReport & { path: string }> {
    const steps = await client.exports.run(choice.value, { signal })
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
      progress.value = step.value
    }
  }

  async function run(): Promise<void> {
    const mine = new AbortController()
    running = mine
    problem.value = ''
    progress.value = { stage: 'Writing', done: 0, total: 0 }
    try {
      const result = await attempt(drain(mine.signal))
      if (result.ok) {
        saved.value = result.value
        saveFrom(result.value.path, result.value.name)
      } else if (!mine.signal.aborted) problem.value = sentence(result.error)
    } catch (error) {
      if (!mine.signal.aborted) throw error
    } finally {
      progress.value = null
    }
  }

  watch(choice, () => void (saved.value = null))
  onScopeDispose(() => running.abort())
  return { format, scheduling, media, look, problem, progress, saved, run, cancel: () => running.abort() }
}
