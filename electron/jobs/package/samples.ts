import type { CardFace } from '../../contract/procedures/review.ts'
import { cardFace, ordinalsOf } from '../../core/cards/faces.ts'
import { hashSeed } from '../../core/random.ts'
import type { AnkiNote, AnkiPackage } from '../../importers/anki-package/index.ts'
import type { ImportSurvey } from '../survey.ts'
import { renameMedia } from '../../importers/anki-package/media-refs.ts'
import { fieldsOf } from './note-text.ts'
import type { MappedType, NoteTypeMap } from './note-type-map.ts'
import type { Written } from './write-package.ts'

const SAMPLES = 12
/** Notes of one type that are shown at most, so that each type has a turn. */
const OF_A_TYPE = 4

type Rename = (name: string) => string | undefined

/**
 * Faces of some notes of each type, and how many notes each kind has.
 * @param rename the names that media will have here, or null
 */
export function samplesOf(
  source: AnkiPackage,
  types: NoteTypeMap,
  rename: Rename | null,
): Pick<ImportSurvey, 'samples' | 'kinds'> {
  const shown = new Map<string, number>()
  const samples: CardFace[] = []
  for (const part of source.notes()) {
    for (const note of part) {
      const type = types.get(note.typeId)
      const before = shown.get(note.typeId) ?? 0
      if (type === null || before >= OF_A_TYPE) continue
      shown.set(note.typeId, before + 1)
      const face = faceOf(note, type, rename)
      if (face !== null) samples.push(face)
    }
    if (samples.length >= SAMPLES) break
  }
  return { samples: samples.slice(0, SAMPLES), kinds: [{ kind: 'template', notes: source.counts.notes }] }
}

/** What the package holds, by its own count. */
export function contentsOf(source: AnkiPackage, { notesByType }: Written): NonNullable<ImportSurvey['package']> {
  const used = [...notesByType].sort(([, a], [, b]) => b - a)
  return {
    ...source.counts,
    media: source.media.length,
    decks: [...source.decks.values()].filter(({ filtered }) => !filtered).length,
    noteTypes: used.map(([id, notes]) => ({ name: source.noteTypes.get(id)?.name ?? id, notes })),
  }
}

function faceOf(note: AnkiNote, type: MappedType, rename: Rename | null): CardFace | null {
  const { fields: written } = fieldsOf(note, type.definition.fields.length)
  const fields = rename === null ? written : written.map((field) => renameMedia(field, rename))
  const content = { kind: 'template', noteType: type.guid, fields } as const
  const [ordinal = 0] = ordinalsOf(content, () => type)
  const face = cardFace(content, ordinal, hashSeed(note.guid), { noteType: () => type })
  return face.ok ? face.value : null
}
