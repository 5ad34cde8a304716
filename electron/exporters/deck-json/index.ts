import { entryFields, headFields, type WritableHead, type WritableNote } from '../deck-yaml.ts'

/** What stands above the notes of a deck file in JSON. */
export function headJson(head: WritableHead): string {
  const fields = Object.entries(headFields(head)).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  )
  return `{\n${fields.join('')}  "notes": [`
}

/** A note of a deck file in JSON. @param first whether none stands before it */
export function entryJson(note: WritableNote, file: string, deck: string | null, first: boolean): string {
  const text = JSON.stringify(entryFields(note, file, deck), null, 2)
  return `${first ? '' : ','}\n    ${text.replaceAll('\n', '\n    ')}`
}

/** What stands below the notes. */
export const JSON_FOOT = '\n  ]\n}\n'
