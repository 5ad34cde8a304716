import type { z } from 'zod'
import type { ImportReport } from '../contract/procedures/collection.ts'
import type { Progress } from '../contract/shapes.ts'
import type { ImportOrder, ImportService } from './imports.ts'
import { served } from './serve.ts'

type Step = z.infer<typeof Progress>

/** An import as a stream: progress while it runs, the report at the end. Aborting the stream cancels the import. */
export async function* runImport(
  imports: ImportService,
  importId: string,
  order: ImportOrder,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step, z.infer<typeof ImportReport>, void> {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  let latest: Step | null = null
  let wake: () => void = () => undefined
  const running = imports.run(importId, order, controller.signal, (progress) => {
    latest = progress
    wake()
  })
  let done = false
  const end = running.finally(() => {
    done = true
    wake()
  })
  end.catch(() => undefined)
  try {
    while (!done) {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (done || latest !== null) resolve()
      })
      const step: Step | null = latest
      latest = null
      if (step !== null) yield step
    }
    return served(await running)
  } finally {
    signal?.removeEventListener('abort', abort)
    controller.abort()
  }
}
