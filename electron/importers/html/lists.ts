import type { HtmlElement, HtmlNode } from './tree.ts'

/**
 * The marker of a list. Two lists of one kind after another would be a single one to Markdown, so the second gets the
 * other sign.
 */
export interface ListSign {
  readonly ordered: boolean
  readonly other: boolean
}

/** Turns what is in a point into Markdown; `tight` joins its blocks without empty lines where Markdown allows it. */
export type BlocksOf = (nodes: readonly HtmlNode[], tight: boolean) => string

/** A list as Markdown. It is loose, with room between its points, when HTML has paragraphs in one of them. */
export function listToMarkdown(list: HtmlElement, other: boolean, blocksOf: BlocksOf): string {
  const loose = list.children.some(
    (child) => isElement(child, 'li') && child.children.some((one) => isElement(one, 'p')),
  )
  const gap = loose ? '\n\n' : '\n'
  const start = Number(list.attributes.get('start') ?? 1)
  const points: string[] = []
  for (const child of list.children) {
    if (typeof child === 'string' && child.trim() === '') continue
    const inner = isElement(child, 'li') ? child.children : [child]
    const number = Number.isSafeInteger(start) && start >= 0 ? start + points.length : points.length + 1
    const marker = list.name === 'ol' ? `${number}${other ? ')' : '.'} ` : other ? '* ' : '- '
    const indented = blocksOf(inner, !loose).replace(/\n(?=[^\n])/g, `\n${' '.repeat(marker.length)}`)
    // A list directly inside a list belongs to the point before it.
    const nested = isElement(child, 'ul') || isElement(child, 'ol')
    if (nested && points.length > 0) points[points.length - 1] += `${gap}${' '.repeat(marker.length)}${indented}`
    else points.push(marker + indented)
  }
  return points.join(gap)
}

/** Whether a block may follow another without an empty line between them, and still be seen as what it is. */
export function canFollow(block: string): boolean {
  return /^(?:[-*] \S|1[.)] \S|> |```|#{1,6} )/.test(block)
}

function isElement(node: HtmlNode, name: string): node is HtmlElement {
  return typeof node !== 'string' && node.name === name
}
