/**
 * The levels of a category path as Moodle writes it: `/` between them, `//` for a slash in a name; the context
 * (`$course$`) and the level `top`, which every course has, are left out.
 */
export function categoryLevels(path: string): string[] {
  const levels = path
    .trim()
    .split(/(?<!\/)\/(?!\/)/)
    .map((level) => level.replaceAll('//', '/').trim())
  if (/^\$\w+\$$/.test(levels[0] ?? '')) levels.shift()
  if (/^top$/i.test(levels[0] ?? '')) levels.shift()
  return levels.filter((level) => level !== '')
}

/** A deck path as a category; a blank parts a slash at the edge of a name from the one between names. */
export function categoryPath(deck: string): string {
  const levels = deck.split('::').map((level) => level.replaceAll('/', '//').replace(/^\//, ' /').replace(/\/$/, '/ '))
  return ['$course$', 'top', ...levels].join('/')
}
