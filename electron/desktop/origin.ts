/** The scheme that serves the renderer, and its one host. */
export const APP_SCHEME = 'epoch'
export const APP_ORIGIN = `${APP_SCHEME}://app`
