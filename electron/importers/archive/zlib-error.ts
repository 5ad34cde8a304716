/** An error that zlib gives for bytes that it can't unpack, as opposed to a bug. */
export function isZlibError(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    (/^(?:Z|ZSTD)_/.test(error.code) || error.code === 'ERR_BUFFER_TOO_LARGE')
  )
}
