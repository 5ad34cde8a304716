import { pino } from 'pino'
import type { Log } from '../services/log.ts'

/**
 * The log of the loopback host and the command line: JSON lines in a file of the data folder. Where nothing can be
 * written, as on a full disk, nothing is logged: that is no reason to stop.
 */
export function createLog(file: string): Log {
  const out = pino({ base: null }, destinationOf(file))
  return {
    info: (words) => out.info(words),
    warn: (words) => out.warn(words),
    error: (words, error) => out.error({ err: error }, words),
  }
}

function destinationOf(file: string): pino.DestinationStream {
  try {
    const destination = pino.destination({ dest: file, mkdir: true, sync: true })
    destination.on('error', () => undefined)
    return destination
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    return { write: () => undefined }
  }
}
