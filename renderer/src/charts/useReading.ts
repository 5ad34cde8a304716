import { ref, type Ref } from 'vue'

export interface Reading {
  /** The bar that is read out; null for none. */
  readonly at: Ref<number | null>
  readonly onKey: (event: KeyboardEvent) => void
  readonly onPointer: (event: PointerEvent) => void
  readonly leave: () => void
}

/**
 * Reads a chart bar by bar: arrows, Home and End while it has the focus, or the pointer over it.
 * @param count how many bars there are
 * @param placeOf the bar at a place, in pixels from the left edge of the chart
 */
export function useReading(count: () => number, placeOf: (x: number) => number): Reading {
  const at = ref<number | null>(null)
  const inside = (place: number) => Math.min(Math.max(0, place), count() - 1)
  const STEPS: Readonly<Record<string, () => number>> = {
    ArrowLeft: () => inside((at.value ?? count()) - 1),
    ArrowRight: () => inside((at.value ?? -1) + 1),
    Home: () => 0,
    End: () => inside(count()),
  }

  function onKey(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (event.key === 'Escape' && at.value !== null) at.value = null
    else if (step && count() > 0) at.value = step()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function onPointer(event: PointerEvent): void {
    const box = (event.currentTarget as Element).getBoundingClientRect()
    const place = placeOf(event.clientX - box.left)
    at.value = place >= 0 && place < count() ? place : null
  }

  return { at, onKey, onPointer, leave: () => (at.value = null) }
}
