import { Blueprint } from '../../../../electron/contract/content/catalogue.ts'

/** The weights of AIF-C01 with three tasks of three objectives a domain. */
export const BLUEPRINT: Blueprint = Blueprint.parse({
  format: 'epoch-blueprint/1',
  id: 'sample',
  code: 'S-1',
  name: 'Sample',
  guide: { version: '1', publishedOn: '2026-04-30', url: 'https://example.org/guide' },
  questions: { total: 65, scored: 50 },
  minutes: 90,
  passShare: 0.7,
  scale: { min: 100, pass: 700, max: 1000 },
  kinds: { 'multiple-choice': 0.7, 'multiple-response': 0.16, ordering: 0.07, matching: 0.07 },
  domains: [20, 24, 28, 14, 14].map((weight, i) => ({
    id: `${i + 1}`,
    title: `Domain ${i + 1}`,
    weight,
    tasks: [1, 2, 3].map((task) => ({
      id: `${i + 1}.${task}`,
      title: `Task ${i + 1}.${task}`,
      objectives: [1, 2, 3].map((n) => ({ id: `${i + 1}.${task}.${n}`, label: `Objective ${i + 1}.${task}.${n}` })),
    })),
  })),
})
