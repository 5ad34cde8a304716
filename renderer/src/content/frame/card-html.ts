import type { CardFace, CheckResult } from '../../../../electron/contract/procedures/review.ts'
import { drawMath } from './dom-math.ts'
import { cleanStyles } from './css.ts'
import { drawOcclusions } from './occlusion.ts'
import { sanitiseCard } from './sanitise-card.ts'
import { fillSlots, type SlotContent } from './typing.ts'

export type TemplateFace = Extract<CardFace, { type: 'template' }>

export interface CardHtml {
  readonly html: string
  readonly css: string
  readonly classes: string
}

function slotOf(face: TemplateFace, side: 'question' | 'answer', check: CheckResult | null): SlotContent {
  if (face.typed === null) return null
  return side === 'question' ? { type: 'field', typed: face.typed } : { type: 'result', typed: face.typed, check }
}

/**
 * A side of a card for the frame: sanitised, its media led to the collection, its formulas drawn.
 * @param asks false where nobody can answer, as in a preview: no field then
 * @param check how what was typed compares, for the back
 */
export function makeCard(
  face: TemplateFace,
  side: 'question' | 'answer',
  check: CheckResult | null = null,
  asks = true,
): CardHtml {
  const card = sanitiseCard(face[side])
  drawMath(card)
  drawOcclusions(card)
  fillSlots(card, asks || side === 'answer' ? slotOf(face, side, check) : null)
  const holder = card.ownerDocument.createElement('div')
  holder.append(card)
  return { html: holder.innerHTML, css: cleanStyles(face.css), classes: `card card${face.card}` }
}
