import { ref, shallowRef } from 'vue'
import type { BackupCounts, BackupRow, RepairReport } from '../../../../electron/contract/procedures/backups.ts'
import { attempt, sentence, type Failure } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import type { Result } from '../../client/result.ts'
import { useRead } from '../../client/useRead.ts'
import { useAppStore } from '../../stores/app.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { whenWords } from './words.ts'

/** A backup that was opened, beside what the collection holds. */
export interface Looked {
  readonly backup: BackupRow
  readonly counts: BackupCounts
}

/** What the page of backups shows and does. One thing at a time: `busy` says which. */
export function useBackups() {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()
  const { data, refresh } = useRead(() => client.backups.list())
  const busy = ref('')
  const looked = shallowRef<Looked | null>(null)

  async function during<T>(words: string, call: () => PromiseLike<T>): Promise<Result<T, Failure> | null> {
    if (busy.value) return null
    busy.value = words
    try {
      const result = await attempt(call())
      if (!result.ok) notices.say({ words: sentence(result.error), tone: 'error' })
      return result
    } finally {
      busy.value = ''
    }
  }

  async function make(): Promise<void> {
    const made = await during('Making a backup', () => client.backups.make())
    if (!made?.ok) return
    notices.say({ words: 'The backup is made. It was opened and found whole.' })
    await refresh()
  }

  async function look(backup: BackupRow): Promise<void> {
    const found = await during('Opening the backup', () => client.backups.look({ name: backup.name }))
    if (found?.ok) looked.value = { backup, counts: found.value.counts }
  }

  async function restore({ name, at }: BackupRow): Promise<void> {
    looked.value = null
    const done = await during('Restoring', () => client.backups.restore({ name }))
    if (!done?.ok) return
    // Settings are part of a backup.
    await app.greet()
    app.touched()
    const { before } = done.value
    notices.say({
      words: `Your collection is as it was on ${whenWords(at)}.`,
      action: { words: 'Undo restore', run: () => void restore(before) },
    })
  }

  async function schedule(minutes: number): Promise<void> {
    await during('Saving', () => client.backups.schedule({ minutes }))
    await refresh()
  }

  return { data, busy, looked, make, look, restore, schedule, during }
}

/** What the check found, or the repair found and did. */
export type CheckNews =
  | { readonly did: 'check'; readonly findings: readonly string[]; readonly remarks: readonly string[] }
  | ({ readonly did: 'repair' } & RepairReport)

/** The check and the repair. */
export function useRepair(during: ReturnType<typeof useBackups>['during']) {
  const client = useClient()
  const app = useAppStore()
  const news = shallowRef<CheckNews | null>(null)

  async function check(): Promise<void> {
    const found = await during('Checking', () => client.backups.check())
    if (found?.ok) news.value = { did: 'check', ...found.value }
  }

  async function repair(): Promise<void> {
    const done = await during('Checking and repairing', () => client.backups.repair())
    if (!done?.ok) return
    news.value = { did: 'repair', ...done.value }
    app.touched()
  }

  return { news, check, repair }
}
