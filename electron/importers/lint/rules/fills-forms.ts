import { isExamKind } from '../../../contract/content/note-content.ts'
import type { Issue } from '../../../contract/errors.ts'
import { assembleForm, type BankItem } from '../../../core/exam/assemble.ts'
import { wholeExams, type Bank, type LintNote, type Rule } from '../bank.ts'

/** The bank of an exam fills so many whole forms without asking a question twice. */
export function fillsForms(forms: number): Rule {
  return (bank: Bank): Issue[] =>
    wholeExams(bank).flatMap(({ blueprint, catalogue, notes }) => {
      let left = notes.flatMap(bankItem)
      for (let form = 1; form <= forms; form += 1) {
        const made = assembleForm({ blueprint, bank: left, seen: new Set(), seed: form })
        if (!made.ok) {
          return made.error.map(({ domain, needed, available }) => ({
            severity: 'error' as const,
            code: 'bank-short',
            message: `The questions of domain ${domain} do not fill form ${form} of ${forms}.`,
            where: catalogue.place(blueprint.id, 'blueprint'),
            expected: `${needed} questions that were not used yet`,
            found: String(available),
          }))
        }
        const used = new Set(made.value.items.map((item) => item.guid))
        left = left.filter((item) => !used.has(item.guid))
      }
      return []
    })
}

function bankItem({ guid, content, objective }: LintNote): BankItem[] {
  const { kind } = content
  if (!isExamKind(kind)) return []
  return [{ guid, kind, objective, difficulty: 'difficulty' in content ? content.difficulty : undefined }]
}
