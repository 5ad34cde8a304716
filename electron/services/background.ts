import { staleDeckFiles } from '../jobs/install.ts'
import { runJob } from '../jobs/run-job.ts'
import type { Context } from './context.ts'
import { whenFree } from './context.ts'
import { watchDay } from './day-watch.ts'

export interface BackgroundJobs {
  /** Cancels what runs and waits for it. */
  stop(): Promise<void>
}

async function install(context: Context, signal: AbortSignal): Promise<void> {
  const { collection, resources, dataDir, events, log } = context
  if (staleDeckFiles(collection, resources.decks).length === 0) return
  const result = await runJob(
    { job: 'install', decks: resources.decks },
    {
      worker: resources.worker,
      dataDir,
      signal,
      onProgress: (progress) => events.emit({ type: 'job', job: 'install', progress }),
    },
  )
  if (!result.ok) return
  for (const { where, message } of result.value.issues) log.warn(`${where.file ?? ''}:${where.line ?? ''} ${message}`)
  const [first] = result.value.issues
  const place = first ? [first.where.file, first.where.line].filter((part) => part !== undefined).join(', line ') : ''
  events.emit({
    type: 'job-done',
    job: 'install',
    message: first ? `A built-in deck could not be read (${place}): ${first.message}` : null,
  })
  events.emit({ type: 'changed' })
}

async function check(context: Context, signal: AbortSignal): Promise<void> {
  const { collection, resources, dataDir, events, log } = context
  if (!collection.uncleanStop) return
  const result = await runJob(
    { job: 'check' },
    {
      worker: resources.worker,
      dataDir,
      signal,
      onProgress: (progress) => events.emit({ type: 'job', job: 'check', progress }),
    },
  )
  if (!result.ok) return
  const { findings } = result.value
  for (const finding of findings) log.warn(finding)
  if (findings.length === 0) await whenFree(context, () => collection.markChecked(context.now()))
  const message =
    findings.length === 0
      ? null
      : `The check of your collection found ${findings.length === 1 ? 'something' : `${findings.length} things`} to look at: ${findings[0]}`
  events.emit({ type: 'job-done', job: 'check', message })
}

/**
 * Starts what a window need not wait for: installing built-in decks that are new or changed, and the integrity
 * check after an unclean stop. One after the other, since they share the disk.
 */
export function startBackgroundJobs(context: Context, options: { builtin: boolean }): BackgroundJobs {
  const controller = new AbortController()
  const stopWatch = watchDay(context)
  const work = async (): Promise<void> => {
    if (options.builtin) await install(context, controller.signal)
    await check(context, controller.signal)
  }
  const running = work().catch((error: unknown) => context.log.error('a background job failed', error))
  return {
    stop: async () => {
      controller.abort()
      stopWatch()
      await running
    },
  }
}
