import type { CardFace } from '../../../electron/contract/procedures/review.ts'
import { sanitiseCard } from './frame/sanitise-card.ts'
import type { GapMode } from './gaps.ts'
import { render } from './render.ts'

type Part = readonly [text: string | null, gaps?: GapMode]

/** What a screen shows as words to be read aloud; formulas by their characters, once. */
function wordsOf(parts: readonly Part[]): string {
  const box = document.createElement('div')
  for (const [text, gaps] of parts) {
    if (text === null || text.trim() === '') continue
    const piece = document.createElement('p')
    piece.innerHTML = render(text, gaps ?? 'shown')
    box.append(piece)
  }
  return readable(box)
}

function readable(box: Element | DocumentFragment): string {
  for (const formula of box.querySelectorAll('.katex')) {
    // A formula stands twice, for the eye and for programs: once is enough.
    if (formula.querySelector('math')?.textContent?.trim()) formula.querySelector('.katex-html')?.remove()
  }
  for (const silent of box.querySelectorAll('style, .vh, button')) silent.remove()
  for (const block of box.querySelectorAll('p, div, li, td, th, br, hr, h1, h2, h3, h4, h5, h6')) block.append('\n')
  const text = (box.textContent ?? '').replaceAll('\u{E002}', ' ')
  return text
    .replace(/\[(?:\u2026|\.\.\.)\]/g, ' blank ')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/** The words of an imported card's side; of a back that repeats the front, what follows the line. */
function templateWords(html: string, revealed: boolean): string {
  const card = sanitiseCard(html)
  const rule = revealed ? card.querySelector('hr#answer') : null
  if (rule) {
    const before = card.ownerDocument.createRange()
    before.setStart(card, 0)
    before.setEndAfter(rule)
    before.deleteContents()
  }
  return readable(card)
}

/** The side of a card that is on screen, as words to be read aloud. */
export function spokenText(face: CardFace, revealed: boolean): string {
  switch (face.type) {
    case 'template':
      return templateWords(revealed ? face.answer : face.question, revealed)
    case 'question': {
      if (revealed) return wordsOf([[face.key.explanation]])
      const { question } = face
      if (question.kind === 'matching') return wordsOf([question.stem, ...question.prompts].map((text) => [text]))
      const options = question.kind === 'ordering' ? question.items : question.options
      return wordsOf([question.stem, ...options].map((text) => [text]))
    }
    case 'cloze':
      return revealed ? wordsOf([[face.answer], [face.extra]]) : wordsOf([[face.prompt, 'hidden']])
    case 'computed':
      return revealed ? wordsOf([[`${face.answer} ${face.unit ?? ''}`]]) : wordsOf([[face.prompt]])
    case 'diagram':
      return revealed ? wordsOf([[face.answer]]) : wordsOf([[face.alt], [face.prompt]])
    default:
      return revealed ? wordsOf([[face.answer], [face.extra]]) : wordsOf([[face.prompt]])
  }
}
