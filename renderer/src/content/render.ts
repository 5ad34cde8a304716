import { codeReady } from './code.ts'
import type { GapMode } from './gaps.ts'
import { toHtml } from './markdown.ts'
import { contentBase } from './place.ts'
import { sanitise } from './sanitise.ts'

const KEPT = 300
const cache = new Map<string, string>()

/** Card text as safe HTML. The last few hundred texts are kept, since a card's front is shown again with its back. */
export function render(source: string, gaps: GapMode = 'shown', inline = false): string {
  const key = `${gaps}${inline ? 1 : 0}${codeReady() ? 1 : 0}${contentBase()} ${source}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const html = sanitise(toHtml(source, gaps, inline))
  const [oldest] = cache.keys()
  if (cache.size >= KEPT && oldest !== undefined) cache.delete(oldest)
  cache.set(key, html)
  return html
}
