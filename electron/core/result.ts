/** An expected outcome: a value, or a coded error that the caller must look at. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** Wraps a value as a success. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value }
}

/** Wraps an error as a failure. */
export function fail<E>(error: E): Result<never, E> {
  return { ok: false, error }
}
