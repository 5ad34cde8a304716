import type { BlueprintView } from '../../../../electron/contract/procedures/exam.ts'
import { amount } from '../../format/words.ts'

type Bank = Pick<BlueprintView, 'domains'>

/** Whether the collection has any question of an exam. */
export function hasQuestions({ domains }: Bank): boolean {
  return domains.some((domain) => domain.bank > 0)
}

/** Whether the collection has what one exam takes. */
export function fillsExam({ domains }: Bank): boolean {
  return domains.every((domain) => domain.bank >= domain.perForm)
}

/** What is missing for an exam, in a sentence; empty where nothing is. */
export function missingWords(bank: Bank): string {
  if (fillsExam(bank)) return ''
  if (!hasQuestions(bank)) return 'There are no questions for this exam yet. Import a question bank to begin.'
  const lacking = bank.domains.filter((domain) => domain.bank < domain.perForm)
  const parts = lacking.map(({ title, perForm, bank: there }) => `${perForm - there} of ${title}`)
  const sum = lacking.reduce((total, domain) => total + domain.perForm - domain.bank, 0)
  return `An exam needs ${amount(sum, 'more question')}: ${parts.join(', ')}. Import them to begin.`
}
