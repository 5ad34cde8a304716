import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { NoteTypeDefinition, NoteTypeField, NoteTypeTemplate } from '../../contract/content/note-type.ts'
import type { PresetOptions } from '../../contract/procedures/presets.ts'
import { MIX_NUMBER, NEW_GATHER_NUMBER, NEW_SORT_NUMBER, REVIEW_SORT_NUMBER, USUAL } from './preset-numbers.ts'
import { requirementsOf } from './requirements.ts'
import type { OutDeck } from './model.ts'

type Bytes = Uint8Array<ArrayBufferLike>

/** Writes the fields of a message; what has protobuf's default is left out, as protobuf does. */
class Fields {
  readonly #writer = new BinaryWriter()

  text(field: number, value: string | undefined): this {
    if (value) this.#writer.tag(field, WireType.LengthDelimited).string(value)
    return this
  }

  number(field: number, value: number): this {
    if (value !== 0) this.#writer.tag(field, WireType.Varint).int64(Math.round(value))
    return this
  }

  flag(field: number, value: boolean | undefined): this {
    return this.number(field, value === true ? 1 : 0)
  }

  /** Also when it is 0: for fields that can be missing. */
  optional(field: number, value: number | null): this {
    if (value !== null) this.#writer.tag(field, WireType.Varint).uint32(value)
    return this
  }

  float(field: number, value: number | null): this {
    if (value !== null && value !== 0) this.#writer.tag(field, WireType.Bit32).float(value)
    return this
  }

  floats(field: number, values: readonly number[]): this {
    if (values.length === 0) return this
    this.#writer.tag(field, WireType.LengthDelimited).fork()
    for (const value of values) this.#writer.float(value)
    this.#writer.join()
    return this
  }

  numbers(field: number, values: readonly number[]): this {
    if (values.length === 0) return this
    this.#writer.tag(field, WireType.LengthDelimited).fork()
    for (const value of values) this.#writer.uint32(value)
    this.#writer.join()
    return this
  }

  bytes(field: number, value: Bytes): this {
    this.#writer.tag(field, WireType.LengthDelimited).bytes(value)
    return this
  }

  finish(): Bytes {
    return this.#writer.finish()
  }
}

/** notetypes.config */
export function noteTypeConfig(definition: NoteTypeDefinition): Bytes {
  const fields = new Fields()
    .number(1, definition.kind === 'cloze' ? 1 : 0)
    .number(2, definition.sortField ?? 0)
    .text(3, definition.css)
    .text(5, definition.latexPre)
    .text(6, definition.latexPost)
    .flag(7, definition.latexSvg)
  for (const { ordinal, fields: ordinals } of requirementsOf(definition)) {
    fields.bytes(8, new Fields().number(1, ordinal).number(2, 1).numbers(3, ordinals).finish())
  }
  return fields.finish()
}

/** fields.config */
export function fieldConfig(field: NoteTypeField): Bytes {
  return new Fields()
    .flag(1, field.sticky)
    .flag(2, field.rtl)
    .text(3, field.font ?? USUAL.font)
    .number(4, field.fontSize ?? USUAL.fontSize)
    .text(5, field.description)
    .flag(6, field.plainText)
    .flag(7, field.collapsed)
    .flag(8, field.excludeFromSearch)
    .finish()
}

/** templates.config */
export function templateConfig(template: NoteTypeTemplate): Bytes {
  return new Fields()
    .text(1, template.question)
    .text(2, template.answer)
    .text(3, template.browserQuestion)
    .text(4, template.browserAnswer)
    .finish()
}

/** decks.common: folded in both trees. */
export function deckCommon(): Bytes {
  return new Fields().number(1, 1).number(2, 1).finish()
}

/** decks.kind of a deck that is not filtered. */
export function deckKind({ presetId, description, options }: OutDeck): Bytes {
  const normal = new Fields()
    .number(1, presetId)
    .text(4, description)
    .optional(6, options.reviewsPerDay)
    .optional(7, options.newPerDay)
    .float(10, options.desiredRetention)
  return new Fields().bytes(1, normal.finish()).finish()
}

/** deck_config.config */
export function presetConfig(options: PresetOptions): Bytes {
  const { weights } = options
  const set = (length: number): readonly number[] => (weights?.length === length ? weights : [])
  return new Fields()
    .floats(1, options.learningSteps)
    .floats(2, options.relearningSteps)
    .floats(3, set(17))
    .floats(4, options.easyDays)
    .floats(5, set(19))
    .floats(6, set(21))
    .number(9, options.newPerDay)
    .number(10, options.reviewsPerDay)
    .float(11, USUAL.ease)
    .float(12, USUAL.easyFactor)
    .float(13, USUAL.hardFactor)
    .float(15, 1)
    .number(16, options.maximumInterval)
    .number(17, 1)
    .number(18, 1)
    .number(19, 4)
    .number(21, options.leechAction === 'tag' ? 1 : 0)
    .number(22, options.leechThreshold)
    .number(24, options.answerCapSeconds)
    .flag(27, options.buryNew)
    .flag(28, options.buryReview)
    .flag(29, options.buryInterday)
    .number(30, MIX_NUMBER[options.newMix])
    .number(31, MIX_NUMBER[options.interdayMix])
    .number(32, NEW_SORT_NUMBER[options.newSort])
    .number(33, REVIEW_SORT_NUMBER[options.reviewSort])
    .number(34, NEW_GATHER_NUMBER[options.newGather])
    .float(37, options.desiredRetention)
    .float(40, 0.9)
    .finish()
}

/** The list of media of the newest form; the place in it is the member's name. */
export function mediaEntries(media: readonly { name: string; size: number; sha1: Bytes }[]): Bytes {
  const list = new Fields()
  for (const { name, size, sha1 } of media) {
    list.bytes(1, new Fields().text(1, name).number(2, size).bytes(3, sha1).finish())
  }
  return list.finish()
}

/** The member `meta`: which form the package has. */
export function packageMeta(version: 2 | 3): Bytes {
  return new Fields().number(1, version).finish()
}
