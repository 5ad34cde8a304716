import type { NoteKind } from '../../../electron/contract/content/note-content.ts'

/** The kinds of notes as a person reads them in lists. */
export const KIND_NAMES: Readonly<Record<NoteKind, string>> = {
  basic: 'One way',
  'basic-reversed': 'Both ways',
  cloze: 'Gaps',
  typed: 'Typed answer',
  computed: 'Computed',
  diagram: 'Diagram',
  template: 'Template',
  'multiple-choice': 'Multiple choice',
  'multiple-response': 'Multiple response',
  ordering: 'Ordering',
  matching: 'Matching',
}
