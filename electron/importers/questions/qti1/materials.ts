import { parseHtml, type HtmlNode } from '../../html/tree.ts'
import { attribute, elements, textOf, type XmlElement } from '../../xml/index.ts'
import { html, xmlToHtml } from '../xml-html.ts'

const TAGS = /<\/?(?:p|br|div|span|b|i|u|strong|em|img|ul|ol|li|table|tr|td|sub|sup|code|pre|a|font|h[1-6])\b[^<>]*>/i

/** Elements below which no text of a question stands. */
const NOT_TEXT = new Set(['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp'])

/** All materials below as HTML, in their order; what is to be answered is left out. */
export function materials(at: XmlElement | undefined, skip: (at: XmlElement) => boolean = () => false): HtmlNode[] {
  if (!at) return []
  return elements(at).flatMap((child): HtmlNode[] => {
    if (NOT_TEXT.has(child.name) || skip(child)) return []
    switch (child.name) {
      case 'mattext':
      case 'matemtext':
      case 'mat_formattedtext':
        return [html('div', new Map(), textNodes(child))]
      case 'matimage':
        return [mediumElement('img', child)]
      case 'mataudio':
      case 'matvideo':
        return [mediumElement('audio', child)]
      case 'matbreak':
        return [html('br')]
      case 'response_label':
      case 'itemfeedback':
        return []
      default:
        return materials(child, skip)
    }
  })
}

/** The text of a piece: HTML by its type or by its looks, else plain. */
function textNodes(at: XmlElement): HtmlNode[] {
  if (elements(at).length > 0) return xmlToHtml(at.children)
  const text = textOf(at)
  const type = attribute(at, 'texttype') || attribute(at, 'type')
  if (/html|smart/i.test(type) || TAGS.test(text)) return parseHtml(text).children
  return text
    .trim()
    .split('\n')
    .flatMap((line, index): HtmlNode[] => (index === 0 ? [line] : [html('br'), line]))
}

/** A picture by its address, or written into the file. */
function mediumElement(name: 'img' | 'audio', at: XmlElement): HtmlNode {
  const address = attribute(at, 'uri')
  const type = attribute(at, 'imagtype') || attribute(at, 'audiotype') || 'image/png'
  const inside = attribute(at, 'embedded') === 'base64'
  const source = inside ? `data:${type};base64,${textOf(at).replace(/\s+/g, '')}` : address
  return html(
    name,
    new Map([
      ['src', source],
      ['alt', attribute(at, 'label')],
    ]),
  )
}
