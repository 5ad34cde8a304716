/** Where a host writes what happened. Never given card content. */
export interface Log {
  info(words: string): void
  warn(words: string): void
  error(words: string, error?: unknown): void
}

/** A log that keeps nothing. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
