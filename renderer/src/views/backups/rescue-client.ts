import type { ContractRouterClient } from '@orpc/contract'
import type { rescueContract, RescueView } from '../../../../electron/contract/rescue.ts'
import type { Client } from '../../client/client.ts'

/** What can be asked while the collection is damaged. */
export type RescueClient = ContractRouterClient<typeof rescueContract>

/** The rescue's client. A client asks for whatever path it is given, so that the app's serves both contracts. */
export function rescueOf(client: Client): RescueClient {
  return client as unknown as RescueClient
}

/** What the host says of a damaged collection; null when it serves the app, or is not there. */
export async function damagedState(client: RescueClient): Promise<RescueView | null> {
  return client.rescue.state().then(
    (state) => state,
    () => null,
  )
}
