import type { Session } from 'electron'
import { APP_ORIGIN } from '../origin.ts'

/** Schemes that never leave the machine. */
const LOCAL = ['devtools:', 'data:', 'blob:']

/** Lets no request leave the machine: the app is served by its own scheme and needs nothing else. */
export function guardNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    const allowed = details.url.startsWith(`${APP_ORIGIN}/`) || LOCAL.some((scheme) => details.url.startsWith(scheme))
    decide({ cancel: !allowed })
  })
}
