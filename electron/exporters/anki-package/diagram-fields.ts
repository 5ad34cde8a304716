import type { ContentOf } from '../../contract/content/note-content.ts'
import { escapeAttribute } from '../../core/cards/template/html.ts'
import { lineHtml } from '../card-html.ts'

/**
 * A drawing and its labels as fields of a note with gaps, a gap a label, so that each label is a card of its own.
 * Anki names the card in a class of the page; by it a style covers the label that is asked. No script is needed.
 */
export function diagramFields(content: ContentOf<'diagram'>): [drawing: string, labels: string] {
  const picture = content.picture === undefined ? '' : `<img src="${escapeAttribute(encoded(content.picture))}">`
  const hidden = content.labels.map(({ id }, index) => `.card${index + 1} .question ${selector(id)}`)
  const rules = [
    ...content.labels.flatMap(({ id }, index) => coverRules(`.card${index + 1} .question ${selector(id)}`)),
    ...(content.hideAll === true
      ? [`.question g[data-label] { visibility: hidden }`, `${hidden.join(', ')} { visibility: visible }`]
      : []),
  ]
  const drawing = `<style>${rules.join(' ')}</style>${picture}${content.svg}`
  const labels = content.labels.map(({ answer, clue }, index) => {
    const hint = clue === undefined ? '' : `::${gapText(clue)}`
    return `{{c${index + 1}::${gapText(answer)}${hint}}}`
  })
  return [drawing, labels.join(' ')]
}

function selector(id: string): string {
  return `g[data-label="${escapeAttribute(id)}"]`
}

/** Letters under a stroke of their own color are a bar; a rectangle over a picture is filled. */
function coverRules(label: string): string[] {
  return [
    `${label} text { fill: #dd8a1d !important; stroke: #dd8a1d !important; stroke-width: 14px !important }`,
    `${label} rect { fill: #dd8a1d !important; fill-opacity: 1 !important }`,
  ]
}

function gapText(text: string): string {
  return lineHtml(text).replaceAll('}}', '}&#125;').replaceAll('::', ':&#58;')
}

function encoded(name: string): string {
  return name.replaceAll('%', '%25')
}
