import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commonErrors } from './errors.ts'
import { BackupCounts } from './procedures/backups.ts'
import { Instant } from './shapes.ts'

const base = oc.errors(commonErrors)

export const RescueView = z.object({
  /** The damaged file. */
  file: z.string(),
  reason: z.string(),
  /** The newest backup that is whole. */
  newest: z.object({ name: z.string(), at: Instant, counts: BackupCounts }).nullable(),
  /** What can be read out of the damaged file. */
  salvage: BackupCounts,
})
export type RescueView = z.infer<typeof RescueView>

export const RescueChoice = z.discriminatedUnion('from', [
  z.object({ from: z.literal('backup'), name: z.string().max(120) }),
  z.object({ from: z.literal('salvage') }),
  z.object({ from: z.literal('nothing') }),
])
export type RescueChoice = z.infer<typeof RescueChoice>

/** What a host serves in place of the contract while the collection is damaged and cannot be opened. */
export const rescueContract = {
  rescue: {
    state: base.output(RescueView),
    /** Moves the damaged file aside and puts another collection in its place; the app is served from then on. */
    recover: base
      .input(z.object({ choice: RescueChoice }))
      .output(z.object({ kept: z.string(), counts: BackupCounts })),
  },
}
