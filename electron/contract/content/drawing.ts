/**
 * What a drawing of a diagram note may be made of: SVG elements and presentation attributes, colors by token only.
 * Notes are checked against it when they come in, and the page keeps to it when it shows a drawing.
 */

export const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'

export const DRAWING_ELEMENTS = [
  'svg',
  'title',
  'desc',
  'defs',
  'marker',
  'g',
  'path',
  'line',
  'polyline',
  'polygon',
  'rect',
  'circle',
  'ellipse',
  'text',
  'tspan',
] as const
export type DrawingElement = (typeof DRAWING_ELEMENTS)[number]

const COLORS = 'ink|ink-2|ink-3|line|line-strong|paper|sunk|sunk-2|accent-ink|accent-line|accent-soft'
// No part can match in two ways, so that no value takes longer than in proportion to its length.
const NUMBER = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`
const SIZE = String.raw`(?!0+(?:\.0*)?(?:[ ,]|$))\d+(?:\.\d+)?`

/** The form of an attribute's value, and how it is described to a person who wrote another. */
export interface ValueRule {
  readonly pattern: RegExp
  readonly expected: string
}

const words = (...all: string[]): ValueRule => ({
  pattern: new RegExp(`^(?:${all.map((word) => word.replace(/[.()]/g, '\\$&')).join('|')})$`),
  expected: all.length === 1 ? (all[0] ?? '') : `one of ${all.join(', ')}`,
})
const color: ValueRule = {
  pattern: new RegExp(`^(?:none|var\\(--(?:${COLORS})\\))$`),
  expected: `none, or var(--NAME) with one of ${COLORS.replaceAll('|', ', ')}`,
}
const number: ValueRule = { pattern: new RegExp(`^${NUMBER}$`), expected: 'a number' }
const numbers: ValueRule = {
  pattern: new RegExp(`^${NUMBER}(?:[ ,]+${NUMBER})*$`),
  expected: 'numbers',
}
const share: ValueRule = { pattern: /^(?:0|1|0?\.\d+|[01]\.\d+)$/, expected: 'a number from 0 to 1' }
const fontSize: ValueRule = { pattern: /^\d{1,3}(?:\.\d+)?$/, expected: 'a number' }
const marker: ValueRule = {
  pattern: /^(?:none|url\(#[a-z][a-z0-9-]*\))$/,
  expected: 'url(#NAME) of a marker in this drawing',
}
const box: ValueRule = {
  pattern: new RegExp(`^${NUMBER}[ ,]+${NUMBER}[ ,]+${SIZE}[ ,]+${SIZE}$`),
  expected: 'four numbers such as 0 0 720 360',
}
const transform: ValueRule = {
  pattern: /^(?:(?:translate|scale|rotate|matrix|skewX|skewY)\([-+.,\deE ]*\)[ ,]*)+$/,
  expected: 'translate, scale or rotate with numbers',
}

/** The attributes that a drawing may have, by their exact names. */
export const DRAWING_ATTRIBUTES: ReadonlyMap<string, ValueRule> = new Map(
  Object.entries({
    xmlns: words(SVG_NAMESPACE),
    role: words('img'),
    viewBox: box,
    preserveAspectRatio: { pattern: /^[a-zA-Z ]{1,40}$/, expected: 'words such as xMidYMid meet' },
    id: { pattern: /^[a-z][a-z0-9-]{0,99}$/, expected: 'lower-case letters, digits and hyphens' },
    'data-label': {
      pattern: /^[a-z0-9]+(?:[-./][a-z0-9]+)*$/,
      expected: 'lower-case letters, digits, and hyphens between words',
    },
    fill: color,
    stroke: color,
    'fill-opacity': share,
    'stroke-opacity': share,
    opacity: share,
    'fill-rule': words('nonzero', 'evenodd'),
    'stroke-width': number,
    'stroke-linecap': words('butt', 'round', 'square'),
    'stroke-linejoin': words('miter', 'round', 'bevel'),
    'stroke-miterlimit': number,
    'stroke-dasharray': {
      pattern: new RegExp(`^(?:none|${numbers.pattern.source.slice(1, -1)})$`),
      expected: 'numbers',
    },
    'stroke-dashoffset': number,
    'font-family': words('var(--font-ui)', 'var(--font-read)', 'var(--font-code)'),
    'font-size': fontSize,
    'font-weight': words('normal', 'bold', '400', '500', '600', '700'),
    'font-style': words('normal', 'italic'),
    'text-anchor': words('start', 'middle', 'end'),
    'dominant-baseline': words('auto', 'middle', 'central', 'hanging', 'alphabetic', 'mathematical'),
    'baseline-shift': { pattern: new RegExp(`^(?:sub|super|baseline|${NUMBER})$`), expected: 'sub or super' },
    'letter-spacing': number,
    transform,
    d: { pattern: /^[MmLlHhVvCcSsQqTtAaZz\d.,+\-eE\s]*$/, expected: 'the commands of a path' },
    points: { pattern: /^[\d.,+\-eE\s]*$/, expected: 'numbers' },
    pathLength: number,
    x: numbers,
    y: numbers,
    dx: numbers,
    dy: numbers,
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    cx: number,
    cy: number,
    r: number,
    rx: number,
    ry: number,
    width: number,
    height: number,
    refX: number,
    refY: number,
    markerWidth: number,
    markerHeight: number,
    markerUnits: words('strokeWidth', 'userSpaceOnUse'),
    orient: { pattern: new RegExp(`^(?:auto|auto-start-reverse|${NUMBER})$`), expected: 'auto or a number' },
    'marker-start': marker,
    'marker-mid': marker,
    'marker-end': marker,
  }),
)
