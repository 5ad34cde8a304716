import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { tell } from '../support/campaign.ts'
import { temporaryFolder } from '../support/host.ts'
import { KILLS, KILLS_TIMEOUT, withHost, workUntilKilled } from '../support/kills.ts'

/** The editor of cards, and that of note types. */
const EDITORS = ['new', 'type:new'] as const

it(
  `keeps what stood in an editor when the program is killed, ${KILLS} kills in a row`,
  { timeout: KILLS_TIMEOUT },
  async () => {
    const dataDir = temporaryFolder('drafts')
    let kept = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await workUntilKilled(dataDir, 60 * kill, async (client, acknowledged) => {
        for (;;) {
          const next = kept + 1
          for (const key of EDITORS) await client.drafts.put({ key, content: { front: `version ${next}` } })
          kept = next
          acknowledged()
          await wait(1)
        }
      })
      await withHost(dataDir, async (client) => {
        const before = kept
        for (const key of EDITORS) {
          const draft = await client.drafts.get({ key })
          const found = Number(/\d+$/.exec(String(draft?.content['front']))?.[0])
          // One may have been saved although its acknowledgement did not arrive any more.
          expect(found - before).toBeOneOf([0, 1])
          kept = Math.max(kept, found)
        }
      })
    }
    tell('kills', 'drafts in the editor', { kills: KILLS, drafts: kept })
  },
)
