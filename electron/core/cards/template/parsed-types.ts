import type { NoteTypeDefinition } from '../../../contract/content/note-type.ts'
import type { Result } from '../../result.ts'
import type { TemplateProblem } from './about.ts'
import { parseTemplate } from './parse.ts'
import type { TemplateNode } from './parse.ts'

type Parsed = Result<readonly TemplateNode[], TemplateProblem>

/** Both sides of a template, each read when it is first asked for. */
export interface ParsedTemplate {
  readonly question: () => Parsed
  readonly answer: () => Parsed
}

const known = new WeakMap<NoteTypeDefinition, readonly ParsedTemplate[]>()

/** The templates of a type as trees; read once for each definition, which must not change afterwards. */
export function parsedTemplates(type: NoteTypeDefinition): readonly ParsedTemplate[] {
  const parsed =
    known.get(type) ?? type.templates.map((one) => ({ question: once(one.question), answer: once(one.answer) }))
  known.set(type, parsed)
  return parsed
}

function once(template: string): () => Parsed {
  let parsed: Parsed | undefined
  return () => (parsed ??= parseTemplate(template))
}
