import { svgElement } from '../../content/drawing.ts'

/** Air around a label's text, in units of the drawing. */
const AIR = 4
/** Room for the question mark over the shortest label. */
const LEAST = 26

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The box of a label's text with some air, or null where nothing is laid out, as in a page that is not shown. */
export function boxOf(group: SVGElement): Box | null {
  const area = areaOf(group)
  if (area) return area
  if (!(group instanceof SVGGraphicsElement) || typeof group.getBBox !== 'function') return null
  const { x, y, width, height } = group.getBBox()
  if (width === 0 || height === 0) return null
  const wide = Math.max(width + 2 * AIR, LEAST)
  return { x: x + width / 2 - wide / 2, y: y - AIR, width: wide, height: height + 2 * AIR }
}

/** The part of a picture that a label covers; null for a label that is a text. */
function areaOf(group: SVGElement): Box | null {
  const rect = group.querySelector(':scope > rect')
  if (!rect || group.querySelector('text')) return null
  const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) =>
    Number(rect.getAttribute(name)),
  )
  return { x, y, width, height }
}

/** Puts an image under a drawing, as large as the drawing is. */
export function underlay(drawing: SVGElement, url: string, missing: () => void): void {
  const [x = 0, y = 0, width = 0, height = 0] = (drawing.getAttribute('viewBox') ?? '').split(/[ ,]+/).map(Number)
  const image = svgElement('image', { href: url, x, y, width, height, preserveAspectRatio: 'none' })
  image.addEventListener('error', missing)
  drawing.prepend(image)
}

function frame(box: Box, name: string): SVGElement {
  return svgElement('rect', { class: name, rx: 6, ...box })
}

/** Takes a label's text out of the page and puts a question mark in its place. */
export function cover(group: SVGElement, box: Box | null): void {
  if (!box) return group.replaceChildren()
  const sign = svgElement('text', { class: 'diagram-sign', x: box.x + box.width / 2, y: box.y + box.height / 2 })
  sign.textContent = '?'
  // In a picture of many pixels the sign of a drawing would be a dot.
  if (areaOf(group)) sign.style.fontSize = `${Math.max(10, Math.min(box.height * 0.6, box.width * 0.6))}px`
  group.replaceChildren(frame(box, 'diagram-cover'), sign)
}

/** Covers a label that is not asked now. */
export function coverOther(group: SVGElement, box: Box | null): void {
  group.replaceChildren(...(box ? [frame(box, 'diagram-cover other')] : []))
}

/** Marks the label that was asked. */
export function mark(group: SVGElement, box: Box | null): void {
  group.classList.add('diagram-asked')
  if (box && areaOf(group)) return group.replaceChildren(frame(box, 'diagram-mark open'))
  if (box) group.prepend(frame(box, 'diagram-mark'))
}
