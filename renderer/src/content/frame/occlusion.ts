import { svgElement } from '../drawing.ts'
import { SVG_NAMESPACE } from '../../../../electron/contract/content/drawing.ts'

/** Colors that hold on any image: covered, asked, and where the asked one was. */
const COLORS = { asked: '#ff8e8e', other: '#ffeba2', edge: '#212121' } as const

const share = (element: Element, name: string): number => {
  const value = Number(element.getAttribute(`data-${name}`))
  return Number.isFinite(value) ? Math.min(2, Math.max(-2, value)) * 100 : 0
}

/** A shape in per cent of the image, or null for one that is not known. */
function shapeOf(element: Element): SVGElement | null {
  const [x, y] = [share(element, 'left'), share(element, 'top')]
  switch (element.getAttribute('data-shape')) {
    case 'rect':
      return svgElement('rect', { x, y, width: share(element, 'width'), height: share(element, 'height') })
    case 'ellipse': {
      const [rx, ry] = [share(element, 'rx'), share(element, 'ry')]
      return setAll('ellipse', { cx: x + rx, cy: y + ry, rx, ry })
    }
    case 'polygon': {
      const numbers = (element.getAttribute('data-points') ?? '').split(/[\s,]+/).map(Number)
      const points = numbers.filter(Number.isFinite).map((value) => Math.round(value * 10_000) / 100)
      return setAll('polygon', { points: points.join(' ') })
    }
    default:
      return null
  }
}

function setAll(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG_NAMESPACE, name) as SVGElement
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

function colored(shape: SVGElement, element: Element): SVGElement {
  const revealed = element.classList.contains('cloze-highlight')
  const asked = revealed || element.classList.contains('cloze')
  shape.setAttribute('fill', revealed ? 'none' : asked ? COLORS.asked : COLORS.other)
  shape.setAttribute('stroke', revealed ? COLORS.asked : COLORS.edge)
  shape.setAttribute('stroke-width', revealed ? '2' : '1')
  shape.setAttribute('vector-effect', 'non-scaling-stroke')
  const angle = Number(element.getAttribute('data-angle'))
  if (Number.isFinite(angle) && angle !== 0) {
    const [x, y] = [share(element, 'left'), share(element, 'top')]
    shape.setAttribute('transform', `rotate(${angle} ${x} ${y})`)
  }
  return shape
}

/**
 * Covers an image with the shapes of Anki's image occlusion, which its own script would draw: the asked one and, where
 * the note says so, all others. Nothing where a card has none.
 */
export function drawOcclusions(card: DocumentFragment): void {
  const image = card.querySelector('#image-occlusion-container img')
  const shapes = [...card.querySelectorAll('[data-shape]')]
  if (!image || shapes.length === 0) return
  const cover = setAll('svg', { viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' })
  for (const element of shapes) {
    const hidden = element.classList.contains('cloze-inactive') && element.getAttribute('data-occludeinactive') !== '1'
    const shape = hidden ? null : shapeOf(element)
    if (shape) cover.append(colored(shape, element))
  }
  const holder = card.ownerDocument.createElement('div')
  holder.className = 'epoch-occlusion'
  image.replaceWith(holder)
  holder.append(image, cover)
}
