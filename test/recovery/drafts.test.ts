import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../support/host.ts'
import { KILLS, KILLS_TIMEOUT, withHost, workUntilKilled } from '../support/kills.ts'

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
          await client.drafts.put({ key: 'new', content: { front: `version ${next}` } })
          kept = next
          acknowledged()
          await wait(1)
        }
      })
      await withHost(dataDir, async (client) => {
        const draft = await client.drafts.get({ key: 'new' })
        const found = Number(/\d+$/.exec(String(draft?.content['front']))?.[0])
        // One may have been saved although its acknowledgement did not arrive any more.
        expect(found - kept).toBeOneOf([0, 1])
        kept = found
      })
    }
  },
)
