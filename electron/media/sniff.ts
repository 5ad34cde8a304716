/** What a file is, by its first bytes. Only what a card can show, play or write with. */
export interface MediaType {
  readonly type: string
  readonly kind: 'image' | 'audio' | 'video' | 'font'
}

/** How many bytes `mediaType` looks at. */
export const SNIFFED_BYTES = 4096

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

const STARTS: readonly (readonly [string, MediaType])[] = [
  ['\x89PNG\r\n\x1A\n', { type: 'image/png', kind: 'image' }],
  ['\xFF\xD8\xFF', { type: 'image/jpeg', kind: 'image' }],
  ['GIF87a', { type: 'image/gif', kind: 'image' }],
  ['GIF89a', { type: 'image/gif', kind: 'image' }],
  ['BM', { type: 'image/bmp', kind: 'image' }],
  ['\x00\x00\x01\x00', { type: 'image/x-icon', kind: 'image' }],
  ['ID3', { type: 'audio/mpeg', kind: 'audio' }],
  ['fLaC', { type: 'audio/flac', kind: 'audio' }],
  ['wOF2', { type: 'font/woff2', kind: 'font' }],
  ['wOFF', { type: 'font/woff', kind: 'font' }],
  ['OTTO', { type: 'font/otf', kind: 'font' }],
  ['\x00\x01\x00\x00', { type: 'font/ttf', kind: 'font' }],
  ['true', { type: 'font/ttf', kind: 'font' }],
  ['ttcf', { type: 'font/collection', kind: 'font' }],
  ['\x1A\x45\xDF\xA3', { type: 'video/webm', kind: 'video' }],
]

/**
 * The type of a medium from its content, never from its name; null for anything else, such as HTML, scripts or style
 * sheets, which are not served.
 * @param head the first bytes, up to `SNIFFED_BYTES`
 */
export function mediaType(head: Uint8Array): MediaType | null {
  const start = latin(head, 0, 16)
  const known = STARTS.find(([magic]) => start.startsWith(magic))
  return known?.[1] ?? container(head, start) ?? mpegFrame(head) ?? svg(head)
}

function container(head: Uint8Array, start: string): MediaType | null {
  if (start.startsWith('RIFF')) {
    if (start.slice(8, 12) === 'WEBP') return { type: 'image/webp', kind: 'image' }
    return start.slice(8, 12) === 'WAVE' ? { type: 'audio/wav', kind: 'audio' } : null
  }
  if (start.startsWith('OggS')) {
    const video = latin(head, 0, 200).includes('theora')
    return video ? { type: 'video/ogg', kind: 'video' } : { type: 'audio/ogg', kind: 'audio' }
  }
  if (start.slice(4, 8) !== 'ftyp') return null
  const brand = start.slice(8, 12)
  if (brand === 'avif' || brand === 'avis') return { type: 'image/avif', kind: 'image' }
  return brand.startsWith('M4A') || brand.startsWith('M4B')
    ? { type: 'audio/mp4', kind: 'audio' }
    : { type: 'video/mp4', kind: 'video' }
}

/** MP3 and AAC without a tag begin with a frame: eleven set bits, then a layer that exists. */
function mpegFrame(head: Uint8Array): MediaType | null {
  const [first = 0, second = 0, third = 0] = head
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null
  if ((second & 0xf6) === 0xf0) return { type: 'audio/aac', kind: 'audio' }
  const layer = (second >> 1) & 3
  const version = (second >> 3) & 3
  return layer !== 0 && version !== 1 && (third & 0xf0) !== 0xf0 ? { type: 'audio/mpeg', kind: 'audio' } : null
}

/** An SVG document: its root must come first, whatever stands in comments and declarations before it. */
function svg(head: Uint8Array): MediaType | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(head)
  const body = text.replace(/^\s*(?:(?:<\?[^>]*\?>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>)\s*)*/i, '')
  return /^<svg[\s>]/i.test(body) ? { type: 'image/svg+xml', kind: 'image' } : null
}
