/** A stretch of a text: its first character and the one after its last. */
export type Stretch = readonly [from: number, to: number]

/** Marked stretches in order, none of them empty, none touching another. */
export function tidy(stretches: readonly Stretch[]): Stretch[] {
  const out: [number, number][] = []
  for (const [from, to] of stretches.filter(([a, b]) => b > a).toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else out.push([from, to])
  }
  return out
}

/** Marks a stretch, or, when all of it is marked already, takes its mark away. */
export function toggleStretch(stretches: readonly Stretch[], [from, to]: Stretch): Stretch[] {
  const marked = tidy(stretches)
  if (to <= from) return marked
  if (!marked.some(([a, b]) => a <= from && to <= b)) return tidy([...marked, [from, to]])
  return tidy(
    marked.flatMap(([a, b]): Stretch[] => [
      [a, Math.min(b, from)],
      [Math.max(a, to), b],
    ]),
  )
}

/** Where the words of a text are, for choosing them by keys. */
export function wordsIn(text: string): Stretch[] {
  return [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => [index, index + word.length])
}
