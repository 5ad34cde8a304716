import type { Issue } from '../../../contract/errors.ts'
import { noteIssue, type Bank } from '../bank.ts'

/** No two notes of all files may have one identity, and no two files one id. */
export function duplicateGuids(bank: Bank): Issue[] {
  const issues: Issue[] = []
  const files = new Map<string, string>()
  for (const { file, head } of bank.files) {
    const other = files.get(head.id)
    if (other === undefined) files.set(head.id, file)
    else {
      const message = `The id “${head.id}” is also that of ${other}.`
      issues.push({ severity: 'error', code: 'duplicate-file-id', message, where: { file }, found: head.id })
    }
  }
  const notes = new Map<string, string>()
  for (const note of bank.notes) {
    const { file = '', line = 0 } = note.where
    const other = notes.get(note.guid)
    if (other === undefined) notes.set(note.guid, `${file}:${line}`)
    else {
      const message = `The note at ${other} has the same identity.`
      issues.push(noteIssue(note, ['id'], { code: 'duplicate-guid', message, found: note.guid }))
    }
  }
  return issues
}
