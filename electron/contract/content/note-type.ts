import { z } from 'zod'
import { LIMITS } from './primitives.ts'

/** Upper bounds of note types and of the notes made by them; large templates exist, since people paste scripts. */
export const NOTE_TYPE_LIMITS = {
  fields: 500,
  templates: 500,
  /** Characters of one side of a template, or of the style sheet. */
  template: 1_000_000,
  /** Characters of one field of a note. */
  field: 1_000_000,
} as const

/** A field's or template's name, as Anki has it: anything but what would end a replacement. */
const PartName = z.string().min(1).max(LIMITS.name)
const Side = z.string().max(NOTE_TYPE_LIMITS.template)

/** A field of a note type; what is left out is Anki's default. */
export const NoteTypeField = z.strictObject({
  name: PartName,
  /** Shown in the editor when the field is empty. */
  description: z.string().max(LIMITS.shortText).optional(),
  /** Written from right to left. */
  rtl: z.boolean().optional(),
  /** Keeps its text for the next note. */
  sticky: z.boolean().optional(),
  /** Edited as HTML source. */
  plainText: z.boolean().optional(),
  collapsed: z.boolean().optional(),
  excludeFromSearch: z.boolean().optional(),
  font: z.string().max(LIMITS.name).optional(),
  /** Points. */
  fontSize: z.int().min(1).max(999).optional(),
})
export type NoteTypeField = z.infer<typeof NoteTypeField>

/** A card template: HTML with replacements in braces, in Anki's template language. */
export const NoteTypeTemplate = z.strictObject({
  name: PartName,
  question: Side,
  answer: Side,
  browserQuestion: Side.optional(),
  browserAnswer: Side.optional(),
})
export type NoteTypeTemplate = z.infer<typeof NoteTypeTemplate>

/**
 * How notes of an imported type look: its fields, a template for each card (cloze: one for all), and a style sheet.
 * Stored as JSON in note_type.definition.
 */
export const NoteTypeDefinition = z.strictObject({
  kind: z.enum(['standard', 'cloze']),
  fields: z.array(NoteTypeField).min(1).max(NOTE_TYPE_LIMITS.fields),
  templates: z.array(NoteTypeTemplate).min(1).max(NOTE_TYPE_LIMITS.templates),
  css: Side,
  /** Index of the field that lists show; 0 when left out. */
  sortField: z.int().min(0).max(NOTE_TYPE_LIMITS.fields).optional(),
  /** What Anki puts around LaTeX; kept for export only. */
  latexPre: Side.optional(),
  latexPost: Side.optional(),
  latexSvg: z.boolean().optional(),
})
export type NoteTypeDefinition = z.infer<typeof NoteTypeDefinition>

/** A note of an imported type: HTML by field, in the order of the type's fields. Media are named as in Anki. */
export const TemplateContent = z.strictObject({
  kind: z.literal('template'),
  /** Guid of the note type. */
  noteType: z.string().min(1).max(LIMITS.name),
  fields: z.array(z.string().max(NOTE_TYPE_LIMITS.field)).min(1).max(NOTE_TYPE_LIMITS.fields),
})
export type TemplateContent = z.infer<typeof TemplateContent>
