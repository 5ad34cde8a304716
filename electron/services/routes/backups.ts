import { api, served } from '../serve.ts'
import type { Services } from '../services.ts'

/** Backups, restore and repair. */
export function backupsRouter({ backups }: Services) {
  return {
    list: api.backups.list.handler(async () => served(await backups.list())),
    look: api.backups.look.handler(async ({ input }) => served(await backups.look(input.name))),
    make: api.backups.make.handler(async () => served(await backups.make('hand'))),
    restore: api.backups.restore.handler(async ({ input }) => served(await backups.restore(input.name))),
    schedule: api.backups.schedule.handler(async ({ input }) => served(await backups.schedule(input.minutes))),
    openFolder: api.backups.openFolder.handler(() => backups.openFolder()),
    check: api.backups.check.handler(async () => served(await backups.check())),
    repair: api.backups.repair.handler(async () => served(await backups.repair())),
  }
}
