import log from 'electron-log/node'
import path from 'node:path'
import type { Log } from '../services/log.ts'

/**
 * The desktop host's log: a file in the data folder, no card content.
 * @param folder where the file goes
 */
export function createLog(folder: string): Log {
  log.transports.file.resolvePathFn = () => path.join(folder, 'epoch.log')
  log.transports.file.maxSize = 1024 * 1024
  log.transports.console.level = false
  return {
    info: (words) => log.info(words),
    warn: (words) => log.warn(words),
    error: (words, error) => log.error(words, error),
  }
}
