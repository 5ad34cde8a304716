import type { WebFrameMain } from 'electron'
import { isAppUrl } from './navigation.ts'

/**
 * Whether a message comes from our own page in a top frame; anything else may not speak to the app.
 * @param frame the sending frame, null when it is gone
 */
export function isOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}
