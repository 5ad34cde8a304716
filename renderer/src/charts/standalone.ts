/** What a chart's marks look like comes from our style sheets; outside of the page they must carry it themselves. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'opacity',
] as const

/** Room around the picture and above it for its title, in CSS pixels. */
const MARGIN = 16
const HEAD = 34

const SVG = 'http://www.w3.org/2000/svg'

function carryStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  for (const property of PROPERTIES) {
    const value = style.getPropertyValue(property)
    if (value !== '') to.setAttribute(property, value)
  }
  to.removeAttribute('class')
  to.removeAttribute('style')
  for (const [at, child] of [...from.children].entries()) {
    const twin = to.children[at]
    if (twin) carryStyles(child, twin)
  }
}

function element(name: string, attributes: Record<string, string | number>, words = ''): Element {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.textContent = words
  return made
}

export interface Standalone {
  readonly svg: string
  readonly width: number
  readonly height: number
}

export interface Caption {
  readonly title: string
  /** What stands for what: each with a small drawing and its words, as in the page. */
  readonly keys: readonly Element[]
  /** A rule that holds the font, or null. */
  readonly font: string | null
}

const KEY_GAP = 18
const KEY_ROW = 22

/** The keys of a chart in a row: their drawings and words. */
function keyRow(keys: readonly Element[], words: Record<string, string | number>): Element {
  const row = element('g', { transform: `translate(${MARGIN} ${MARGIN + HEAD})` })
  let x = 0
  for (const key of keys) {
    const mark = key.querySelector('svg')
    if (!mark) continue
    const twin = mark.cloneNode(true) as SVGSVGElement
    carryStyles(mark, twin)
    const [wide, tall] = [Number(mark.getAttribute('width')), Number(mark.getAttribute('height'))]
    twin.setAttribute('x', String(x))
    twin.setAttribute('y', String(-tall / 2))
    const text = key.textContent.trim().replaceAll(/\s+/g, ' ')
    row.append(twin, element('text', { ...words, x: x + wide + 6, y: 4, 'font-size': 12 }, text))
    x += wide + 6 + text.length * 6.4 + KEY_GAP
  }
  return row
}

/** A chart of the page as a file of its own: its colors as they are now, title and keys above it, ground and font with it. */
export function standalone(chart: SVGSVGElement, { title, keys, font }: Caption): Standalone {
  const [, , boxWidth = 0, boxHeight = 0] = (chart.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const top = MARGIN + HEAD + (keys.length > 0 ? KEY_ROW : 0)
  const width = boxWidth + 2 * MARGIN
  const height = boxHeight + MARGIN + top
  const root = getComputedStyle(document.documentElement)
  const token = (name: string, otherwise: string) => root.getPropertyValue(name).trim() || otherwise
  const twin = chart.cloneNode(true) as SVGSVGElement
  carryStyles(chart, twin)
  for (const mark of twin.querySelectorAll('[data-live]')) mark.remove()
  const frame = element('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` })
  if (font !== null) frame.append(element('style', {}, font))
  frame.append(element('rect', { width, height, fill: token('--paper', '#ffffff') }))
  const words = { 'font-family': token('--font-ui', 'sans-serif'), fill: token('--ink', '#171d19') }
  frame.append(element('text', { ...words, x: MARGIN, y: MARGIN + 14, 'font-size': 14, 'font-weight': 600 }, title))
  if (keys.length > 0) frame.append(keyRow(keys, words))
  const place = element('g', { transform: `translate(${MARGIN} ${top})` })
  place.append(...twin.childNodes)
  frame.append(place)
  return { svg: new XMLSerializer().serializeToString(frame), width, height }
}
