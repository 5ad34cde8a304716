import { fail, ok, type Result } from '../core/result.ts'
import type { OpenProblem } from '../store/open.ts'
import { createApp, type App, type AppOptions } from './app.ts'
import { createRescue, type Rescue } from './rescue.ts'

/** What a host serves: the app, or the rescue of a damaged collection until there is an app. */
export interface House {
  /** What is served now. */
  door(): App | Rescue
  /** Calls when another door is served. */
  onChange(listener: () => void): void
  /** Lets a second start find this one. */
  announce(url: string): void
  close(): Promise<void>
}

/** True for a door that leads into the app. */
export function isApp(door: App | Rescue): door is App {
  return 'context' in door
}

/**
 * Opens the app, or its rescue when the collection is damaged. Once that is recovered, the same host serves the app on
 * the same address, without being started again.
 */
export async function openHouse(options: AppOptions): Promise<Result<House, OpenProblem>> {
  const listeners: (() => void)[] = []
  let door: App | Rescue
  let url: string | null = null
  const opened = await createApp(options)
  const enter = async (): Promise<Result<void, string>> => {
    const again = await createApp(options)
    if (!again.ok) return fail(again.error.message)
    door = again.value
    if (url !== null) again.value.announce(url)
    for (const listener of listeners) listener()
    return ok(undefined)
  }
  if (opened.ok) door = opened.value
  else if (opened.error.code === 'damaged') door = createRescue(options, opened.error, enter)
  else return opened
  return ok({
    door: () => door,
    onChange: (listener) => void listeners.push(listener),
    announce: (address) => {
      url = address
      if (isApp(door)) door.announce(address)
    },
    close: async () => {
      if (isApp(door)) await door.close()
    },
  })
}
