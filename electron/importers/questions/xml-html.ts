import type { HtmlElement, HtmlNode } from '../html/tree.ts'
import { attribute, type XmlElement, type XmlNode } from '../xml/index.ts'
import { mathToTex } from './mathml.ts'

/** Elements that say something to programs or graders only. */
const SILENT = new Set([
  'templateInline',
  'templateBlock',
  'stylesheet',
  'assessmentStimulusRef',
  'endAttemptInteraction',
])

/**
 * XHTML inside an XML document as HTML for the converter.
 * @param replace what stands for an element; `null` to keep it
 */
export function xmlToHtml(
  nodes: readonly XmlNode[],
  replace: (at: XmlElement) => readonly HtmlNode[] | null = () => null,
): HtmlNode[] {
  return nodes.flatMap((node): readonly HtmlNode[] => {
    if (typeof node === 'string') return [node]
    const replaced = replace(node)
    if (replaced !== null) return replaced
    if (SILENT.has(node.name)) return []
    if (node.name === 'math') return [formula(node)]
    if (node.name === 'object') return objectElement(node, replace)
    return [html(node.name.toLowerCase(), node.attributes, xmlToHtml(node.children, replace))]
  })
}

/** An element for the converter. */
export function html(
  name: string,
  attributes: ReadonlyMap<string, string> = new Map(),
  children: HtmlNode[] = [],
): HtmlElement {
  return { name, attributes, children }
}

function formula(math: XmlElement): HtmlElement {
  const display = attribute(math, 'display') === 'block'
  return html('anki-mathjax', new Map(display ? [['block', 'true']] : []), [mathToTex(math)])
}

/** An `<object>` shows a picture or sound, or else what stands in it. */
function objectElement(at: XmlElement, replace: (at: XmlElement) => readonly HtmlNode[] | null): HtmlNode[] {
  const data = attribute(at, 'data')
  const type = attribute(at, 'type')
  const picture = /^image\//i.test(type) || /\.(?:png|jpe?g|gif|svg|webp)$/i.test(data)
  const sound = /^(?:audio|video)\//i.test(type) || /\.(?:mp3|ogg|wav|m4a|mp4)$/i.test(data)
  if (data === '' || !(picture || sound)) return xmlToHtml(at.children, replace)
  const alt = attribute(at, 'alt') || attribute(at, 'label')
  return [
    html(
      picture ? 'img' : 'audio',
      new Map([
        ['src', data],
        ['alt', alt],
      ]),
    ),
  ]
}
