const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** `1,284` */
export function count(value: number): string {
  return whole.format(value)
}

/** `1 card`, `3 cards`; the plural adds an s unless given. */
export function amount(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** Minutes for people: at least one as soon as there is anything to do. */
export function minutes(value: number): number {
  return value > 0 ? Math.max(1, Math.round(value)) : 0
}

/** `76 %` from a share of 0 to 1. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** `0.90` */
export function share(value: number): string {
  return value.toFixed(2)
}

/** Remaining time of an exam: `43 min`, `1 h 12 min`. */
export function duration(ms: number): string {
  const total = Math.max(1, Math.round(ms / 60_000))
  const hours = Math.floor(total / 60)
  const rest = total % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** Bytes as `6.4 MB`, `812 kB`. */
export function bytes(value: number): string {
  if (value < 1000) return amount(value, 'byte')
  if (value < 1_000_000) return `${Math.round(value / 1000)} kB`
  return `${(value / 1_000_000).toFixed(1)} MB`
}
