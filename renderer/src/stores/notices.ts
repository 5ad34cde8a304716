import { defineStore } from 'pinia'
import { ref } from 'vue'

export interface Notice {
  readonly words: string
  readonly tone?: 'plain' | 'error'
  /** Offers to take back the last action. */
  readonly undo?: boolean
  /** One other thing to do, instead of undo. */
  readonly action?: { readonly words: string; readonly run: () => void }
}

export interface ShownNotice extends Notice {
  readonly id: number
}

const SHOWN_MS = 8_000

/** The quiet bar at the foot of the page: one notice at a time, the newest. */
export const useNoticesStore = defineStore('notices', () => {
  const current = ref<ShownNotice | null>(null)
  let next = 1
  let timer: ReturnType<typeof setTimeout> | undefined

  function hold(): void {
    clearTimeout(timer)
  }

  function release(): void {
    hold()
    timer = setTimeout(dismiss, SHOWN_MS)
  }

  function dismiss(): void {
    hold()
    current.value = null
  }

  function say(notice: Notice): void {
    current.value = { ...notice, id: next++ }
    if (notice.tone === 'error') hold()
    else release()
  }

  return { current, say, dismiss, hold, release }
})
