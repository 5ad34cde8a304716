import fs from 'node:fs'
import path from 'node:path'
import { ImagePath } from '../../contract/content/deck-file.ts'
import { IMPORT_LIMITS } from '../limits.ts'
import type { ReadImage } from './drawings.ts'

/**
 * Reads drawings below a folder and nothing else: no absolute paths, no way up, no links that lead out of it.
 * @param folder that of the deck file
 */
export function imagesBelow(folder: string): ReadImage {
  return (name) => {
    if (!ImagePath.safeParse(name).success) return null
    const file = path.join(folder, ...name.split('/'))
    if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return null
    const way = path.relative(fs.realpathSync(folder), fs.realpathSync(file))
    if (way.startsWith('..') || path.isAbsolute(way)) return null
    return readStart(file, IMPORT_LIMITS.drawingBytes + 1)
  }
}

function readStart(file: string, most: number): Uint8Array {
  const handle = fs.openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(most)
    return bytes.subarray(0, fs.readSync(handle, bytes, 0, most, 0))
  } finally {
    fs.closeSync(handle)
  }
}

/** The drawings that a deck file seems to name: everything in it that reads like a path of one. Each once. */
export function imagesNamed(text: string): string[] {
  if (!text.includes('.svg')) return []
  return [...new Set(text.match(/[\w./-]+/g))].filter((word) => word.endsWith('.svg'))
}
