import type { AttemptReport } from '../../../../../electron/contract/procedures/exam.ts'
import { dayOf } from '../time.ts'

/** When it was and how long it took: `Saturday 21 November, 84 of 90 minutes`. */
export function reportAside({ attempt }: AttemptReport): string {
  const { startedAt, spentMs, limitMs, timedOut } = attempt
  const minutes = Math.round(spentMs / 60_000)
  const time = limitMs > 0 ? `${minutes} of ${Math.round(limitMs / 60_000)} minutes` : `${minutes} minutes`
  return `${dayOf(startedAt)}, ${time}${timedOut ? ', time ran out' : ''}`
}
