import { shallowRef } from 'vue'

/** Colors code of a known language: HTML with `hljs-` classes, or null for a language that is not known. */
export type Highlight = (code: string, language: string) => string | null

const loaded = shallowRef<Highlight | null>(null)
let asked = false

/** Longer code stays plain: it would hold up the page. */
const LONGEST = 20_000

/** Loads what colors code, once; texts that were drawn before are drawn again then. */
function load(): void {
  if (asked) return
  asked = true
  void import('./code-languages.ts').then(({ highlight }) => (loaded.value = highlight))
}

/** Whether code can be colored by now; drawing depends on it. */
export function codeReady(): boolean {
  return loaded.value !== null
}

/**
 * Code in color, or null where it stays plain: without a language, while the highlighter loads, when it is too long.
 * @param language as after the fence, such as `python`
 */
export function colored(code: string, language: string): string | null {
  if (language === '' || code.length > LONGEST) return null
  load()
  return loaded.value?.(code, language) ?? null
}
