import { computed, ref } from 'vue'
import type { Settings } from '../../../../electron/contract/procedures/app.ts'
import { sentence } from '../../client/attempt.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { DEFAULTS, useSettingsStore } from '../../stores/settings.ts'

/** Reads and saves settings from their page, and says when they are saved. */
export function useSettings() {
  const store = useSettingsStore()
  const notices = useNoticesStore()
  const saving = ref('')
  const now = computed(() => store.settings)

  async function set(patch: Partial<Settings>): Promise<void> {
    const result = await store.save(patch)
    if (result.ok) saving.value = 'Saved'
    else notices.say({ words: sentence(result.error), tone: 'error' })
  }

  /** A two-way binding for one setting. */
  function bound<K extends keyof Settings>(key: K) {
    return computed({ get: () => store.settings[key], set: (value) => void set({ [key]: value }) })
  }

  /** What a row needs to offer the way back to the default. */
  function back<K extends keyof Settings>(key: K, standard: string) {
    return {
      standard,
      changed: store.settings[key] !== DEFAULTS[key],
      onReset: () => void set({ [key]: DEFAULTS[key] }),
    }
  }
  return { now, saving, set, bound, back }
}
