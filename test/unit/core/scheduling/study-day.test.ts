import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateToDay, dayStart, dayToDate, studyDay, wallHour } from '../../../../electron/core/scheduling/study-day.ts'

const HOUR = 3_600_000
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/Sao_Paulo',
  'Africa/Casablanca',
]
const at = (text: string): number => Date.parse(text)
const dateOf = (instant: string, zone: string, rollover = 4): string => dayToDate(studyDay(at(instant), zone, rollover))

describe('study day', () => {
  it('begins at the rollover hour of the local clock', () => {
    expect(dateOf('2026-11-20T03:59:59.999+01:00', 'Europe/Berlin')).toBe('2026-11-19')
    expect(dateOf('2026-11-20T04:00:00.000+01:00', 'Europe/Berlin')).toBe('2026-11-20')
    expect(dateOf('2026-11-20T23:30:00.000+09:00', 'Asia/Tokyo')).toBe('2026-11-20')
    expect(dateOf('2026-11-20T00:00:00.000-05:00', 'America/New_York', 0)).toBe('2026-11-20')
  })

  it('begins at the same hour of the wall clock on the days when clocks change', () => {
    expect(dateOf('2026-03-29T03:59:00+02:00', 'Europe/Berlin')).toBe('2026-03-28')
    expect(dateOf('2026-03-29T04:00:00+02:00', 'Europe/Berlin')).toBe('2026-03-29')
    expect(dateOf('2026-10-25T03:59:00+01:00', 'Europe/Berlin')).toBe('2026-10-24')
    expect(dateOf('2026-10-25T04:00:00+01:00', 'Europe/Berlin')).toBe('2026-10-25')
  })

  it('has 23 and 25 hours on those days', () => {
    const length = (date: string): number => {
      const day = dateToDay(date)
      return (dayStart(day + 1, 'Europe/Berlin', 4) - dayStart(day, 'Europe/Berlin', 4)) / HOUR
    }
    expect([length('2026-03-28'), length('2026-10-24'), length('2026-06-01')]).toEqual([23, 25, 24])
  })

  it('begins at the change when the rollover hour is left out by the clocks', () => {
    // New York goes from 02:00 to 03:00 on 2026-03-08.
    expect(dayStart(dateToDay('2026-03-08'), 'America/New_York', 2)).toBe(at('2026-03-08T03:00:00-04:00'))
  })

  it('moves with the person from zone to zone', () => {
    const instant = '2026-11-20T20:00:00Z'
    expect(dateOf(instant, 'America/Los_Angeles')).toBe('2026-11-20')
    expect(dateOf(instant, 'Pacific/Auckland')).toBe('2026-11-21')
  })

  it('holds the day that Samoa skipped', () => {
    const day = dateToDay('2011-12-30')
    expect(dayStart(day, 'Pacific/Apia', 0)).toBe(dayStart(day + 1, 'Pacific/Apia', 0))
  })

  it('is before 1970 too', () => {
    expect(studyDay(-1, 'UTC', 0)).toBe(-1)
    expect(dayToDate(-1)).toBe('1969-12-31')
  })

  it('is told apart by the millisecond at its start, in every zone, at every rollover hour', () => {
    const day = fc.integer({ min: dateToDay('2015-01-01'), max: dateToDay('2035-12-31') })
    fc.assert(
      fc.property(day, fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 23 }), (number, zone, rollover) => {
        const start = dayStart(number, zone, rollover)
        expect(studyDay(start, zone, rollover)).toBe(number)
        expect(studyDay(start - 1, zone, rollover)).toBe(number - 1)
        const hours = (dayStart(number + 1, zone, rollover) - start) / HOUR
        expect(hours).toBeGreaterThanOrEqual(23)
        expect(hours).toBeLessThanOrEqual(25)
      }),
      { numRuns: 300 },
    )
  })

  it('never goes back as time goes on', () => {
    const instant = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2035-12-31T00:00:00Z') })
    const hour = fc.integer({ min: 0, max: 23 })
    fc.assert(
      fc.property(instant, fc.nat(48 * HOUR), fc.constantFrom(...ZONES), hour, (start, wait, zone, rollover) => {
        expect(studyDay(start + wait, zone, rollover)).toBeGreaterThanOrEqual(studyDay(start, zone, rollover))
      }),
      { numRuns: 500 },
    )
  })
})

describe('dates', () => {
  it('are read and written', () => {
    expect(dateToDay('1970-01-01')).toBe(0)
    expect(dayToDate(dateToDay('2024-02-29'))).toBe('2024-02-29')
    expect(() => dateToDay('2025-02-29')).toThrow(RangeError)
    expect(() => dateToDay('29.02.2024')).toThrow(RangeError)
  })
})

describe('the hour on the wall', () => {
  it('is that of the zone, through clock changes and before 1970', () => {
    expect(wallHour(Date.UTC(2026, 10, 20, 23, 59), 'UTC')).toBe(23)
    expect(wallHour(Date.UTC(2026, 10, 20, 23, 30), 'Asia/Kolkata')).toBe(5)
    expect(wallHour(Date.UTC(2026, 2, 29, 0, 59), 'Europe/Berlin')).toBe(1)
    expect(wallHour(Date.UTC(2026, 2, 29, 1, 0), 'Europe/Berlin')).toBe(3)
    expect(wallHour(-1, 'UTC')).toBe(23)
  })
})
