import type { z } from 'zod'
import { BACKUP_MINUTES, type BackupRow, type BackupsView, type RepairReport } from '../contract/procedures/backups.ts'
import { ok } from '../core/result.ts'
import { runJob } from '../jobs/run-job.ts'
import type { BackupJob, BackupValues, LoneJob } from '../jobs/backup/job.ts'
import type { JobName, JobValues, JobRequest } from '../jobs/protocol.ts'
import { backupFolder, listBackups, readBackupList, type BackupFile, type BackupReason } from '../store/backup-names.ts'
import type { BackupCounts } from '../store/backup-verify.ts'
import { write, type Context } from './context.ts'
import { conflict, invalid, notFound, type Served } from './service-error.ts'

type Row = z.infer<typeof BackupRow>

const MINUTES_KEY = 'backups.minutes'

/** Opens a folder in the system's own window; hosts without one leave it out. */
export type OpenFolder = (folder: string) => Promise<boolean>

/** Backups of the open collection: made, looked into, restored; and its repair. */
export class BackupService {
  readonly #context: Context
  readonly #openFolder: OpenFolder | null
  readonly #afterRestore: () => Promise<void>
  #madeAt: number
  #mark: string
  #problem: string | null = null
  /** What the collection held when it was last counted. */
  #counted: { readonly mark: string; readonly counts: BackupCounts } | null = null

  /** @param afterRestore called when the collection holds something else */
  constructor(context: Context, openFolder: OpenFolder | null, afterRestore: () => Promise<void>) {
    this.#context = context
    this.#openFolder = openFolder
    this.#afterRestore = afterRestore
    this.#madeAt = context.now()
    // After a clean stop, which backs up what changed, there is nothing to do until something changes.
    const kept = listBackups(context.dataDir).length > 0 && !context.collection.uncleanStop
    this.#mark = kept ? this.#changes() : ''
  }

  /** How long until the next backup while something changes. */
  minutes(): number {
    const set = this.#context.collection.settings.get(MINUTES_KEY)
    return typeof set === 'number' ? set : BACKUP_MINUTES.usual
  }

  /** What there is. Rows are counted in a worker, and only when something has changed since. */
  async list(): Promise<Served<BackupsView>> {
    const { dataDir } = this.#context
    const mark = this.#changes()
    const counted = this.#counted?.mark === mark ? ok(this.#counted.counts) : await this.#count(mark)
    if (!counted.ok) return counted
    const backups = (await readBackupList(dataDir)).map(row)
    return ok({
      folder: backupFolder(dataDir),
      opensFolder: this.#openFolder !== null,
      minutes: this.minutes(),
      counts: counted.value,
      backups,
      undo: backups.find((backup) => backup.reason === 'restore') ?? null,
      problem: this.#problem,
    })
  }

  async #count(mark: string): Promise<Served<BackupCounts>> {
    const counts = await this.#job<'backup-counts'>({ job: 'backup-counts' })
    if (counts.ok) this.#counted = { mark, counts: counts.value }
    return counts
  }

  /** Opens a backup and counts what it holds. */
  async look(name: string): Promise<Served<BackupValues['backup-look']>> {
    if (!(await this.#has(name))) return notFound('backup')
    return this.#job<'backup-look'>({ job: 'backup-look', name })
  }

  /** Makes a backup now. */
  async make(reason: BackupReason): Promise<Served<Row>> {
    const mark = this.#changes()
    const { now, zone } = this.#context
    const made = await this.#job<'backup'>({ job: 'backup', reason, at: now(), zone: zone() })
    if (!made.ok) return made
    this.#mark = mark
    this.#madeAt = now()
    this.#problem = null
    return ok(row(made.value))
  }

  /** Makes one when it is time and something changed since the last. @param closing makes one whatever the time is */
  async makeIfDue(closing: boolean): Promise<void> {
    const due = closing || this.#context.now() - this.#madeAt >= this.minutes() * 60_000
    if (!due || this.#changes() === this.#mark) return
    const made = await this.make(closing ? 'close' : 'schedule')
    if (made.ok) return
    // Tried again when the time has passed once more, so that a full disk is not asked every minute.
    this.#madeAt = this.#context.now()
    this.#problem = made.error.code === 'INVALID' ? (made.error.issues[0]?.message ?? null) : 'It was cancelled.'
    this.#context.log.warn(`no automatic backup: ${this.#problem ?? ''}`)
  }

  /** Puts a backup in place of what the collection holds; the present is backed up first. */
  async restore(name: string): Promise<Served<{ before: Row }>> {
    if (!(await this.#has(name))) return notFound('backup')
    const done = await this.#job<'restore'>({ job: 'restore', name, at: this.#context.now() })
    if (!done.ok) return done
    this.#context.settings.forget()
    await this.#afterRestore()
    this.#mark = this.#changes()
    this.#context.events.emit({ type: 'changed' })
    return ok({ before: row(done.value.before) })
  }

  /** How often backups are made. @param minutes between two */
  async schedule(minutes: number): Promise<Served<{ minutes: number }>> {
    const saved = await write(this.#context, null, (writes) => {
      writes.settings.set(MINUTES_KEY, minutes)
      return ok(undefined)
    })
    return saved.ok ? ok({ minutes }) : saved
  }

  /** Shows the backups in the system's own window, where the host can. */
  async openFolder(): Promise<{ opened: boolean }> {
    return { opened: (await this.#openFolder?.(backupFolder(this.#context.dataDir))) ?? false }
  }

  /** Looks for what is wrong; changes nothing. */
  async check(): Promise<Served<JobValues['check']>> {
    return this.#job<'check'>({ job: 'check' })
  }

  /** Checks, backs up and puts right what can be. */
  async repair(): Promise<Served<RepairReport>> {
    const { now, zone } = this.#context
    const done = await this.#job<'repair'>({ job: 'repair', at: now(), zone: zone() })
    if (!done.ok) return done
    this.#context.settings.forget()
    this.#context.events.emit({ type: 'changed' })
    const { found, left, remarks, backup } = done.value
    return ok({ found: [...found], done: [...done.value.done], left: [...left], remarks: [...remarks], backup })
  }

  async #has(name: string): Promise<boolean> {
    return (await readBackupList(this.#context.dataDir)).some((backup) => backup.name === name)
  }

  /** Differs as soon as this connection or another has written; for as long as the collection is open. */
  #changes(): string {
    const { db } = this.#context.collection
    const own = db.prepare<[], number>('SELECT total_changes()').pluck().get()
    return `${String(db.pragma('data_version', { simple: true }))} ${own}`
  }

  async #job<N extends (BackupJob | LoneJob)['job'] | 'check'>(
    request: Extract<JobRequest, { job: N }>,
  ): Promise<Served<JobValues[N & JobName]>> {
    const { resources, dataDir } = this.#context
    const done = await runJob<N & JobName>(request as Extract<JobRequest, { job: N & JobName }>, {
      worker: resources.worker,
      dataDir,
    })
    if (done.ok) return done
    return done.error.code === 'refused' ? invalid(done.error.issues) : conflict('Cancelled. Nothing was changed.')
  }
}

function row({ name, at, reason, bytes }: BackupFile): Row {
  return { name, at, reason, bytes }
}
