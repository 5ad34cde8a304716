import type { WebContents } from 'electron'

/** True for an address that may be handed to the person's browser. */
export function isExternal(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}

/**
 * Opens no window from a page. An https link that the person clicked goes to their browser.
 * @param contents the page
 * @param openExternal hands an address to the system
 */
export function guardWindows(contents: WebContents, openExternal: (url: string) => Promise<void>): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isExternal(url)) void openExternal(url)
    return { action: 'deny' }
  })
}
