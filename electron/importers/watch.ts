import type { Issue } from '../contract/errors.ts'
import type { Progress } from '../contract/shapes.ts'

/** How the caller follows long work: a signal that ends it, and a place to tell how far it is. */
export interface Watch {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** The issue with which cancelled work ends. */
export function cancelled(file: string): Issue {
  return { severity: 'error', code: 'cancelled', message: 'The import was cancelled.', where: { file } }
}
