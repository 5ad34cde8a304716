import type { ArchiveLimits } from './limits.ts'
import type { ArchiveProblem } from './refusals.ts'

/** Names that Windows keeps for devices, whatever ending follows. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\..*)?$/i

/** Control characters, the zero character among them. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

/**
 * What is wrong with the name of an entry, or `null`. Names are checked although nothing is ever unpacked under
 * them: an archive with such a name was made to harm.
 * @param name as in the archive; a folder ends with `/`
 */
export function nameProblem(name: string, limits: ArchiveLimits): ArchiveProblem | null {
  const bare = name.endsWith('/') ? name.slice(0, -1) : name
  const levels = bare.split('/')
  if (name.length > limits.nameLength) {
    const expected = `at most ${limits.nameLength} characters`
    return problem('archive-name-length', 'A name in the archive is too long.', expected, `${name.length} characters`)
  }
  if (CONTROL.test(name)) return unsafe('holds a control character', 'a name without control characters', name)
  if (name.includes('\\')) return unsafe('holds a backslash', 'folders parted by /', name)
  if (/^[a-z]:/i.test(name)) return unsafe('begins with a drive letter', 'a name inside the archive', name)
  if (name.startsWith('/')) return unsafe('is an absolute path', 'a name inside the archive', name)
  if (levels.some((level) => level.includes('..') && /^[. ]+$/.test(level))) {
    return unsafe('leads out of its folder', 'a name inside the archive', name)
  }
  if (levels.some((level) => /^[. ]*$/.test(level))) return unsafe('has an empty level', 'a name for each level', name)
  if (levels.some((level) => RESERVED.test(level.trim()))) {
    return unsafe('is kept for devices on Windows', 'names that every system can use', name)
  }
  if (levels.length > limits.depth) {
    const expected = `at most ${limits.depth} levels`
    const message = 'Folders in the archive are nested too deeply.'
    return problem('archive-depth', message, expected, `${levels.length} levels`)
  }
  return null
}

function unsafe(what: string, expected: string, found: string): ArchiveProblem {
  return problem('archive-name', `A name in the archive ${what}. Nothing was read.`, expected, found)
}

function problem(code: string, message: string, expected: string, found: string): ArchiveProblem {
  return { code, message, expected, found }
}
