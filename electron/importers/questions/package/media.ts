import { posix } from 'node:path'
import type { Archive } from '../../archive/index.ts'
import { QUESTION_LIMITS } from '../limits.ts'
import type { MediaShelf } from '../media-shelf.ts'
import { decoded } from '../moodle-xml/texts.ts'

/** Finds the pictures that a document of a package shows; nothing outside of the package is ever looked at. */
export type FindMedium = (source: string, documentPath: string) => string | null

/** Where Canvas keeps the files of a course. */
const CANVAS_BASE = /^(?:\$IMS-CC-FILEBASE\$|\$IMS_CC_FILEBASE\$|%24IMS-CC-FILEBASE%24)\/?(?:\.\.\/)?/i
const BLACKBOARD_ID = /xid-\d+_\d+/

export function createMediumFinder(archive: Archive, shelf: MediaShelf): FindMedium {
  const names = new Map<string, string>()
  for (const { name } of archive.entries) {
    names.set(posix.basename(name).toLowerCase(), name)
    const [xid] = BLACKBOARD_ID.exec(posix.basename(name)) ?? []
    if (xid !== undefined && !/\.xml$/i.test(name)) names.set(xid, name)
  }
  return (source, documentPath) => {
    if (source.startsWith('data:')) return shelf.keepData(source)
    const entry = locate(source, documentPath, archive, names)
    if (entry === null) return shelf.miss(source)
    const bytes = archive.readNow(entry, QUESTION_LIMITS.mediumBytes)
    if (bytes.ok) return shelf.keep(entry, bytes.value)
    return shelf.leaveOut(`${entry}: ${bytes.error[0]?.message ?? 'it cannot be read'}`)
  }
}

function locate(
  source: string,
  documentPath: string,
  archive: Archive,
  names: ReadonlyMap<string, string>,
): string | null {
  const [xid] = BLACKBOARD_ID.exec(source) ?? []
  if (xid !== undefined) return names.get(xid) ?? null
  if (/^[a-z][a-z0-9+.-]*:/i.test(source) || source.startsWith('//')) return null
  const path = decoded(source).split(/[?#]/)[0] ?? ''
  const canvas = path.replace(CANVAS_BASE, '')
  const folder = posix.dirname(documentPath)
  const tries =
    canvas === path
      ? [posix.join(folder, path), posix.normalize(path.replace(/^\/+/, ''))]
      : [posix.join('web_resources', canvas), posix.join(folder, canvas), canvas]
  return tries.find((name) => archive.has(name)) ?? names.get(posix.basename(path).toLowerCase()) ?? null
}
