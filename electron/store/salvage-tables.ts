import { NOTE_KINDS } from '../contract/content/note-content.ts'
import type { FoundRow, Value } from './salvage-records.ts'

/** Tables whose rows are taken over, in an order in which each finds what it refers to. */
export const SALVAGED = [
  'setting',
  'preset',
  'deck',
  'note_type',
  'note',
  'card',
  'review',
  'orphan_review',
  'media',
  'saved_search',
  'blueprint',
  'draft',
  'attempt',
  'attempt_item',
  'tombstone',
] as const
export type SalvagedTable = (typeof SALVAGED)[number]

const isText = (value: Value | undefined): value is string => typeof value === 'string'
const isInt = (value: Value | undefined): value is number => Number.isSafeInteger(value)
const isInstant = (value: Value | undefined): boolean => isInt(value) && value > 1e11 && value < 1e14
const isObject = (value: Value | undefined): boolean => isText(value) && value.startsWith('{')

/** By the columns of the first schema, which later ones have only added to. */
const SHAPES: readonly (readonly [SalvagedTable, (v: readonly Value[]) => boolean])[] = [
  [
    'note',
    (v) => v.length >= 18 && isText(v[1]) && kindIs(v[2]) && isText(v[3]) && isInstant(v[13]) && isObject(v[16]),
  ],
  [
    'review',
    (v) =>
      v.length >= 16 &&
      isInt(v[1]) &&
      isInstant(v[2]) &&
      isInt(v[3]) &&
      isInt(v[4]) &&
      v[4] >= 0 &&
      v[4] <= 4 &&
      Math.abs(v[3] - Number(v[2]) / 86_400_000) < 3,
  ],
  [
    'card',
    (v) =>
      v.length >= 19 &&
      v.length <= 20 &&
      isInt(v[1]) &&
      isInt(v[2]) &&
      isInt(v[3]) &&
      isInt(v[4]) &&
      v[4] >= 0 &&
      v[4] <= 3 &&
      isInstant(v[18]),
  ],
  [
    'deck',
    (v) =>
      v.length >= 8 &&
      v.length <= 10 &&
      isText(v[1]) &&
      isText(v[3]) &&
      v[3] !== '' &&
      isInt(v[4]) &&
      isInt(v[5]) &&
      isInstant(v[7]),
  ],
]

function kindIs(value: Value | undefined): boolean {
  return isText(value) && (NOTE_KINDS as readonly string[]).includes(value)
}

/** Which table a row of a page belongs to that no table leads to any more; null when that cannot be told. */
export function tableByShape({ values }: FoundRow): SalvagedTable | null {
  // The id of a row stands beside it, and its column is empty.
  if (values[0] !== null) return null
  return SHAPES.find(([, fits]) => fits(values))?.[0] ?? null
}
