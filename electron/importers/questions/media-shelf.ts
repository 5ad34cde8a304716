import { hash } from 'node:crypto'
import { sizeInWords } from '../limits.ts'
import type { ImportedMedia } from '../imported-deck.ts'
import { QUESTION_LIMITS } from './limits.ts'

/** Endings of pictures, sounds and films that notes may show. */
const ENDINGS = new Set(
  'png jpg jpeg gif webp avif bmp svg mp3 ogg oga opus wav m4a aac flac mp4 webm m4v mov ogv'.split(' '),
)

/** Types of data addresses, with the ending that their bytes get. */
const TYPES: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
}

/** Gathers the media of a bank under names that never collide; see {@link createMediaShelf}. */
export interface MediaShelf {
  readonly media: readonly ImportedMedia[]
  /** Names that questions refer to and the file does not hold. */
  readonly missing: ReadonlySet<string>
  /** Why media stayed out although the file holds them. */
  readonly refused: ReadonlySet<string>
  /** Keeps bytes; the name under which notes refer to them, or `null` when they can't be kept. */
  keep(name: string, bytes: Uint8Array): string | null
  /** Keeps the bytes of a `data:` address. */
  keepData(address: string): string | null
  /** Notes that a file is not there. */
  miss(name: string): null
  /** Notes why a file that is there stays out. */
  leaveOut(why: string): null
}

/**
 * Names hold a piece of the bytes' hash: pictures of different banks have the same names often, and the same bank
 * imported again must bring the same ones.
 */
export function createMediaShelf(): MediaShelf {
  const kept = new Map<string, ImportedMedia>()
  const missing = new Set<string>()
  const refused = new Set<string>()
  let total = 0
  const refuse = (why: string): null => {
    if (refused.size < QUESTION_LIMITS.told) refused.add(why.slice(0, 300))
    return null
  }
  const keepAs = (base: string, ending: string, bytes: Uint8Array): string | null => {
    const name = `${base}-${hash('sha256', bytes, 'hex').slice(0, 12)}.${ending}`
    if (kept.has(name)) return name
    const { mediumBytes, mediaBytes, media } = QUESTION_LIMITS
    if (bytes.length > mediumBytes) return refuse(`${base}.${ending} is larger than ${sizeInWords(mediumBytes)}`)
    if (total + bytes.length > mediaBytes) return refuse(`all media are larger than ${sizeInWords(mediaBytes)}`)
    if (kept.size >= media) return refuse(`there are more than ${media} media`)
    total += bytes.length
    kept.set(name, { name, bytes })
    return name
  }
  return {
    get media() {
      return [...kept.values()]
    },
    missing,
    refused,
    keep(name, bytes) {
      const file = name.split('/').at(-1) ?? name
      const ending = /\.([A-Za-z0-9]{1,5})$/.exec(file)?.[1]?.toLowerCase() ?? ''
      if (!ENDINGS.has(ending)) return refuse(`${file} is no picture or sound`)
      return keepAs(baseName(file.slice(0, -ending.length - 1)), ending, bytes)
    },
    keepData(address) {
      const found = /^data:([a-z]+\/[a-z0-9.+-]+)(?:;[^,;]*)*;base64,/i.exec(address.slice(0, 200))
      const ending = TYPES[found?.[1]?.toLowerCase() ?? '']
      if (!found || ending === undefined) return refuse('data written into the text are no picture or sound')
      return keepAs('picture', ending, Buffer.from(address.slice(found[0].length), 'base64'))
    },
    miss(name) {
      if (missing.size < QUESTION_LIMITS.media) missing.add(name.slice(0, 200))
      return null
    },
    leaveOut: refuse,
  }
}

/** Letters, digits and hyphens only, so that a name needs no escape anywhere. */
function baseName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'medium' : plain
}
