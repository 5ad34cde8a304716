import { Worker } from 'node:worker_threads'
import type { Progress } from '../contract/shapes.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { JobFailure, JobMessage, JobName, JobRequest, JobStart, JobValues } from './protocol.ts'

export interface JobOptions {
  readonly worker: URL
  readonly dataDir: string
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: Progress) => void
}

/** Room for values that live shortly: jobs go through a lot of them, and would take a multiple for no time saved. */
const YOUNG_MB = 12

/**
 * Runs a job in a worker thread of its own.
 * @param request what to do
 * @param options worker: what the thread starts from; dataDir: the collection; signal: cancels
 * @returns the job's value; 'cancelled' or 'refused' as a failure. A bug in the worker rejects.
 */
export function runJob<N extends JobName>(
  request: Extract<JobRequest, { job: N }>,
  options: JobOptions,
): Promise<Result<JobValues[N], Exclude<JobFailure, { code: 'bug' }>>> {
  const cancel = new SharedArrayBuffer(4)
  const flag = new Int32Array(cancel)
  const start: JobStart = { request, dataDir: options.dataDir, cancel }
  return new Promise((resolve, reject) => {
    const worker = new Worker(options.worker, {
      workerData: start,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    const abort = (): void => void Atomics.store(flag, 0, 1)
    if (options.signal?.aborted) abort()
    options.signal?.addEventListener('abort', abort, { once: true })
    let settled = false
    const settle = (act: () => void): void => {
      if (settled) return
      settled = true
      options.signal?.removeEventListener('abort', abort)
      act()
    }
    worker.on('message', (message: JobMessage) => {
      if (message.type === 'progress') options.onProgress?.(message.progress)
      else if (message.type === 'done') settle(() => resolve(ok(message.value as JobValues[N])))
      else if (message.failure.code === 'bug') settle(rejectWith(reject, message.failure.stack))
      else {
        const { failure } = message
        settle(() => resolve(fail(failure)))
      }
    })
    worker.on('error', (error) => settle(() => reject(error)))
    worker.on('exit', (code) =>
      settle(() => reject(new Error(`the worker ended with ${code} before its job was done`))),
    )
  })
}

function rejectWith(reject: (error: Error) => void, stack: string): () => void {
  return () => {
    const error = new Error('a job failed')
    error.stack = stack
    reject(error)
  }
}
