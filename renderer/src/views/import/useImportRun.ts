import type { Ref } from 'vue'
import type { ImportReport } from '../../../../electron/contract/procedures/collection.ts'
import type { Progress } from '../../../../electron/contract/shapes.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { Cancellable } from './cancellable.ts'
import { outcomeOf, refusedFile, REST, type Outcome, type Stage } from './stage.ts'

interface Parts {
  readonly stage: Ref<Stage>
  readonly outcomes: Ref<readonly Outcome[]>
  readonly leaveOut: Readonly<Ref<boolean>>
  readonly work: Cancellable
  readonly read: (file: File) => Promise<void>
}

/** Brings the file in view in, telling how far it is. */
export function useImportRun({ stage, outcomes, leaveOut, work, read }: Parts): () => Promise<void> {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()

  async function drain(
    importId: string,
    signal: AbortSignal,
    tell: (progress: Progress) => void,
  ): Promise<ImportReport> {
    const steps = await client.imports.run({ importId, skipBad: leaveOut.value }, { signal })
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
      tell(step.value)
    }
  }

  return async () => {
    if (stage.value.at !== 'preview') return
    const { file, preview } = stage.value
    const tell = (progress: Progress) => void (stage.value = { at: 'running', file, preview, progress })
    tell({ stage: `Importing ${file.name}`, done: 0, total: 0 })
    const result = await work.run((signal) => attempt(drain(preview.importId, signal, tell)))
    if (result?.ok) {
      outcomes.value = [outcomeOf(result.value, preview), ...outcomes.value]
      stage.value = REST
      app.touched()
    } else if (result?.error.code === 'INVALID') stage.value = refusedFile(file, result.error)
    else {
      // Cancelled, or the host has let go of the file: what holds now is read anew.
      notices.say({ words: result ? sentence(result.error) : 'Cancelled.' })
      await read(file)
    }
  }
}
