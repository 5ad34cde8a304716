import type { BackupService } from './backups.ts'
import type { Log } from './log.ts'

/** How often it is asked whether a backup is due. */
const LOOK_EVERY_MS = 60_000

/** Backups that nobody has to think of. */
export interface BackupClock {
  /** Waits for a backup under way, and makes the last one when something changed. */
  stop(): Promise<void>
}

/**
 * Makes backups while the app is used, and one more when it is closed.
 * @param everyMs how often it looks
 */
export function startBackupClock(backups: BackupService, log: Log, everyMs = LOOK_EVERY_MS): BackupClock {
  let running: Promise<void> = Promise.resolve()
  const look = (closing: boolean): Promise<void> =>
    (running = running
      .then(() => backups.makeIfDue(closing))
      .catch((error: unknown) => log.error('an automatic backup failed', error)))
  const timer = setInterval(() => void look(false), everyMs)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      return look(true)
    },
  }
}
