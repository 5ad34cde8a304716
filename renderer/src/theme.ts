/** What decides how the page looks before anything has been read from the host. */
export interface Look {
  readonly theme: 'system' | 'light' | 'dark'
  /** Factor on the root size. */
  readonly textSize: number
}

const KEY = 'epoch.look'
const system = window.matchMedia('(prefers-color-scheme: dark)')
let current: Look = { theme: 'system', textSize: 1 }

const watchers = new Set<(dark: boolean) => void>()

/** Whether the page is dark now. */
export function isDark(): boolean {
  return current.theme === 'dark' || (current.theme === 'system' && system.matches)
}

/** Tells whenever the page may have become dark or light; returns how to stop. */
export function onTheme(tell: (dark: boolean) => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

function paint(): void {
  const dark = isDark()
  const root = document.documentElement
  for (const tell of watchers) tell(dark)
  root.classList.toggle('dark', dark)
  root.classList.toggle('light', !dark)
  const size = String(current.textSize)
  if (root.style.getPropertyValue('--text-size') === size) return
  root.style.setProperty('--text-size', size)
  askWidthsAgain()
}

/** Chromium does not ask container queries in rem again when the root size changes; a new container makes it. */
function askWidthsAgain(): void {
  document.body.style.setProperty('container-type', 'normal')
  void document.body.offsetWidth
  document.body.style.removeProperty('container-type')
}

/** Shows a theme and text size, and remembers them in this window for the next first paint. */
export function applyLook(look: Look): void {
  current = { theme: look.theme, textSize: look.textSize }
  window.localStorage.setItem(KEY, `${current.theme} ${current.textSize}`)
  paint()
}

function remembered(): Look {
  const [theme, size] = (window.localStorage.getItem(KEY) ?? '').split(' ')
  const textSize = Math.min(1.5, Math.max(0.85, Number(size) || 1))
  return { theme: theme === 'light' || theme === 'dark' ? theme : 'system', textSize }
}

/** Shows what was remembered; called before anything is mounted. */
export function restoreLook(): void {
  current = remembered()
  paint()
  system.addEventListener('change', paint)
}
