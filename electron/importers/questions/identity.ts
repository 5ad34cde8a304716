import { Buffer } from 'node:buffer'
import { LIMITS } from '../../contract/content/primitives.ts'

/** Ids that this program writes begin so; the rest is the guid in base64url. */
const OWN = /^epoch_([A-Za-z0-9_-]{1,400})$/

/** A guid as an id that every question format can hold; `guidOfId` reads it back. */
export function idOfGuid(guid: string): string {
  return `epoch_${Buffer.from(guid, 'utf8').toString('base64url')}`
}

/** The guid that an id holds, when this program wrote it. */
export function guidOfId(id: string): string | null {
  const [, encoded] = OWN.exec(id) ?? []
  if (encoded === undefined) return null
  const guid = Buffer.from(encoded, 'base64url').toString('utf8')
  return guid.length > 0 && guid.length <= LIMITS.name && idOfGuid(guid) === id ? guid : null
}

/**
 * Is an id unique by itself, as those that are made by chance? Others, such as `item1`, mean something only beside
 * the name of their file.
 */
export function isGlobalId(id: string): boolean {
  return id.length >= 16 && (id.match(/\d/g)?.length ?? 0) >= 6
}
