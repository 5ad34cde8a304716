import type { HtmlElement, HtmlNode } from './tree.ts'

/**
 * A table as Markdown, its first row as header; a table of one column becomes paragraphs.
 * @param lineOf turns the content of a cell into one line
 */
export function tableToMarkdown(table: HtmlElement, lineOf: (nodes: readonly HtmlNode[]) => string): string {
  const rows = elementsNamed(table, ['tr']).map((row) =>
    elementsNamed(row, ['td', 'th']).map((cell) => lineOf(cell.children).replaceAll('|', '\\|')),
  )
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width < 2)
    return rows
      .map((row) => row[0] ?? '')
      .filter((text) => text !== '')
      .join('\n\n')
  const line = (row: readonly string[]) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? '').join(' | ')} |`
  const [head = [], ...body] = rows.map(line)
  return [head, `|${' --- |'.repeat(width)}`, ...body].join('\n')
}

/** The nearest elements of some names below an element, in order; what lies inside them is theirs. */
function elementsNamed(element: HtmlElement, names: readonly string[]): HtmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return names.includes(child.name) ? [child] : elementsNamed(child, names)
  })
}
