import type { Session } from 'electron'

/** Writing to the clipboard on a click is the one thing the app asks the system for. */
const ALLOWED = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** Denies every permission but the few above, for requests, checks, devices and displays. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(ALLOWED.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
}
