import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the window is at most `rem` wide, asked as the style sheets ask it: larger text counts as less room. */
export function useNarrow(rem: number): Readonly<Ref<boolean>> {
  const measure = () => {
    const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
    return window.innerWidth / root <= rem
  }
  const narrow = ref(measure())
  const change = () => void (narrow.value = measure())
  window.addEventListener('resize', change)
  onScopeDispose(() => window.removeEventListener('resize', change))
  return narrow
}
