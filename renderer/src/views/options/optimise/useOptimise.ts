import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Evaluation, FitReport, ReschedulePreview } from '../../../../../electron/contract/procedures/optimise.ts'
import type { Progress } from '../../../../../electron/contract/shapes.ts'
import { attempt, sentence } from '../../../client/attempt.ts'
import { useClient } from '../../../client/client.ts'
import { useAppStore } from '../../../stores/app.ts'
import { useNoticesStore } from '../../../stores/notices.ts'
import { drained } from '../../browse/useBulk.ts'
import { cancellable } from '../../import/cancellable.ts'

/** A fit's weights wait to be taken, or the options as they are do. */
export type Moving = 'fitted' | 'options'

interface Steps<T> {
  next: () => Promise<IteratorResult<Progress, T>>
}

/** One long call at a time, with progress and a way to stop. */
function useLongCall() {
  const notices = useNoticesStore()
  const progress = shallowRef<Progress | null>(null)
  const work = cancellable(() => void (progress.value = null))
  onScopeDispose(work.abort)

  async function run<T>(stage: string, call: (signal: AbortSignal) => PromiseLike<Steps<T>>): Promise<T | null> {
    if (progress.value !== null) return null
    progress.value = { stage, done: 0, total: 0 }
    const read = async (signal: AbortSignal): Promise<T> =>
      drained(await call(signal), (step) => void (progress.value = step))
    const result = await work.run((signal) => attempt(read(signal)))
    progress.value = null
    if (result === null) notices.say({ words: 'Stopped. Nothing was changed.' })
    else if (!result.ok) notices.say({ words: sentence(result.error), tone: 'error' })
    return result?.ok ? result.value : null
  }
  return { progress, run, stop: work.abort }
}

/** What is read before anything changes: the fit, how good the forecasts are, what moving would do. */
function useLooks(presetId: () => number, { run }: ReturnType<typeof useLongCall>) {
  const client = useClient()
  const app = useAppStore()
  const reports = shallowRef<FitReport[]>([])
  const measured = shallowRef<Evaluation | null>(null)
  const preview = shallowRef<ReschedulePreview | null>(null)
  const moving = ref<Moving>('options')

  async function fit(all: boolean, ignoreBefore: string | null): Promise<void> {
    reports.value = []
    const input = { presetId: all ? null : presetId(), ignoreBefore }
    reports.value = (await run('Reading your reviews', (signal) => client.optimise.fit(input, { signal }))) ?? []
    if (reports.value.length > 0) app.touched()
  }

  async function measure(): Promise<void> {
    const input = { presetId: presetId() }
    measured.value = await run('Reading your reviews', (signal) => client.optimise.evaluate(input, { signal }))
  }

  async function look(what: Moving): Promise<void> {
    moving.value = what
    const input = { presetId: presetId(), fitted: what === 'fitted' }
    preview.value = await run('Going through your cards', (signal) => client.optimise.preview(input, { signal }))
  }
  return { reports, measured, preview, moving, fit, measure, look }
}

/** Fitting, measuring and rescheduling a preset; what changes something has its undo. */
export function useOptimise(presetId: () => number) {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()
  const long = useLongCall()
  const looks = useLooks(presetId, long)
  const { reports, measured, preview, moving } = looks
  const better = computed(() => reports.value.filter(({ outcome }) => outcome === 'better'))

  async function change(call: (signal: AbortSignal) => PromiseLike<Steps<{ undo: string }>>): Promise<void> {
    preview.value = null
    const done = await long.run('Going through your cards', call)
    if (done === null) return
    reports.value = []
    measured.value = null
    app.touched()
    notices.say({ words: `Done: ${done.undo}.`, undo: true })
  }

  /** Takes the weights of all presets that came out better. */
  function apply(reschedule: boolean): Promise<void> {
    const input = { presetIds: better.value.map((report) => report.presetId), reschedule }
    return change((signal) => client.optimise.apply(input, { signal }))
  }
  const reset = () => change((signal) => client.optimise.reset({ presetId: presetId() }, { signal }))
  const reschedule = () => change((signal) => client.optimise.reschedule({ presetId: presetId() }, { signal }))

  return {
    ...looks,
    progress: long.progress,
    stop: long.stop,
    better,
    apply,
    reset,
    move: () => (moving.value === 'fitted' ? apply(true) : reschedule()),
    leave: () => void (reports.value = []),
  }
}
