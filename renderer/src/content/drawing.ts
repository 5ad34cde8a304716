import { SVG_NAMESPACE } from '../../../electron/contract/content/drawing.ts'
import { sanitiseDrawing } from './sanitise.ts'

const MARKERS = ['marker-start', 'marker-mid', 'marker-end'] as const

/**
 * A drawing, ready to stand in the page; null when the text is none.
 * @param prefix goes before every id, so that two drawings in one page, and the page itself, keep apart
 */
export function makeDrawing(svg: string, prefix: string): SVGElement | null {
  const drawing = sanitiseDrawing(svg)
  if (!drawing) return null
  for (const inner of drawing.querySelectorAll('svg')) inner.remove()
  for (const element of drawing.querySelectorAll('*')) {
    if (element.id !== '') element.id = `${prefix}-${element.id}`
    for (const name of MARKERS) keepApart(element, name, prefix)
  }
  return drawing
}

/** Markers are on lines only, and not on the lines of markers, which would multiply. */
function keepApart(element: Element, name: (typeof MARKERS)[number], prefix: string): void {
  const value = element.getAttribute(name)
  if (value === null) return
  const line = ['path', 'line', 'polyline', 'polygon'].includes(element.localName) && !element.closest('marker')
  if (line) element.setAttribute(name, value.replace('url(#', `url(#${prefix}-`))
  else element.removeAttribute(name)
}

/** The groups of a drawing that are labels, with their text. */
export function labelsIn(drawing: SVGElement): { readonly id: string; readonly group: SVGElement; text: string }[] {
  return [...drawing.querySelectorAll<SVGElement>('g[data-label]')].map((group) => ({
    id: group.getAttribute('data-label') ?? '',
    group,
    text: (group.textContent ?? '').replace(/\s+/g, ' ').trim(),
  }))
}

/** An element of a drawing. */
export function svgElement(
  name: 'rect' | 'text' | 'image',
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const element = document.createElementNS(SVG_NAMESPACE, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
