import type { TemplateNode } from './parse.ts'

const BLANK = /[\t\n\v\f\r ]|<\/?(?:br|div) ?\/?>/iy

/** Whether a field counts as empty: nothing but white space, `<br>` and `<div>`. `&nbsp;` and `<p>` are something. */
export function isEmptyField(html: string): boolean {
  for (BLANK.lastIndex = 0; BLANK.lastIndex < html.length;) if (!BLANK.test(html)) return false
  return true
}

/** Whether a front shows nothing of the note: none of the fields that it would show has something in it. */
export function rendersNothing(nodes: readonly TemplateNode[], filled: ReadonlySet<string>): boolean {
  return nodes.every((node) => {
    if (node.type === 'text') return true
    if (node.type === 'field') return !filled.has(node.name)
    return filled.has(node.name) === node.negated || rendersNothing(node.inside, filled)
  })
}
