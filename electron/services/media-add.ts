import { MEDIUM_BYTES, type AddedMedium } from '../contract/procedures/editor.ts'
import { ok } from '../core/result.ts'
import { keptName, nameBeside } from '../importers/anki-package/media-name.ts'
import { htmlToMarkdown } from '../importers/html/markdown.ts'
import { sizeInWords } from '../importers/limits.ts'
import { addFile } from '../media/add-file.ts'
import { mediaType, SNIFFED_BYTES, type MediaType } from '../media/sniff.ts'
import { write, type Context } from './context.ts'
import { invalid, type Served } from './service-error.ts'

/** The ending that a name gets whose own does not say what the file is. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe'],
  'image/gif': ['gif'],
  'image/bmp': ['bmp'],
  'image/x-icon': ['ico'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/svg+xml': ['svg'],
  'audio/mpeg': ['mp3'],
  'audio/flac': ['flac'],
  'audio/wav': ['wav'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/mp4': ['m4a', 'm4b', 'mp4'],
  'audio/aac': ['aac'],
  'video/mp4': ['mp4', 'm4v', 'mov'],
  'video/webm': ['webm', 'mkv', 'weba'],
  'video/ogg': ['ogv', 'ogg'],
}
/** Signs that mean something in Markdown, in HTML or in an address. */
const TELLING = /[\s()<>[\]{}"'`#%?&*|\\^~$]+/g
const DATA_SOURCE = /\bsrc\s*=\s*(["'])(data:image\/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s]+)\1/gi

/** A name that needs no escape in a text, with an ending that says what the file is. */
export function nameFor(name: string, type: string): string {
  const plain = keptName((name.split(/[\\/]/).at(-1) ?? '').replace(TELLING, '-').replace(/^[-.]+/, ''))
  const endings = ENDINGS[type] ?? []
  const ending = /\.([^.]+)$/.exec(plain)?.[1]?.toLowerCase() ?? ''
  return endings.length === 0 || endings.includes(ending) ? plain : `${plain}.${endings[0]}`
}

function refused(name: string, code: string, message: string, expected: string, found: string): Served<never> {
  return invalid([{ severity: 'error', code, message, expected, found, where: { file: name } }])
}

async function keep(
  context: Context,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  type: MediaType,
): Promise<Served<{ name: string; size: number; known: boolean }>> {
  const { hash, size } = await addFile(context.dataDir, bytes)
  const [before] = context.collection.media.byHash(hash)
  if (before) return ok({ name: before.name, size, known: true })
  return write(context, null, (writes) => {
    const wanted = nameFor(name, type.type)
    const taken = context.collection.media.get(wanted)
    const free = taken === undefined || taken.hash === hash ? wanted : nameBeside(wanted, hash)
    writes.media.put({ name: free, hash, size })
    return ok({ name: free, size, known: false })
  })
}

/** Puts an image, a sound or a film into the collection under a name that nothing else has. */
export async function addMedium(context: Context, file: File): Promise<Served<AddedMedium>> {
  const { name } = file
  if (file.size > MEDIUM_BYTES) {
    const most = sizeInWords(MEDIUM_BYTES)
    return refused(name, 'too-large', 'This file is too large for a card.', `at most ${most}`, sizeInWords(file.size))
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const type = mediaType(bytes.subarray(0, SNIFFED_BYTES))
  if (type === null || type.kind === 'font') {
    const found = bytes.length === 0 ? 'an empty file' : 'something else'
    return refused(name, 'no-medium', 'This file is no image or sound.', 'an image, a sound or a film', found)
  }
  const kept = await keep(context, name, bytes, type)
  return kept.ok ? ok({ ...kept.value, kind: type.kind }) : kept
}

/** The images that a pasted text brings with it, kept; by their address in the text. */
async function keepInside(context: Context, html: string): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const [, , address = ''] of html.matchAll(DATA_SOURCE)) {
    if (names.has(address)) continue
    const bytes = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
    const added = await addMedium(context, new File([new Uint8Array(bytes)], 'pasted'))
    if (added.ok) names.set(address, added.value.name)
  }
  return names
}

/** The name of one of our own media in its address, as a card shows it. */
function ownName(context: Context, source: string): string | null {
  const [, encoded] = /\/content\/[\w-]+\/media\/([^/?#]+)$/.exec(source) ?? []
  const name = encoded === undefined ? source : decoded(encoded)
  return context.collection.media.get(name)?.name ?? null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A percent sign that escapes nothing is one.
    return text
  }
}

/**
 * Pasted HTML as Markdown. Nothing is fetched: pictures that are written into it, or in the collection already, stay;
 * the others are named in words and counted.
 */
export async function markdownOf(context: Context, html: string): Promise<{ markdown: string; leftOut: number }> {
  const inside = await keepInside(context, html)
  const { markdown, media } = htmlToMarkdown(html, {
    medium: (source) => inside.get(source) ?? ownName(context, source),
  })
  return { markdown, leftOut: media.length }
}
