import { computed, inject, type ComputedRef, type InjectionKey, type Ref } from 'vue'

/** What is looked for among the settings. */
export const SETTINGS_QUERY: InjectionKey<Readonly<Ref<string>>> = Symbol('settings query')

/** Whether each word of a query begins a word of the text. */
export function fits(query: string, text: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const asked = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  return asked.every((one) => words.some((word) => word.startsWith(one)))
}

/** Whether a row is among what is looked for; always where nothing is. */
export function useFound(text: () => string): ComputedRef<boolean> {
  const query = inject(SETTINGS_QUERY, null)
  return computed(() => query === null || fits(query.value, text()))
}
