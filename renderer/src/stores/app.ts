import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { AppEvent, Hello } from '../../../electron/contract/procedures/app.ts'
import type { Progress } from '../../../electron/contract/shapes.ts'
import { useClient } from '../client/client.ts'
import { setContentBase } from '../content/place.ts'
import { useNoticesStore } from './notices.ts'
import { useSettingsStore } from './settings.ts'

export type JobName = Extract<AppEvent, { type: 'job' }>['job']

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

type JobEvent = Exclude<AppEvent, { type: 'changed' }>

/** Long work under way, and when the last answer became durable. */
function useNews() {
  const notices = useNoticesStore()
  const savedAt = ref<number | null>(null)
  const jobs = ref<{ [K in JobName]?: Progress }>({})

  function saved(at: number | null): void {
    if (at !== null && at > (savedAt.value ?? 0)) savedAt.value = at
  }

  function take(event: JobEvent): void {
    if (event.type === 'job') {
      jobs.value = { ...jobs.value, [event.job]: event.progress }
      return
    }
    const { [event.job]: _, ...rest } = jobs.value
    jobs.value = rest
    if (event.message) notices.say({ words: event.message })
  }

  return { savedAt, jobs, saved, take }
}

/** Who the host is, what it tells without being asked, and whether it is still there. */
export const useAppStore = defineStore('app', () => {
  const client = useClient()
  const settings = useSettingsStore()
  const news = useNews()
  const hello = shallowRef<Hello | null>(null)
  const connection = ref<'starting' | 'open' | 'lost'>('starting')
  /** Goes up whenever something in the collection changed; views on screen read again. */
  const revision = ref(0)
  let stopped = false

  function take(event: AppEvent): void {
    if (event.type === 'changed') revision.value++
    else news.take(event)
  }

  /** Greets the host; throws when it cannot be reached. */
  async function greet(): Promise<void> {
    const given = await client.app.hello()
    setContentBase(given.content)
    hello.value = given
    settings.load(given.settings)
  }

  /** Listens until `stop`; after a loss it tries again, at first soon and then every ten seconds. */
  async function listen(): Promise<void> {
    for (let wait = 500; !stopped; wait = Math.min(wait * 2, 10_000)) {
      try {
        const events = await client.app.events()
        if (connection.value === 'lost') {
          await greet()
          revision.value++
        }
        connection.value = 'open'
        wait = 500
        for await (const event of events) take(event)
      } catch {
        connection.value = 'lost'
      }
      if (!stopped) await pause(wait)
    }
  }

  function stop(): void {
    stopped = true
  }

  /** Says that this view changed the collection itself, without waiting for the host's event. */
  function touched(): void {
    revision.value++
  }

  const { savedAt, jobs, saved } = news
  return { hello, connection, revision, savedAt, jobs, saved, greet, listen, stop, touched }
})
