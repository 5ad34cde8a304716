import { DRAWING_ATTRIBUTES, DRAWING_ELEMENTS } from '../../contract/content/drawing.ts'
import { parseSvg, svgText } from './svg-tree.ts'
import type { SvgAttribute, SvgElement } from './svg-tree.ts'

/** Something in a drawing that may not be there; `at` counts characters from 0. */
export interface DrawingProblem {
  readonly code: 'drawing-syntax' | 'drawing-element' | 'drawing-attribute' | 'drawing-value' | 'drawing-label'
  readonly message: string
  readonly expected: string
  readonly at: number
}

/** A drawing as it was read; its labels by id, in the order of the file. */
export interface Drawing {
  readonly labels: ReadonlyMap<string, string>
  /** Every text that the drawing shows, title and description apart. */
  readonly texts: readonly string[]
  readonly problems: readonly DrawingProblem[]
}

const ELEMENTS: ReadonlySet<string> = new Set(DRAWING_ELEMENTS)
/** Elements that hold text. */
const TEXTUAL = new Set(['title', 'desc', 'text', 'tspan'])
const LINES = ['path', 'line', 'polyline', 'polygon']
const SHAPES = new Set([...LINES, 'rect', 'circle', 'ellipse'])
/** Where an element may stand that is no shape; any other may stand where shapes may, markers apart. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  title: ['svg'],
  desc: ['svg'],
  tspan: ['text', 'tspan'],
}
const CONTAINERS = ['svg', 'g', 'defs']
/** The elements that alone may have an attribute; any other attribute may stand everywhere. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  xmlns: ['svg'],
  role: ['svg'],
  viewBox: ['svg', 'marker'],
  'data-label': ['g'],
  width: ['rect'],
  height: ['rect'],
  // Groups would hand them on, even to the lines of the markers themselves.
  'marker-start': LINES,
  'marker-mid': LINES,
  'marker-end': LINES,
}

interface Walk {
  readonly labels: Map<string, string>
  readonly texts: string[]
  readonly ids: Set<string>
  readonly markers: Set<string>
  readonly uses: { readonly name: string; readonly at: number }[]
  readonly problems: DrawingProblem[]
}

/** Reads a drawing and says all that breaks the rules of `contract/content/drawing.ts`. */
export function readDrawing(svg: string): Drawing {
  const tree = parseSvg(svg)
  if (!tree.ok) return { labels: new Map(), texts: [], problems: [{ code: 'drawing-syntax', ...tree.error }] }
  const root = tree.value
  const walk: Walk = { labels: new Map(), texts: [], ids: new Set(), markers: new Set(), uses: [], problems: [] }
  if (root.name !== 'svg') tell(walk, 'drawing-element', 'A drawing is one <svg> element.', '<svg', root.at)
  else if (!root.attributes.some((attribute) => attribute.name === 'viewBox')) {
    tell(walk, 'drawing-attribute', 'The drawing does not say how large it is.', 'viewBox="0 0 720 360"', root.at)
  }
  visit(walk, root, [])
  for (const { name, at } of walk.uses) {
    if (!walk.markers.has(name)) tell(walk, 'drawing-value', `There is no marker “${name}”.`, 'id of a marker', at)
  }
  return { labels: walk.labels, texts: walk.texts, problems: walk.problems }
}

/** @param above the elements around it, from the root inwards */
function visit(walk: Walk, element: SvgElement, above: readonly SvgElement[]): void {
  const parent = above.at(-1)
  checkElement(walk, element, parent)
  for (const attribute of element.attributes) checkAttribute(walk, element, attribute)
  const label = element.attributes.find((attribute) => attribute.name === 'data-label')
  if (label) checkLabel(walk, element, label, above)
  if (element.name === 'marker') checkMarker(walk, element)
  if (element.name === 'text') walk.texts.push(svgText(element))
  const around = [...above, element]
  for (const child of element.children) {
    if (typeof child !== 'string') visit(walk, child, around)
    else if (child.trim() !== '' && !TEXTUAL.has(element.name)) {
      tell(walk, 'drawing-element', `Text stands in <${element.name}>.`, 'text in <text> only', element.at)
    }
  }
}

function checkElement(walk: Walk, { name, at }: SvgElement, parent: SvgElement | undefined): void {
  if (!ELEMENTS.has(name)) {
    return tell(walk, 'drawing-element', `<${name}> cannot be in a drawing.`, `one of ${[...ELEMENTS].join(', ')}`, at)
  }
  if (!parent) return
  const parents = PARENTS[name] ?? (SHAPES.has(name) ? [...CONTAINERS, 'marker'] : CONTAINERS)
  if (parents.includes(parent.name) && name !== 'svg') return
  const expected = name === 'svg' ? 'one <svg> element' : `inside ${parents.join(', ')}`
  tell(walk, 'drawing-element', `<${name}> cannot stand in <${parent.name}>.`, expected, at)
}

function checkAttribute(walk: Walk, element: SvgElement, { name, value, at }: SvgAttribute): void {
  const rule = DRAWING_ATTRIBUTES.get(name)
  const owners = OWNERS[name]
  if (!rule || (owners && !owners.includes(element.name))) {
    const expected = owners ? `on ${owners.join(', ')} only` : 'an attribute that drawings have'
    return tell(walk, 'drawing-attribute', `“${name}” cannot be on <${element.name}>.`, expected, at)
  }
  if (!rule.pattern.test(value)) {
    return tell(walk, 'drawing-value', `“${name}” cannot be “${shorten(value)}”.`, rule.expected, at)
  }
  if (name === 'id') {
    if (walk.ids.has(value)) tell(walk, 'drawing-value', `Two elements have the id “${value}”.`, 'an id of its own', at)
    walk.ids.add(value)
    if (element.name === 'marker') walk.markers.add(value)
  }
  const used = /^url\(#(.+)\)$/.exec(value)?.[1]
  if (used !== undefined) walk.uses.push({ name: used, at })
}

function checkLabel(walk: Walk, group: SvgElement, label: SvgAttribute, above: readonly SvgElement[]): void {
  const id = label.value
  const text = svgText(group)
  const refuse = (message: string, expected: string) => tell(walk, 'drawing-label', message, expected, label.at)
  if (walk.labels.has(id)) refuse(`Two labels have the id “${id}”.`, 'an id of its own for each label')
  else walk.labels.set(id, text)
  const area = isArea(group)
  if (text === '' && !area) refuse(`The label “${id}” has no text.`, 'one <text> or more in the group')
  if (!area && group.children.some((child) => typeof child !== 'string' && child.name !== 'text')) {
    refuse(`The label “${id}” holds more than text.`, 'only <text> in the group')
  }
  if (above.some(({ name }) => name === 'marker' || name === 'defs')) {
    refuse(`The label “${id}” stands where nothing is drawn.`, 'a label outside of defs')
  }
}

/** A label over a picture is one rectangle: the part that is covered while it is asked. */
function isArea({ children }: SvgElement): boolean {
  const shapes = children.filter((child) => typeof child !== 'string')
  const [only] = shapes
  return (
    shapes.length === 1 &&
    only?.name === 'rect' &&
    ['x', 'y', 'width', 'height'].every((name) => only.attributes.some((attribute) => attribute.name === name))
  )
}

/** A marker whose lines have markers in their turn would multiply what is drawn. */
function checkMarker(walk: Walk, marker: SvgElement): void {
  for (const child of marker.children) {
    if (typeof child === 'string') continue
    const nested = child.attributes.find(({ name }) => name.startsWith('marker-'))
    if (nested) tell(walk, 'drawing-attribute', 'A marker cannot have markers.', 'a marker without one', nested.at)
  }
}

function tell(walk: Walk, code: DrawingProblem['code'], message: string, expected: string, at: number): void {
  walk.problems.push({ code, message, expected, at })
}

function shorten(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value
}
