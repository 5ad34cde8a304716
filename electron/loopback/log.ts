import { pino } from 'pino'
import type { Log } from '../services/log.ts'

/** The log of the loopback host and the command line: JSON lines in a file of the data folder. */
export function createLog(file: string): Log {
  const out = pino({ base: null }, pino.destination({ dest: file, mkdir: true, sync: true }))
  return {
    info: (words) => out.info(words),
    warn: (words) => out.warn(words),
    error: (words, error) => out.error({ err: error }, words),
  }
}
