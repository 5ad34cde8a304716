const UNITS: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1440 }

/**
 * Learning steps as a person writes them: `1m 10m 1d`; a number without a unit counts minutes.
 * @returns minutes, or null when it cannot be read
 */
export function readSteps(text: string): number[] | null {
  const words = text.trim().split(/[\s,]+/)
  if (words.length === 1 && words[0] === '') return []
  const steps = words.map((word) => {
    const found = /^(\d+(?:\.\d+)?)([smhd]?)$/i.exec(word)
    return found === null ? Number.NaN : Number(found[1]) * (UNITS[(found[2] || 'm').toLowerCase()] ?? 1)
  })
  return steps.length <= 20 && steps.every((step) => step > 0 && step <= 525_600) ? steps : null
}

/** Steps in minutes as they are written. */
export function writeSteps(steps: readonly number[]): string {
  return steps.map(oneStep).join(' ')
}

function oneStep(minutes: number): string {
  if (minutes < 1) return `${Math.round(minutes * 60)}s`
  if (minutes % 1440 === 0) return `${minutes / 1440}d`
  if (minutes % 60 === 0) return `${minutes / 60}h`
  return `${minutes}m`
}
