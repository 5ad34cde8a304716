import type { TemplateContent } from '../../contract/content/note-type.ts'
import { NOTE_TYPE_LIMITS } from '../../contract/content/note-type.ts'
import { summary } from '../../core/cards/note-text.ts'
import type { AnkiNote } from '../../importers/anki-package/index.ts'

/** Between the fields of a note. */
const FIELD = '\u001f'
const SHORT = 150
const PLAIN = /^[^<&{[\]\s](?:[^<&{[\]\s]| (?! |$))*$/

/** The fields of a note, as many as its type has; what Anki would do with a wrong number of them. */
export interface ReadFields {
  readonly fields: string[]
  /** How many the note had, when that was not the right number. */
  readonly wrong: number | null
}

/** Fields that are missing are empty; those too many are joined to the last. */
export function fieldsOf(note: AnkiNote, wanted: number): ReadFields {
  const fields = note.fields.split(FIELD)
  const { length } = fields
  if (length === wanted) return { fields, wrong: null }
  while (fields.length < wanted) fields.push('')
  if (fields.length > wanted) fields.splice(wanted - 1, fields.length, fields.slice(wanted - 1).join('; '))
  return { fields, wrong: length }
}

/** The field that is too long, counted from 0, or -1. */
export function tooLong(fields: readonly string[]): number {
  return fields.findIndex((field) => field.length > NOTE_TYPE_LIMITS.field)
}

/** As `summary`, at once for the usual short field without markup. */
export function summaryOf(content: TemplateContent): string {
  const [first = ''] = content.fields
  return first.length <= SHORT && PLAIN.test(first) ? first : summary(content)
}

/** Tags that say how a card went rather than what it is about. */
const OF_SCHEDULE: readonly string[] = ['leech', 'marked']

/** The tags of notes as JSON; most notes share theirs with others. */
export class TagTexts {
  readonly #known = new Map<string, { readonly tags: string[]; readonly json: string }>()
  readonly #scheduling: boolean

  /** @param scheduling false leaves out the tags that the schedule gave */
  constructor(scheduling: boolean) {
    this.#scheduling = scheduling
  }

  get(written: string): { readonly tags: string[]; readonly json: string } {
    let known = this.#known.get(written)
    if (known === undefined) {
      const words = written
        .normalize('NFC')
        .split(/[\s\u3000]+/)
        .filter((tag) => tag !== '')
      const kept = this.#scheduling ? words : words.filter((tag) => !OF_SCHEDULE.includes(tag.toLowerCase()))
      const tags = [...new Set(kept)]
      known = { tags, json: JSON.stringify(tags) }
      if (this.#known.size > 50_000) this.#known.clear()
      this.#known.set(written, known)
    }
    return known
  }
}
