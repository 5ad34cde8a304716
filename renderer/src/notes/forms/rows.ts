import { nextTick } from 'vue'

/** Adding, moving and taking out rows of a list that is edited; the focus goes with the row. */
export function rowsOf<T>(list: () => T[], make: () => T) {
  async function focusRow(box: Element | null, at: number): Promise<void> {
    await nextTick()
    const row = box?.querySelectorAll<HTMLElement>(':scope > .row-edit')[at]
    row?.querySelector<HTMLElement>('input:not([type=checkbox],[type=radio]), textarea')?.focus()
  }
  const boxOf = (event: Event) => (event.target instanceof Element ? event.target.closest('.rows-edit') : null)

  function add(event: Event): Promise<void> {
    list().push(make())
    return focusRow(boxOf(event), list().length - 1)
  }

  function move(at: number, by: number, event: Event): Promise<void> | undefined {
    const to = at + by
    const all = list()
    if (to < 0 || to >= all.length) return undefined
    all.splice(to, 0, ...all.splice(at, 1))
    return focusRow(boxOf(event), to)
  }

  function remove(at: number, event: Event): Promise<void> {
    list().splice(at, 1)
    return focusRow(boxOf(event), Math.min(at, list().length - 1))
  }
  return { add, move, remove }
}
