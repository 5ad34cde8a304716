import type { Fill } from './series.ts'

/** Fill and edge of a mark. */
export function paint(fill: Fill, id: string): { fill: string; stroke: string } {
  switch (fill) {
    case 'solid':
      return { fill: 'var(--line-strong)', stroke: 'none' }
    case 'soft':
      return { fill: 'var(--bar-soft)', stroke: 'none' }
    case 'hollow':
      return { fill: 'var(--paper)', stroke: 'var(--line-strong)' }
    case 'accent':
      return { fill: 'var(--tick)', stroke: 'none' }
    case 'hatch':
    case 'dots':
      return { fill: `url(#${id}-${fill})`, stroke: 'none' }
  }
}
