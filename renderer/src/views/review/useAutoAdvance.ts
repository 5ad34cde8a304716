import { onScopeDispose, watch, type Ref } from 'vue'
import { useSettingsStore } from '../../stores/settings.ts'
import { useShellStore } from '../../stores/shell.ts'

interface Watched {
  /** Goes up with every step that is shown. */
  readonly turn: Readonly<Ref<number>>
  readonly revealed: Readonly<Ref<boolean>>
  /** There is no card to go on with, or something is being asked about it. */
  readonly idle: () => boolean
}

/**
 * Goes on by itself where the person has chosen so: shows the answer, then puts a card off that is not rated. Nothing
 * happens while something lies over the card or the window is not looked at; the time then begins anew.
 */
export function useAutoAdvance({ turn, revealed, idle }: Watched, reveal: () => unknown, rest: () => unknown): void {
  const settings = useSettingsStore()
  const shell = useShellStore()
  let timer: ReturnType<typeof setTimeout> | undefined
  const covered = (): boolean => shell.note !== null || shell.palette || shell.keySheet || document.hidden

  function start(): void {
    clearTimeout(timer)
    const { revealAfter, restAfter } = settings.settings
    const seconds = revealed.value ? restAfter : revealAfter
    if (seconds === 0 || idle()) return
    timer = setTimeout(() => {
      if (covered() || idle()) start()
      else void (revealed.value ? rest() : reveal())
    }, seconds * 1000)
  }
  const { stop } = watch([turn, revealed, idle, covered, () => settings.settings.revealAfter], start, {
    immediate: true,
  })
  document.addEventListener('visibilitychange', start)
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', start)
  })
}
