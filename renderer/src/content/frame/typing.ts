import type { CardFace, CheckResult, DiffPart } from '../../../../electron/contract/procedures/review.ts'

/** Stands where an answer is typed or compared, in the text of a card. */
const SLOT = '\u{E002}'

type Typed = NonNullable<Extract<CardFace, { type: 'template' }>['typed']>

/** What goes into the slots of a side: the field, or the comparison with what was typed. */
export type SlotContent =
  | { readonly type: 'field'; readonly typed: Typed }
  | { readonly type: 'result'; readonly typed: Typed; readonly check: CheckResult | null }
  | null

/** Fills the slots of a card; without anything to fill them with they vanish. */
export function fillSlots(card: DocumentFragment, content: SlotContent): void {
  const rule = content?.type === 'result' && hasSlot(card) ? takeRule(card) : null
  for (const text of textsWithSlot(card)) {
    const parts = text.data.split(SLOT)
    const nodes: (Node | string)[] = []
    for (const [index, part] of parts.entries()) {
      if (index > 0) nodes.push(...slotNodes(card.ownerDocument, content, rule))
      nodes.push(part)
    }
    text.replaceWith(...nodes)
  }
}

function hasSlot(card: DocumentFragment): boolean {
  return (card.textContent ?? '').includes(SLOT)
}

function textsWithSlot(card: DocumentFragment): Text[] {
  const walker = card.ownerDocument.createTreeWalker(card, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (walker.nextNode()) {
    const text = walker.currentNode as Text
    if (text.data.includes(SLOT)) found.push(text)
  }
  return found
}

/** The line between question and answer stands before the comparison, wherever the template has that. */
function takeRule(card: DocumentFragment): Element | null {
  const rules = card.querySelectorAll('hr#answer')
  for (const rule of rules) rule.remove()
  return rules[0] ?? null
}

function slotNodes(document: Document, content: SlotContent, rule: Element | null): Node[] {
  if (content === null) return []
  if (content.type === 'field') return [fieldOf(document, content.typed)]
  const result = comparison(document, content.typed, content.check)
  return rule === null || rule.parentNode !== null ? [result] : [rule, result]
}

function styled(element: HTMLElement, { font, size }: Typed): void {
  if (font !== null) element.style.fontFamily = `"${font.replaceAll(/["\\]/g, '')}"`
  if (size !== null) element.style.fontSize = `${size}px`
}

function fieldOf(document: Document, typed: Typed): HTMLElement {
  const field = document.createElement('input')
  field.id = 'typeans'
  for (const [name, value] of Object.entries({
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: '2000',
    'aria-label': 'Your answer',
  })) {
    field.setAttribute(name, value)
  }
  styled(field, typed)
  return field
}

function comparison(document: Document, typed: Typed, check: CheckResult | null): HTMLElement {
  const code = document.createElement('code')
  code.id = 'typeans'
  styled(code, typed)
  if (check === null) code.append(typed.expected)
  else {
    const mine = line(document, check.typed, 'typeBad')
    const wanted = line(document, check.expected, 'typeMissed')
    code.append(...(check.right ? wanted : [...mine, document.createElement('br'), arrow(document), ...wanted]))
  }
  return code
}

function line(document: Document, parts: readonly DiffPart[], other: 'typeBad' | 'typeMissed'): HTMLElement[] {
  return parts.map(({ text, mark }) => {
    const span = document.createElement('span')
    span.className = mark === 'same' ? 'typeGood' : other
    span.textContent = text
    return span
  })
}

/** Styles of some note types place it, so it is here as they expect it. */
function arrow(document: Document): HTMLElement {
  const holder = document.createElement('span')
  holder.id = 'typearrow'
  holder.setAttribute('aria-hidden', 'true')
  holder.style.display = 'block'
  holder.textContent = '\u2193'
  return holder
}
