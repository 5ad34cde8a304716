import { LIMITS, ObjectiveId } from '../../contract/content/primitives.ts'

/** What the tags of a question say. */
export interface ReadTags {
  readonly tags: readonly string[]
  readonly objective: string | null
  readonly difficulty: number | undefined
  readonly scenario: boolean | undefined
}

/**
 * Question formats have no fields for an objective and the like, so that they go out as tags (`objective:1.2.3`,
 * `difficulty:2`, `scenario`) and are read back from them. Tags that are too long or too many are left out.
 */
export function readTags(all: readonly string[]): ReadTags {
  const tags: string[] = []
  let objective: string | null = null
  let difficulty: number | undefined
  let scenario: boolean | undefined
  for (const tag of new Set(all.map((one) => one.trim()))) {
    const [, name, value = ''] = /^(objective|difficulty|scenario)(?::(.+))?$/.exec(tag) ?? []
    if (name === 'objective' && ObjectiveId.safeParse(value).success) objective = value
    else if (name === 'difficulty' && /^[123]$/.test(value)) difficulty = Number(value)
    else if (name === 'scenario' && value === '') scenario = true
    else if (tag !== '' && tag.length <= LIMITS.name) tags.push(tag)
  }
  return { tags: tags.slice(0, LIMITS.tags), objective, difficulty, scenario }
}

/** The tags that say what `readTags` reads back. */
export function writeTags(read: Pick<ReadTags, 'tags' | 'objective' | 'difficulty' | 'scenario'>): string[] {
  return [
    ...read.tags,
    ...(read.objective === null ? [] : [`objective:${read.objective}`]),
    ...(read.difficulty === undefined ? [] : [`difficulty:${read.difficulty}`]),
    ...(read.scenario === true ? ['scenario'] : []),
  ]
}
