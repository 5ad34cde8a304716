import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { TemplateProblem } from './about.ts'
import { templateTokens } from './tokens.ts'

export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  /** `filters` in the order in which they are applied: from the field's name to the left. */
  | { readonly type: 'field'; readonly name: string; readonly filters: readonly string[] }
  | {
      readonly type: 'section'
      readonly name: string
      readonly negated: boolean
      readonly inside: readonly TemplateNode[]
    }

/** Sections in sections; more is an attack on the stack. */
const MAX_DEPTH = 100

interface Open {
  readonly name: string
  readonly negated: boolean
  readonly inside: TemplateNode[]
}

/** Reads a template: text, fields with filters, and sections that must be closed in order. */
export function parseTemplate(template: string): Result<readonly TemplateNode[], TemplateProblem> {
  const top: TemplateNode[] = []
  const open: Open[] = []
  for (const token of templateTokens(template)) {
    const nodes = open.at(-1)?.inside ?? top
    switch (token.type) {
      case 'text':
        nodes.push(token as TemplateNode & { type: 'text' })
        break
      case 'comment':
        nodes.push({ type: 'text', text: `<!--${token.text}-->` })
        break
      case 'replacement': {
        const [name = '', ...filters] = token.name.split(':').reverse()
        nodes.push({ type: 'field', name, filters })
        break
      }
      case 'open':
      case 'open-negated':
        if (open.length >= MAX_DEPTH) return tooDeep
        open.push({ name: token.name, negated: token.type === 'open-negated', inside: [] })
        break
      case 'close': {
        const last = open.pop()
        if (last?.name !== token.name) return wronglyClosed(token.name, last?.name)
        ;(open.at(-1)?.inside ?? top).push({ type: 'section', ...last })
      }
    }
  }
  const left = open.at(-1)
  if (left === undefined) return ok(top)
  const message = `{{${left.negated ? '^' : '#'}${left.name}}} is opened and never closed. {{/${left.name}}} is missing.`
  return fail({ code: 'conditional-not-closed', message })
}

const tooDeep = fail({ code: 'too-deep', message: `Conditions may lie ${MAX_DEPTH} deep in each other.` } as const)

function wronglyClosed(closed: string, open: string | undefined): Result<never, TemplateProblem> {
  if (open === undefined) {
    const message = `{{/${closed}}} is closed, and {{#${closed}}} or {{^${closed}}} was never opened before it.`
    return fail({ code: 'conditional-not-open', message })
  }
  const message = `{{/${closed}}} is closed where {{/${open}}} was expected.`
  return fail({ code: 'wrong-conditional-closed', message })
}
