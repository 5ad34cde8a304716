import { webcrypto, randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { hasFile, pathOfHash, type StoredFile } from './store.ts'

/**
 * Puts bytes away under their hash like `putFile`, without holding up the thread: the hash is reckoned and the file
 * written elsewhere. New bytes are on the disk before they have their name.
 * @param dataDir the collection's data folder
 */
export async function addFile(dataDir: string, bytes: Uint8Array<ArrayBuffer>): Promise<StoredFile> {
  const hash = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
  const stored = { hash, size: bytes.byteLength }
  if (hasFile(dataDir, hash)) return stored
  const target = pathOfHash(dataDir, hash)
  const folder = path.dirname(target)
  await fs.mkdir(folder, { recursive: true })
  const temporary = path.join(folder, `.new-${randomBytes(8).toString('hex')}`)
  try {
    await writeWhole(temporary, bytes)
    await fs.rename(temporary, target)
    await syncFolder(folder)
  } catch (error) {
    await fs.rm(temporary, { force: true })
    throw error
  }
  return stored
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(file, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Windows writes its folders by itself and lets nobody open them. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await fs.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
