import { decodeEntities } from '../html/entities.ts'

/** SuperMemo writes HTML as text inside its XML, now and then escaped once more. */
export function nested(text: string): string {
  return /&lt;\/?[a-z]/i.test(text) && !/<[a-z/]/i.test(text) ? decodeEntities(text) : text
}
