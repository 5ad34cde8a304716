/** What the host knows this window by: made anew each time the page is loaded. */
export const WINDOW_NAME: string = crypto.randomUUID()
