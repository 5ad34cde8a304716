import { ref, type Ref } from 'vue'
import { between, freeId, within } from '../areas.ts'
import type { Area, LabelDraft } from '../draft.ts'

interface Point {
  readonly x: number
  readonly y: number
}
interface Drag {
  readonly from: Point
  readonly label: LabelDraft | null
  readonly area: Area
  readonly sizes: boolean
}

/**
 * Drawing, moving and sizing areas over a picture with a pointer.
 * @param canvas what lies over the picture
 * @param size width and height of the picture in its pixels
 */
export function useAreaDrag(
  canvas: Readonly<Ref<SVGSVGElement | null>>,
  size: () => { readonly width: number; readonly height: number },
  labels: Ref<LabelDraft[]>,
  selected: Ref<string | null>,
) {
  /** The area that is being drawn. */
  const drawn = ref<Area | null>(null)
  let drag: Drag | null = null

  function at(event: PointerEvent): Point {
    const box = canvas.value?.getBoundingClientRect()
    if (!box || box.width === 0) return { x: 0, y: 0 }
    const { width, height } = size()
    const x = ((event.clientX - box.left) / box.width) * width
    return { x, y: ((event.clientY - box.top) / box.height) * height }
  }

  function start(event: PointerEvent, label: LabelDraft | null, sizes = false): void {
    if (event.button !== 0) return
    const from = at(event)
    drag = { from, label, area: label?.area ?? { ...from, width: 0, height: 0 }, sizes }
    selected.value = label?.id ?? null
    canvas.value?.setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent): void {
    if (!drag) return
    const to = at(event)
    const { from, label, area, sizes } = drag
    if (!label) {
      drawn.value = between(from, to)
      return
    }
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    const next = sizes
      ? { ...area, width: area.width + dx, height: area.height + dy }
      : { ...area, x: area.x + dx, y: area.y + dy }
    label.area = within(next, size().width, size().height)
  }

  function end(): void {
    const area = drawn.value
    const { width, height } = size()
    drawn.value = null
    drag = null
    // A click without a way is no box.
    if (!area || area.width < width / 100 || area.height < height / 100) return
    const id = freeId(labels.value)
    labels.value.push({ id, answer: '', clue: '', area: within(area, width, height) })
    selected.value = id
  }
  return { drawn, start, move, end }
}
