/** How often the system is asked which zone the person is in: often enough for a journey, too slow for every answer. */
const ZONE_ASKED_EVERY_MS = 10_000

/** The IANA zone that the system says the person is in. */
export function zoneNow(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The system's zone, remembered for some seconds. */
export function systemZone(): () => string {
  let zone = ''
  let askedAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = performance.now()
    if (now - askedAt > ZONE_ASKED_EVERY_MS) {
      zone = zoneNow()
      askedAt = now
    }
    return zone
  }
}
