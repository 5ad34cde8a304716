import type { Issue, Place } from '../../../electron/contract/errors.ts'

/** `File deck.yaml, line 12, column 4`, from whichever of these the place has. */
export function placeWords(place: Place): string {
  const parts = [
    place.file && `File ${place.file}`,
    place.note !== undefined && `note ${place.note}`,
    place.field && `field ${place.field}`,
    place.line !== undefined && `line ${place.line}`,
    place.column !== undefined && `column ${place.column}`,
  ].filter((part): part is string => typeof part === 'string' && part !== '')
  const words = parts.join(', ')
  return words && words[0]?.toUpperCase() + words.slice(1)
}

/** The source line in three: before the place, the place, after it; null where there is nothing to see. */
export function underline(issue: Issue): readonly [string, string, string] | null {
  const { source, column } = issue.where
  if (source === undefined || source.trim() === '') return null
  const given = issue.found && source.indexOf(issue.found)
  const start = typeof given === 'number' && given >= 0 ? given : (column ?? 1) - 1
  const marked = start === given ? issue.found : /^\S*|^./.exec(source.slice(start))?.[0]
  const length = Math.max(1, marked?.length ?? 0)
  return [source.slice(0, start), source.slice(start, start + length), source.slice(start + length)]
}
