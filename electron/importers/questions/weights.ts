/**
 * What is lost when options carry marks: a question here is right as a whole or wrong. Marks that mean no more
 * than that are no loss.
 * @param marks percent of each option
 * @param several whether several options may be chosen
 */
export function partMarks(marks: readonly number[], several: boolean): string[] {
  const parts = several
    ? marks.filter((mark) => mark > 0).length > 1 || marks.some((mark) => mark < 0)
    : marks.some((mark) => mark !== 0 && mark < 100)
  if (!parts) return []
  const shown = marks.filter((mark) => mark !== 0).map((mark) => `${Math.round(mark * 10) / 10} %`)
  return [`part marks (${shown.slice(0, 12).join(', ')})`]
}
