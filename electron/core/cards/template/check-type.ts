import type { NoteTypeDefinition } from '../../../contract/content/note-type.ts'
import type { ContentProblem } from '../validate.ts'
import type { TemplateNode } from './parse.ts'
import { parseTemplate } from './parse.ts'

/** Replacements that every template may have, whatever the fields are called. */
const SPECIAL = new Set(['FrontSide', 'Tags', 'Type', 'Deck', 'Subdeck', 'Card', 'CardFlag', 'CardID'])
/** Signs that would end a replacement, or begin another kind of one. */
const NO_NAME = /[:"{}]|^[\s#/^]|^$/

/** What is wrong with a note type, each with the place in its definition. */
export function checkNoteType(type: NoteTypeDefinition): ContentProblem[] {
  return [
    ...checkNames(
      'fields',
      type.fields.map((field) => field.name),
    ),
    ...checkNames(
      'templates',
      type.templates.map((template) => template.name),
    ),
    ...type.templates.flatMap((template, at) => checkTemplate(type, template, at)),
  ]
}

function checkNames(list: 'fields' | 'templates', names: readonly string[]): ContentProblem[] {
  const seen = new Set<string>()
  return names.flatMap((name, at): ContentProblem[] => {
    const path = [list, at, 'name']
    const twice = seen.has(name.toLowerCase())
    seen.add(name.toLowerCase())
    const what = list === 'fields' ? 'fields' : 'cards'
    if (twice) {
      return [
        { code: 'duplicate', message: `Two ${what} have this name.`, path, expected: 'another name', found: name },
      ]
    }
    if (list === 'templates' || (!NO_NAME.test(name) && !SPECIAL.has(name))) return []
    const message = 'A field cannot have this name.'
    return [
      { code: 'bad-name', message, path, expected: 'a name without : " { } and not one of Epoch’s own', found: name },
    ]
  })
}

type Template = NoteTypeDefinition['templates'][number]

function checkTemplate(type: NoteTypeDefinition, template: Template, at: number): ContentProblem[] {
  const problems: ContentProblem[] = []
  for (const side of ['question', 'answer'] as const) {
    const path = ['templates', at, side]
    const parsed = parseTemplate(template[side])
    if (!parsed.ok) {
      const { code, message } = parsed.error
      problems.push({ code, message, path, expected: 'a template that can be filled in', found: template.name })
      continue
    }
    const used = fieldsIn(parsed.value)
    const known = new Set([...type.fields.map((field) => field.name), ...SPECIAL, ''])
    const unknown = [...used].find((name) => !known.has(name) && !/^c\d+$/.test(name))
    if (unknown !== undefined) {
      const expected = `one of ${type.fields.map((field) => field.name).join(', ')}`
      problems.push({ code: 'no-field', message: 'There is no field of this name.', path, expected, found: unknown })
    } else if (side === 'question' && !type.fields.some((field) => used.has(field.name))) {
      const message = 'The front shows no field, so this card would never be asked.'
      const expected = `a field such as {{${type.fields[0]?.name ?? ''}}}`
      problems.push({ code: 'no-field-shown', message, path, expected, found: 'none' })
    }
  }
  return problems
}

function fieldsIn(nodes: readonly TemplateNode[], into = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if (node.type === 'text') continue
    into.add(node.name)
    if (node.type === 'section') fieldsIn(node.inside, into)
  }
  return into
}
