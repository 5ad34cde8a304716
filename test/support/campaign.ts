import fs from 'node:fs'

/** True in the long campaign (`npm run test:soak`); a usual run takes a fixed sample of it. */
export const SOAK = process.env['EPOCH_SOAK'] === '1'

/** How many rounds of something are tried. @param sample in a usual run @param all in the long campaign */
export function rounds(sample: number, all: number): number {
  return SOAK ? all : sample
}

/**
 * Tells what a campaign did. The soak run gathers it and prints a table at its end.
 * @param campaign heads the table, such as `kills`
 * @param what heads the row
 * @param counts the columns
 */
export function tell(campaign: string, what: string, counts: Readonly<Record<string, number>>): void {
  const file = process.env['EPOCH_FIGURES']
  if (file !== undefined) fs.appendFileSync(file, `${JSON.stringify({ campaign, what, counts })}\n`)
}

/** Counts by name, such as the moments at which kills fell. */
export class Tally {
  readonly counts: Record<string, number> = {}

  add(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by
  }

  of(name: string): number {
    return this.counts[name] ?? 0
  }
}
