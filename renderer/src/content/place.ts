import { shallowRef } from 'vue'

/** Path that media and the frame lie below, as the host gives it; empty before it has answered. */
const base = shallowRef('')

/** Says where this host serves content from; called when it has greeted, and again after it was started anew. */
export function setContentBase(path: string): void {
  base.value = path
}

/** Path of the capability; what depends on it is drawn again when it changes. */
export function contentBase(): string {
  return base.value
}

/** Address of a medium of the collection by its name. */
export function mediaUrl(name: string): string {
  return `${base.value}media/${encodeURIComponent(name.normalize('NFC'))}`
}

/** Whether an address is that of a medium of the collection. */
export function isMediaUrl(url: string): boolean {
  return base.value !== '' && url.startsWith(`${base.value}media/`) && !url.slice(base.value.length + 6).includes('/')
}

/**
 * The name of a medium as card text has it, or null for what is no name in the collection: addresses, paths.
 * @param source as in `src`, entities decoded
 */
export function mediaName(source: string): string | null {
  const name = source.trim()
  if (name === '' || name.length > 500 || /[\\/\0]/.test(name) || /^[a-z][\w+.-]*:/i.test(name)) return null
  return name === '.' || name === '..' || name.startsWith('#') || name.startsWith('?') ? null : name
}

/** The name of a medium in its address. */
export function nameOf(url: string): string {
  const last = url.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
