import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import type { Replacement, ReplaceReport } from '../../../../electron/contract/procedures/browse.ts'
import type { Progress } from '../../../../electron/contract/shapes.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { cancellable } from '../import/cancellable.ts'
import { delayed } from './delayed.ts'
import { drained } from './useBulk.ts'

const TYPED_MS = 300

/** Find and replace: what it would do is looked up while it is being written. */
export function useReplace(noteIds: () => readonly number[] | null) {
  const client = useClient()
  const form = reactive({
    find: '',
    replace: '',
    regex: false,
    matchCase: false,
    field: null as string | null,
    chosen: noteIds() !== null,
  })
  const report = shallowRef<ReplaceReport | null>(null)
  const problem = ref('')
  const progress = shallowRef<Progress | null>(null)
  const work = cancellable(() => void (progress.value = null))

  function what(): Replacement {
    const { find, replace, regex, matchCase, field, chosen } = form
    const ids = chosen ? noteIds() : null
    return { noteIds: ids === null ? null : [...ids], find, replace, regex, matchCase, field }
  }

  async function look(): Promise<void> {
    work.abort()
    report.value = null
    problem.value = ''
    if (form.find === '') return
    const result = await work.run(async (signal) => attempt(drainedPreview(signal)))
    progress.value = null
    if (result === null) return
    if (result.ok) report.value = result.value
    else problem.value = sentence(result.error)
  }

  async function drainedPreview(signal: AbortSignal): Promise<ReplaceReport> {
    const steps = await client.browse.replacePreview(what(), { signal })
    return drained(steps, (step) => void (progress.value = step))
  }

  watch(
    form,
    delayed(
      () => void look(),
      () => TYPED_MS,
    ),
  )
  onScopeDispose(work.abort)
  return { form, report, problem, progress, what }
}
