import { shallowRef } from 'vue'
import type { Pins } from './useFields.ts'

const STORED = 'epoch.pinned-fields'

function stored(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(STORED) ?? '[]')
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  } catch {
    // What was kept there is not ours, or storage is off: nothing is pinned.
    return []
  }
}

/** Fields that keep their text for the next card, remembered on this computer. */
export function usePins(offered: boolean): Pins {
  const paths = shallowRef(new Set(offered ? stored() : []))
  function toggle(path: string): void {
    const next = new Set(paths.value)
    if (!next.delete(path)) next.add(path)
    paths.value = next
    try {
      localStorage.setItem(STORED, JSON.stringify([...next]))
    } catch {
      // Kept as long as this window is open.
    }
  }
  return { offered, has: (path) => paths.value.has(path), toggle }
}
