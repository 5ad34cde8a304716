import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** The width of an element in CSS pixels, kept up to date; `fallback` until it is known. */
export function useWidth(element: Readonly<Ref<HTMLElement | null>>, fallback: number): Readonly<Ref<number>> {
  const width = ref(fallback)
  const observer = new ResizeObserver((entries) => {
    const measured = entries[0]?.contentRect.width ?? 0
    if (measured > 0) width.value = measured
  })
  watch(element, (now, before) => {
    if (before) observer.unobserve(before)
    if (now) observer.observe(now)
  })
  onScopeDispose(() => observer.disconnect())
  return width
}
