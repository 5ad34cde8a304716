import { implement, ORPCError } from '@orpc/server'
import path from 'node:path'
import { commonErrors, type Issue } from '../contract/errors.ts'
import { rescueContract, type RescueChoice, type RescueView } from '../contract/rescue.ts'
import type { Result } from '../core/result.ts'
import type { JobFailure } from '../jobs/protocol.ts'
import { runJob } from '../jobs/run-job.ts'
import type { Damaged } from '../store/inspect.ts'
import { loggingBugs, type App, type AppOptions } from './app.ts'
import { zoneNow } from './system-zone.ts'

const api = implement(rescueContract)

/** What a host serves while the collection is damaged: what can take its place, and nothing else. */
export interface Rescue {
  readonly router: RescueRouter
  readonly reportBugs: App['reportBugs']
}

export type RescueRouter = ReturnType<typeof rescueRouter>

function refuse(issues: Issue[]): never {
  const [first] = issues
  throw new ORPCError('INVALID', {
    defined: true,
    status: commonErrors.INVALID.status,
    data: { issues },
    message: first?.message ?? commonErrors.INVALID.message,
  })
}

function valueOf<T>(done: Result<T, Exclude<JobFailure, { code: 'bug' }>>): T {
  if (done.ok) return done.value
  return refuse(done.error.code === 'refused' ? done.error.issues : [])
}

function momentOf({ now = Date.now, zone = zoneNow }: AppOptions): { at: number; zone: string } {
  return { at: now(), zone: zone() }
}

/** Says what is damaged, and what could take its place: the newest good backup, or what can still be read. */
export async function rescueState(options: AppOptions, problem: Damaged): Promise<RescueView> {
  const { worker } = options.resources
  const { newest, salvage } = valueOf(
    await runJob<'rescue-look'>({ job: 'rescue-look', ...momentOf(options) }, { worker, dataDir: options.dataDir }),
  )
  return {
    file: problem.file,
    reason: problem.reason,
    newest: newest && { name: newest.name, at: newest.at, counts: newest.counts },
    salvage,
  }
}

/** Moves the damaged file aside and puts what was chosen in its place. */
export async function recoverNow(options: AppOptions, choice: RescueChoice) {
  const { worker } = options.resources
  return runJob<'recover'>({ job: 'recover', choice, ...momentOf(options) }, { worker, dataDir: options.dataDir })
}

function rescueRouter(options: AppOptions, problem: Damaged, onRecovered: () => Promise<Result<void, string>>) {
  return api.router({
    rescue: {
      state: api.rescue.state.handler(() => rescueState(options, problem)),
      recover: api.rescue.recover.handler(async ({ input }) => {
        const { kept, counts } = valueOf(await recoverNow(options, input.choice))
        const opened = await onRecovered()
        if (!opened.ok) refuse([{ severity: 'error', code: 'not-opened', message: opened.error, where: {} }])
        return { kept: path.relative(options.dataDir, kept), counts }
      }),
    },
  })
}

/**
 * Serves a damaged collection's rescue.
 * @param onRecovered opens the app on what took its place
 */
export function createRescue(
  options: AppOptions,
  problem: Damaged,
  onRecovered: () => Promise<Result<void, string>>,
): Rescue {
  return { router: rescueRouter(options, problem, onRecovered), reportBugs: loggingBugs(options.log) }
}
