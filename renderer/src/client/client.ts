import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { inject, type App, type InjectionKey } from 'vue'
import type { contract } from '../../../electron/contract/index.ts'
import { openLink } from './transport.ts'

/** Everything a view may ask, typed by the contract. */
export type Client = ContractRouterClient<typeof contract>

const clientKey: InjectionKey<Client> = Symbol('client')

/** Opens the client over whichever transport this host offers. */
export async function openClient(): Promise<Client> {
  return createORPCClient<Client>(await openLink())
}

/** Makes a client available to every component and store of an app. */
export function provideClient(app: App, client: Client): void {
  app.provide(clientKey, client)
}

/** The client of this app; works in component setup and in setup stores. */
export function useClient(): Client {
  const client = inject(clientKey)
  if (!client) throw new Error('No client was provided to this app')
  return client
}
