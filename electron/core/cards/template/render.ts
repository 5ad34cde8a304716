import type { NoteTypeDefinition } from '../../../contract/content/note-type.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { NOTHING_ABOUT, templateAt } from './about.ts'
import type { CardAbout, TemplateProblem } from './about.ts'
import { isEmptyField } from './empty.ts'
import { applyFilters } from './filters.ts'
import type { TemplateNode } from './parse.ts'
import { parsedTemplates } from './parsed-types.ts'

/** Characters of one side: enough for any card, and a bound for templates that repeat a long field without end. */
const MOST_CHARACTERS = 4_000_000
const VOICES = 'The voices of this system are listed under Settings.'

interface Place {
  readonly fields: ReadonlyMap<string, string>
  readonly filled: ReadonlySet<string>
  readonly ordinal: number
  /** Null on the question side. */
  readonly front: string | null
  readonly hints: { count: number }
}

/**
 * Fills in one side of a card: HTML as the template says, nothing sanitised. `[sound:…]`, `[[type:…]]` and LaTeX marks
 * are still in it.
 * @param type the note type's definition
 * @param fields HTML by field, in the type's order
 * @param ordinal which card of the note, from 0
 * @param side for the answer the question is filled in as well, for `{{FrontSide}}`, unless `front` is given
 * @param about what the special fields say; a field of the type with such a name goes before
 * @param front the question as `{{FrontSide}}` shows it
 */
export function renderTemplate(
  type: NoteTypeDefinition,
  fields: readonly string[],
  ordinal: number,
  side: 'question' | 'answer',
  about: CardAbout = NOTHING_ABOUT,
  front?: string,
): Result<string, TemplateProblem> {
  const template = templateAt(type, ordinal)
  const parsed = parsedTemplates(type)[type.kind === 'cloze' ? 0 : ordinal]
  if (template === undefined || parsed === undefined) {
    return fail({ code: 'no-template', message: `The note type has no template for card ${ordinal + 1}.` })
  }
  const known = fieldsOf(type, fields, ordinal, template.name, about)
  const filled = filledOf(known)
  const nodes = parsed[side]()
  if (!nodes.ok) return nodes
  let shown = front ?? null
  if (side === 'answer' && shown === null) {
    const question = renderTemplate(type, fields, ordinal, 'question', about)
    if (!question.ok) return question
    shown = question.value
  }
  const place = { fields: known, filled, ordinal, front: shown, hints: { count: side === 'question' ? 0 : 1000 } }
  return new Renderer(place).render(nodes.value)
}

/** The fields that a template may name: the note's own, and the special ones that none of them hides. */
function fieldsOf(
  type: NoteTypeDefinition,
  fields: readonly string[],
  ordinal: number,
  card: string,
  about: CardAbout,
): Map<string, string> {
  return new Map([
    ['Tags', about.tags.join(' ')],
    ['Type', about.typeName],
    ['Deck', about.deck],
    ['Subdeck', about.deck.split('::').at(-1) ?? ''],
    ['Card', card],
    ['CardFlag', `flag${about.flag}`],
    [`c${ordinal + 1}`, '1'],
    ...type.fields.map(({ name }, index): [string, string] => [name, fields[index] ?? '']),
  ])
}

function filledOf(fields: ReadonlyMap<string, string>): Set<string> {
  return new Set([...fields].filter(([, value]) => !isEmptyField(value)).map(([name]) => name))
}

class Renderer {
  readonly #place: Place
  #html = ''

  constructor(place: Place) {
    this.#place = place
  }

  render(nodes: readonly TemplateNode[]): Result<string, TemplateProblem> {
    const problem = this.#all(nodes, true)
    return problem === null ? ok(this.#html) : fail(problem)
  }

  /** @param shown false for a section that is left out: what it names must exist all the same */
  #all(nodes: readonly TemplateNode[], shown: boolean): TemplateProblem | null {
    for (const node of nodes) {
      const problem = this.#one(node, shown)
      if (problem !== null) return problem
      if (this.#html.length > MOST_CHARACTERS) return tooLong
    }
    return null
  }

  #one(node: TemplateNode, shown: boolean): TemplateProblem | null {
    if (node.type === 'text') {
      if (shown) this.#html += node.text
      return null
    }
    return node.type === 'field' ? this.#field(node, shown) : this.#section(node, shown)
  }

  #field({ name, filters }: TemplateNode & { type: 'field' }, shown: boolean): TemplateProblem | null {
    const { fields, ordinal, front, hints } = this.#place
    if (name === 'FrontSide') {
      if (shown) this.#html += front ?? ''
      return null
    }
    if (name === '' && filters.length > 0) {
      if (shown && filters.includes('tts-voices')) this.#html += VOICES
      return null
    }
    const value = fields.get(name)
    if (value === undefined) return unknownField([...filters].reverse().concat(name).join(':'), name)
    if (shown) this.#html += applyFilters(value, filters, { field: name, ordinal, question: front === null, hints })
    return null
  }

  #section({ name, negated, inside }: TemplateNode & { type: 'section' }, shown: boolean): TemplateProblem | null {
    const { fields, filled } = this.#place
    if (!fields.has(name) && !isClozeCondition(name)) return unknownField(`${negated ? '^' : '#'}${name}`, name)
    return this.#all(inside, shown && filled.has(name) !== negated)
  }
}

/** `{{#c3}}` asks whether the card is the third gap's; it is never an unknown field. */
function isClozeCondition(name: string): boolean {
  return /^c\+?\d{1,9}$/.test(name)
}

function unknownField(written: string, name: string): TemplateProblem {
  const message = `{{${written}}} is in the template, and the note type has no field named “${name}”.`
  return { code: 'no-such-field', message }
}

const tooLong: TemplateProblem = {
  code: 'too-long',
  message: `The card is longer than ${MOST_CHARACTERS / 1_000_000} million characters.`,
}
