import type { TypeDraft } from './note-type-draft.ts'

/** An unsaved note type as it is kept. */
export interface KeptType {
  readonly draft: TypeDraft
  /** When it was kept. */
  readonly at: number
}

type Content = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Content => typeof value === 'object' && value !== null
const isText = (value: unknown): boolean => typeof value === 'string'
const isPlace = (value: unknown): boolean => value === null || Number.isInteger(value)

function isRow(row: unknown, texts: readonly string[]): boolean {
  return isObject(row) && isPlace(row['from']) && texts.every((name) => isText(row[name]))
}

function isDraft(draft: unknown): draft is TypeDraft {
  if (!isObject(draft) || !isText(draft['name']) || !isText(draft['css'])) return false
  const { kind, fields, templates } = draft
  if (kind !== 'standard' && kind !== 'cloze') return false
  if (!Array.isArray(fields) || !Array.isArray(templates)) return false
  const whole = templates.every((row) => isRow(row, ['name', 'question', 'answer']))
  return whole && fields.every((row) => isRow(row, ['name']) && typeof row['sticky'] === 'boolean')
}

/** What is kept of an unsaved note type; `base` is what it was made from. */
export function contentToKeep(draft: TypeDraft, base: TypeDraft) {
  return { draft: JSON.parse(JSON.stringify(draft)), base: JSON.stringify(base) }
}

/**
 * Reads what was kept, perhaps by an older program; null when it is nothing that can go on, or when the note type has
 * been changed since: its fields and cards are named by their places, which may be others now.
 */
export function readKeptType(
  kept: { readonly modifiedAt: number; readonly content: Content } | null,
  base: TypeDraft,
): KeptType | null {
  if (!kept || !isDraft(kept.content['draft']) || kept.content['base'] !== JSON.stringify(base)) return null
  return { draft: kept.content['draft'], at: kept.modifiedAt }
}

export const copyOf = (draft: TypeDraft): TypeDraft => JSON.parse(JSON.stringify(draft)) as TypeDraft

/** The key under which an unsaved note type is kept; null guid for a new one. */
export const typeKey = (guid: string | null): string => `type:${guid ?? 'new'}`
