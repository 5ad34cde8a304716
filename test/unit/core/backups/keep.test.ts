import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupsToKeep, KEEP_ALL_MS, type Dated } from '../../../../electron/core/backups/keep.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 20, 12)
const at = (ms: number): Dated => ({ name: `b${ms}`, at: ms })
const kept = (backups: readonly Dated[], now = NOW, zone = 'UTC'): number[] => {
  const names = backupsToKeep(backups, now, zone)
  return backups.filter((one) => names.has(one.name)).map((one) => one.at)
}

describe('which backups stay', () => {
  it('keeps all of two days, then 12 days, 10 weeks and 9 months, of two years with a backup an hour', () => {
    const hourly = Array.from({ length: 2 * 365 * 24 }, (_, hours) => at(NOW - hours * HOUR))
    const dates = kept(hourly).map((one) => new Date(one).toISOString().slice(0, 13))
    expect(dates).toHaveLength(48 + 9 + 8 + 8)
    expect(dates.slice(0, 48)).toEqual(hourly.slice(0, 48).map((one) => new Date(one.at).toISOString().slice(0, 13)))
    // Today, yesterday and the day before are among the hours; nine days more make twelve.
    const later = dates.slice(48)
    expect(later.slice(0, 9)).toEqual(
      ['17', '16', '15', '14', '13', '12', '11', '10', '09'].map((day) => `2026-11-${day}T23`),
    )
    // Sundays, and the last days of months.
    expect(later.slice(9)).toEqual(
      [
        '2026-11-08',
        '2026-11-01',
        '2026-10-31',
        '2026-10-25',
        '2026-10-18',
        '2026-10-11',
        '2026-10-04',
        '2026-09-30',
        '2026-09-27',
        '2026-09-20',
        '2026-08-31',
        '2026-07-31',
        '2026-06-30',
        '2026-05-31',
        '2026-04-30',
        '2026-03-31',
      ].map((day) => `${day}T23`),
    )
  })

  it('counts days that have a backup, so that a long pause costs none', () => {
    const old = Array.from({ length: 12 }, (_, days) => at(NOW - (400 + days) * DAY))
    expect(kept(old)).toEqual(old.map((one) => one.at))
  })

  it('counts days in the zone that was given', () => {
    const evening = at(Date.UTC(2026, 9, 1, 20))
    const night = at(Date.UTC(2026, 9, 1, 23, 30))
    const later = Array.from({ length: 11 }, (_, days) => at(Date.UTC(2026, 9, 3 + days, 12)))
    expect(kept([...later, night, evening])).not.toContain(evening.at)
    expect(kept([...later.slice(1), night, evening], NOW, 'Europe/Berlin')).toContain(evening.at)
  })

  const backups = fc.uniqueArray(fc.integer({ min: NOW - 800 * DAY, max: NOW + 2 * DAY }), { maxLength: 120 })
  const zones = fc.constantFrom('UTC', 'Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kathmandu')

  it('never gives up the newest or one of the last two days, and keeps what it kept', () => {
    fc.assert(
      fc.property(backups, zones, (instants, zone) => {
        const all = instants.map(at)
        const once = kept(all, NOW, zone)
        if (instants.length > 0) expect(once).toContain(Math.max(...instants))
        for (const recent of instants.filter((one) => one > NOW - KEEP_ALL_MS)) expect(once).toContain(recent)
        expect(kept(once.map(at), NOW, zone)).toEqual(once)
        expect(once.filter((one) => one <= NOW - KEEP_ALL_MS).length).toBeLessThanOrEqual(12 + 10 + 9)
      }),
    )
  })

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(backups, (instants) => {
        const sorted = (list: number[]): number[] => list.toSorted((a, b) => a - b)
        expect(sorted(kept(instants.map(at)))).toEqual(sorted(kept(instants.toReversed().map(at))))
      }),
    )
  })
})
