import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { DEFAULT_SETTINGS } from '../../../electron/contract/default-settings.ts'
import type { Settings } from '../../../electron/contract/procedures/app.ts'
import { useClient } from '../client/client.ts'
import { attempt, type Failure } from '../client/attempt.ts'
import type { Result } from '../client/result.ts'
import { chooseVoice } from '../content/speech.ts'
import { applyLook } from '../theme.ts'

/** What stands before the host has answered, and in the first paint: nobody is asked anything yet. */
export const DEFAULTS: Settings = { ...DEFAULT_SETTINGS, firstRunDone: true }

/** The person's settings. Shown at once, kept by the host, put back when the host refuses. */
export const useSettingsStore = defineStore('settings', () => {
  const client = useClient()
  const settings = ref<Settings>({ ...DEFAULTS })
  const look = computed(() => ({ theme: settings.value.theme, textSize: settings.value.textSize }))
  watch(look, (now, before) => {
    if (now.theme !== before.theme || now.textSize !== before.textSize) applyLook(now)
  })

  watch(
    () => [settings.value.voice, settings.value.voiceLang, settings.value.voiceRate] as const,
    ([voice, lang, rate]) => chooseVoice(voice, lang, rate),
  )

  /** As the host has them. */
  let kept = settings.value
  /** Changes on their way, oldest first: shown until the host has answered. */
  const waiting = new Set<Partial<Settings>>()
  const show = () => (settings.value = Object.assign({}, kept, ...waiting) as Settings)
  let turn: Promise<unknown> = Promise.resolve()

  function load(given: Settings): void {
    kept = given
    applyLook(show())
  }

  /** One change goes after the other, so that the answer to an older one never hides a newer one. */
  async function save(patch: Partial<Settings>): Promise<Result<Settings, Failure>> {
    waiting.add(patch)
    show()
    const call = turn.then(() => attempt(client.app.updateSettings(patch)))
    turn = call.catch(() => undefined)
    try {
      const result = await call
      if (result.ok) kept = result.value
      return result
    } finally {
      waiting.delete(patch)
      show()
    }
  }

  return { settings, load, save }
})
