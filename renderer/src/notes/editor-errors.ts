import type { Ref } from 'vue'
import type { Issue } from '../../../electron/contract/errors.ts'
import type { Draft } from './draft.ts'
import type { Missing } from './draft-missing.ts'

/** The path by which an issue knows a field of the form: drawn numbers are named there, and counted here. */
function issuePath(draft: Draft, path: string): string {
  const at = /^variables\.(\d+)$/.exec(path)?.[1]
  return at === undefined ? path : `variables.${draft.variables[Number(at)]?.name ?? ''}`
}

/** What is wrong with each field of an editor, by its path. */
export function errorsOf(
  draft: Draft,
  gaps: Readonly<Ref<Missing>>,
  issues: Readonly<Ref<readonly Issue[]>>,
): (path: string) => string {
  return (path) => {
    const gap = gaps.value[path]
    if (gap !== undefined) return gap
    const wanted = issuePath(draft, path)
    const issue = issues.value.find(({ severity, where }) => severity === 'error' && where.field === wanted)
    if (!issue) return ''
    return issue.found && issue.found !== issue.message ? `${issue.message} Found ${issue.found}.` : issue.message
  }
}
