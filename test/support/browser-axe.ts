import fs from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string | null
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
  }[]
}

declare global {
  interface Window {
    readonly axe?: { run(options: object): Promise<AxeResults> }
  }
}

/** The rules to look by: all of them, those that can change with the width of the window, or with the theme. */
const RULES = {
  all: null,
  width: [
    'color-contrast',
    'target-size',
    'scrollable-region-focusable',
    'button-name',
    'link-name',
    'label',
    'select-name',
    'aria-hidden-focus',
    'nested-interactive',
  ],
  theme: ['color-contrast', 'link-in-text-block'],
} as const

/** Serious and critical findings of axe-core on the page as it is, a line each. */
export async function axeFindings(page: Page, by: keyof typeof RULES = 'all'): Promise<string[]> {
  // Given by the debugger, which the page's security policy does not bind; once for each load of the page.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source)
  const values = RULES[by]
  const only = values === null ? {} : { runOnly: { type: 'rule', values } }
  const results = await page.evaluate((given) => window.axe?.run(given), { resultTypes: ['violations'], ...only })
  if (!results) throw new Error('axe-core did not load')
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
}
