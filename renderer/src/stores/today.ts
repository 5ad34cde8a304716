import { defineStore } from 'pinia'
import { watch } from 'vue'
import { useClient } from '../client/client.ts'
import { useRead } from '../client/useRead.ts'
import { useAppStore } from './app.ts'

/** Today's pass: shared by the ring in the navigation and the Today view. */
export const useTodayStore = defineStore('today', () => {
  const client = useClient()
  const app = useAppStore()
  const { data: today, refresh } = useRead(() => client.app.today())
  watch(today, (now) => app.saved(now?.savedAt ?? null))
  return { today, refresh }
})
