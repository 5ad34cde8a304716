import { computed } from 'vue'
import type { AttemptReport } from '../../../../../electron/contract/procedures/exam.ts'
import { attempt, sentence } from '../../../client/attempt.ts'
import { useClient } from '../../../client/client.ts'
import { useAppStore } from '../../../stores/app.ts'
import { useNoticesStore } from '../../../stores/notices.ts'

/** A file name for a report: `aif-c01-mock-exam-4`. */
export function pdfName({ attempt: { title } }: Pick<AttemptReport, 'attempt'>): string {
  const slug = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  return slug.replaceAll(/^-+|-+$/g, '').slice(0, 100) || 'report'
}

/** Saving the page on screen as a PDF. A browser has its print dialog for that; Epoch's own window does it itself. */
export function usePdf() {
  const client = useClient()
  const app = useAppStore()
  const notices = useNoticesStore()
  const offered = computed(() => app.hello?.host === 'desktop')

  async function save(report: AttemptReport): Promise<void> {
    const result = await attempt(client.app.savePdf({ name: pdfName(report) }))
    if (!result.ok) notices.say({ words: sentence(result.error), tone: 'error' })
    else if (result.value.path !== null) notices.say({ words: `Saved as ${result.value.path}` })
  }
  return { offered, save }
}
