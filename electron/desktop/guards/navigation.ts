import type { WebContents } from 'electron'
import { APP_ORIGIN } from '../origin.ts'

/** True for an address inside the app. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const parsed = new URL(url)
  return `${parsed.protocol}//${parsed.host}` === APP_ORIGIN
}

/** Keeps a page inside the app: no navigation elsewhere, no redirects, no frames from elsewhere. */
export function guardNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
