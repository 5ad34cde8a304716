import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ReadinessLine } from '../../../electron/contract/procedures/readiness.ts'

/** The latest readiness line, kept so that Today does not jump when one comes back to it. */
export const useReadinessStore = defineStore('readiness', () => {
  const line = shallowRef<ReadinessLine | null>(null)
  return { line }
})
