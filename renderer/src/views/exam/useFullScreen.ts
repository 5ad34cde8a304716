import { onScopeDispose, ref } from 'vue'

/** The whole screen for the exam, and back; the browser's own way out (Esc) is heard too. */
export function useFullScreen() {
  const full = ref(document.fullscreenElement != null)
  const heard = () => void (full.value = document.fullscreenElement != null)
  document.addEventListener('fullscreenchange', heard)

  async function leave(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen()
  }
  async function toggle(): Promise<void> {
    if (document.fullscreenElement) return leave()
    // A browser may refuse it; then everything stays as it is.
    await document.documentElement.requestFullscreen().catch(() => heard())
  }
  onScopeDispose(() => {
    document.removeEventListener('fullscreenchange', heard)
    void leave()
  })
  return { full, toggle }
}
