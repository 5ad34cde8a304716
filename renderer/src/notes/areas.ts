import type { Area, LabelDraft } from './draft.ts'

const round = (value: number) => Math.round(value * 10) / 10

/** The drawing over a picture: a covered part for each label. */
export function drawingOf(width: number, height: number, labels: readonly LabelDraft[]): string {
  const groups = labels.flatMap(({ id, area }) => {
    if (area === null) return []
    const { x, y } = area
    const place = `x="${round(x)}" y="${round(y)}" width="${round(area.width)}" height="${round(area.height)}"`
    return [`  <g data-label="${id}"><rect ${place} fill="none"/></g>`]
  })
  return [`<svg viewBox="0 0 ${round(width)} ${round(height)}">`, ...groups, '</svg>'].join('\n')
}

const AREA =
  /<g data-label="([^"]*)">\s*<rect x="(-?[\d.]+)" y="(-?[\d.]+)" width="([\d.]+)" height="([\d.]+)"[^>]*\/>\s*<\/g>/g

/** The covered parts of such a drawing by label. */
export function areasIn(svg: string): Map<string, Area> {
  const found = new Map<string, Area>()
  for (const [, id = '', x, y, width, height] of svg.matchAll(AREA)) {
    found.set(id, { x: Number(x), y: Number(y), width: Number(width), height: Number(height) })
  }
  return found
}

/** Width and height of a drawing. */
export function sizeIn(svg: string): { width: number; height: number } {
  const [, width = '0', height = '0'] = /viewBox="\s*\S+\s+\S+\s+([\d.]+)\s+([\d.]+)/.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

/** An area within a picture, of at least a hundredth of its width. */
export function within(area: Area, width: number, height: number): Area {
  const least = Math.max(4, width / 100)
  const wide = Math.min(Math.max(area.width, least), width)
  const high = Math.min(Math.max(area.height, least), height)
  return {
    x: Math.min(Math.max(area.x, 0), width - wide),
    y: Math.min(Math.max(area.y, 0), height - high),
    width: wide,
    height: high,
  }
}

/** The area between two corners. */
export function between(a: { x: number; y: number }, b: { x: number; y: number }): Area {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

/** An id that no label has yet. */
export function freeId(labels: readonly { readonly id: string }[]): string {
  for (let number = labels.length + 1; ; number++) {
    if (!labels.some(({ id }) => id === `part-${number}`)) return `part-${number}`
  }
}

/** The labels of a drawing that are no parts yet, with the words that stand there; none where it cannot be read. */
export function newLabelsIn(svg: string, there: readonly Pick<LabelDraft, 'id'>[]): LabelDraft[] {
  const known = new Set(there.map(({ id }) => id))
  const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml').querySelectorAll('[data-label]')
  return [...drawn].flatMap((label) => {
    const id = label.getAttribute('data-label') ?? ''
    if (id === '' || known.has(id)) return []
    known.add(id)
    return [{ id, answer: (label.textContent ?? '').replace(/\s+/g, ' ').trim(), clue: '', area: null }]
  })
}
