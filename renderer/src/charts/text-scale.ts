/** How much larger than the browser's default the root text is: charts leave that much more room for their words. */
export function textScale(): number {
  return (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16
}
