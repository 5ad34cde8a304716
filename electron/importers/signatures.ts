/** A kind of file that is known by its first bytes and not read; the sentence says what to do. */
export interface ForeignKind {
  readonly name: string
  readonly advice: string
}

const TEXT_ADVICE = 'Save its text as CSV or as a deck file, and import that.'
const ALONE = 'Import it by itself, under a name that ends in .apkg or .colpkg.'

interface Signature extends ForeignKind {
  /** Bytes as Latin-1, `?` for any byte. */
  readonly bytes: string
}

const SIGNATURES: readonly Signature[] = [
  { bytes: 'SQLite format 3\0', name: 'an SQLite database', advice: 'Export what it holds as CSV, and import that.' },
  { bytes: '%PDF', name: 'a PDF document', advice: TEXT_ADVICE },
  { bytes: '\x89PNG', name: 'a PNG image', advice: 'Pictures alone cannot be imported.' },
  { bytes: '\xff\xd8\xff', name: 'a JPEG image', advice: 'Pictures alone cannot be imported.' },
  { bytes: 'GIF8', name: 'a GIF image', advice: 'Pictures alone cannot be imported.' },
  { bytes: 'RIFF????WEBP', name: 'a WebP image', advice: 'Pictures alone cannot be imported.' },
  { bytes: 'II*\0', name: 'a TIFF image', advice: 'Pictures alone cannot be imported.' },
  { bytes: 'MM\0*', name: 'a TIFF image', advice: 'Pictures alone cannot be imported.' },
  { bytes: '????ftyp', name: 'a film or a photograph', advice: 'Import a deck file, CSV or text.' },
  { bytes: 'ID3', name: 'a sound file', advice: 'Sounds alone cannot be imported.' },
  { bytes: 'OggS', name: 'a sound file', advice: 'Sounds alone cannot be imported.' },
  { bytes: '\x1f\x8b', name: 'a gzip archive', advice: 'Unpack it, and import what it holds.' },
  { bytes: '7z\xbc\xaf', name: 'a 7-Zip archive', advice: 'Unpack it, and import what it holds.' },
  { bytes: 'Rar!', name: 'a RAR archive', advice: 'Unpack it, and import what it holds.' },
  { bytes: '\x28\xb5\x2f\xfd', name: 'a Zstandard archive', advice: 'Unpack it, and import what it holds.' },
  { bytes: '\xd0\xcf\x11\xe0', name: 'an old Office document', advice: TEXT_ADVICE },
  { bytes: '{\\rtf', name: 'an RTF document', advice: TEXT_ADVICE },
  { bytes: '\x7fELF', name: 'a program', advice: 'Import a deck file, CSV or text.' },
  { bytes: 'MZ\x90\0', name: 'a program', advice: 'Import a deck file, CSV or text.' },
]

const OFFICE: readonly (readonly [string, string])[] = [
  ['word/', 'a Word document'],
  ['xl/', 'an Excel workbook'],
  ['ppt/', 'a PowerPoint presentation'],
  ['mimetypeapplication/vnd.oasis', 'an OpenDocument file'],
  ['mimetypeapplication/epub', 'an e-book'],
]

const MNEMOSYNE: ForeignKind = {
  name: 'a collection of Mnemosyne',
  advice: 'Export its cards in Mnemosyne for sharing (.cards), and import that.',
}

const PLAIN_ZIP = 'a zip archive'

/** Members that only Anki packages have. */
const ANKI_MEMBERS = ['collection.anki2', 'collection.anki21']

/**
 * What a file is by its content, when that is a known kind that is not read. The ending only helps to tell
 * one zip archive from another. `null`: perhaps text.
 */
export function foreignKind(bytes: Uint8Array, name: string): ForeignKind | null {
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return zipKind(bytes, name)
  const known = SIGNATURES.find((signature) => startsWith(bytes, signature.bytes)) ?? null
  return known?.bytes.startsWith('SQLite') && contains(bytes, 'CREATE TABLE facts(') ? MNEMOSYNE : known
}

/** Is this a zip archive of no kind that is known by name, which may hold questions? */
export function isPlainZip(bytes: Uint8Array, name: string): boolean {
  const zip = startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')
  return zip && zipKind(bytes, name).name === PLAIN_ZIP
}

/** Is this the ending of an Anki package? */
export function hasPackageEnding(name: string): boolean {
  return /\.(?:apkg|colpkg)$/i.test(name)
}

function zipKind(bytes: Uint8Array, name: string): ForeignKind {
  if (hasPackageEnding(name) || ANKI_MEMBERS.some((member) => hasMember(bytes, member))) {
    return { name: 'an Anki package', advice: ALONE }
  }
  const office = OFFICE.find(([member]) => hasMember(bytes, member))
  if (office) return { name: office[1], advice: TEXT_ADVICE }
  return { name: PLAIN_ZIP, advice: 'Unpack it, and import what it holds.' }
}

function startsWith(bytes: Uint8Array, pattern: string): boolean {
  if (bytes.length < pattern.length) return false
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] !== '?' && pattern.charCodeAt(at) !== bytes[at]) return false
  }
  return true
}

/** The first and the last 64 kB, where the names of a zip's members stand and the tables of a database. */
function edges(bytes: Uint8Array): Buffer[] {
  const edge = 64 * 1024
  const parts = bytes.length > 2 * edge ? [bytes.subarray(0, edge), bytes.subarray(-edge)] : [bytes]
  return parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))
}

function contains(bytes: Uint8Array, text: string): boolean {
  return edges(bytes).some((part) => part.includes(text, 0, 'latin1'))
}

/** Bytes between the signature of a member's header and its name: before the member, and in the list at the end. */
const NAME_AT = [
  ['PK\x03\x04', 30],
  ['PK\x01\x02', 46],
] as const

/**
 * Does a member of a zip archive begin with a name? Only the place of a name counts: packed bytes hold any three
 * letters sooner or later.
 */
function hasMember(bytes: Uint8Array, name: string): boolean {
  return edges(bytes).some((part) => {
    for (let at = part.indexOf(name, 0, 'latin1'); at >= 0; at = part.indexOf(name, at + 1, 'latin1')) {
      if (NAME_AT.some(([magic, before]) => at >= before && startsWith(part.subarray(at - before), magic))) return true
    }
    return false
  })
}

/** Does the start hold so many control characters that it can't be text in any encoding that is read? */
export function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 4096)
  let controls = 0
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1
  }
  return controls > 2 + length / 20
}
