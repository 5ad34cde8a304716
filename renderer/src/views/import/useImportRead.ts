import type { Ref } from 'vue'
import { attempt } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import type { Cancellable } from './cancellable.ts'
import { unreadable } from './readable.ts'
import { refusedFile, type Stage } from './stage.ts'

interface Parts {
  readonly stage: Ref<Stage>
  readonly leaveOut: Ref<boolean>
  readonly work: Cancellable
}

/** Has a file read by the host, which then says what it would bring or why it is refused. */
export function useImportRead({ stage, leaveOut, work }: Parts): (file: File) => Promise<void> {
  const client = useClient()
  return async (file) => {
    stage.value = { at: 'reading', file }
    leaveOut.value = false
    const result = await work.run(async (signal) => {
      const problem = await unreadable(file)
      return problem ?? (await attempt(client.imports.preview({ file }, { signal })))
    })
    if (result === null) return
    if (!('ok' in result)) stage.value = { at: 'refused', file, issues: [result] }
    else if (result.ok) stage.value = { at: 'preview', file, preview: result.value }
    else stage.value = refusedFile(file, result.error)
  }
}
