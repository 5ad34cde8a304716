/** Names that Windows keeps for devices, whatever ending follows. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i
/** Signs that some file system refuses in a name. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const REFUSED = /[\u0000-\u001f\u007f<>:"|?*\\/]/g
/** UTF-8 bytes of a name on most file systems, with room for what tells two of the same name apart. */
const LONGEST_BYTES = 220

/**
 * Whether a medium's name is one plain name, without a way into another folder. Others are never read: no program
 * of Anki's writes them.
 */
export function isPlainName(name: string): boolean {
  return (
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    !name.includes('/') &&
    !name.includes('\\') &&
    !/^[a-z]:/i.test(name)
  )
}

/**
 * A medium's name as it is kept here, and can be written out on every system: composed form (NFC), without signs
 * that a file system refuses, devices' names of Windows with a line after them, not too long.
 */
export function keptName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(REFUSED, '')
    .replace(RESERVED, '$&_')
    .replace(/[. ]+$/, '')
  return shortened(plain === '' ? 'media' : plain)
}

/** Another name for a file whose name is taken by other bytes. */
export function nameBeside(name: string, hash: string): string {
  const dot = name.lastIndexOf('.')
  const [base, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return `${base}-${hash.slice(0, 12)}${ending}`
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_BYTES) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : ''
  let room = LONGEST_BYTES - Buffer.byteLength(ending)
  let base = ''
  for (const sign of name.slice(0, name.length - ending.length)) {
    room -= Buffer.byteLength(sign)
    if (room < 0) break
    base += sign
  }
  return base + ending
}
