import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExportFormat } from '../../../../electron/contract/procedures/exports.ts'
import { csvCell } from '../../../../electron/exporters/csv/index.ts'
import { importFile } from '../../../../electron/importers/index.ts'
import { makeApp, type TestApp } from '../../../support/app.ts'
import type { DeckNoteInput } from '../../../support/decks.ts'
import { exported } from './support.ts'

const NOTES: DeckNoteInput[] = [
  { id: 'formula', kind: 'basic', front: '=cmd|calc', back: '-1 is +1', tags: ['one', 'two'] },
  { id: 'quoted', kind: 'basic', front: '\'=1, a "quote"', back: '@home; and\n\nmore' },
  { id: 'gap', kind: 'cloze', text: 'An {{c1::epoch::hint}} is one pass.' },
  { id: 'typed', kind: 'typed', front: 'ReLU of -1', answer: '0' },
  {
    id: 'question',
    kind: 'multiple-choice',
    stem: 'Which?',
    options: [{ text: 'This', correct: true }, { text: 'That' }],
  },
]

describe('notes as text', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await makeApp()
    test.addNotes('Texts::Sub', NOTES)
  })
  afterAll(() => test.close())

  async function back(format: ExportFormat) {
    const { bytes, report } = await exported(test, format)
    const name = { csv: 'n.csv', 'anki-text': 'n.txt' }[format as 'csv'] ?? 'n.csv'
    const read = importFile({ name, bytes })
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    return { text: bytes.toString('utf8'), report, read: read.value }
  }

  it('is a table without formulas, which our importer reads as it was', async () => {
    const { text, report, read } = await back('csv')
    for (const row of text.split('\r\n').slice(1)) {
      expect(row.split(',').some((cell) => /^"?[=+\-@]/.test(cell))).toBe(false)
    }
    expect(report.losses).toMatchObject([{ severity: 'error', code: 'no-place' }, { code: 'plain' }])
    expect(read.notes.map(({ content, deck }) => ({ content, deck }))).toEqual(
      expect.arrayContaining(
        NOTES.slice(0, 4).map(({ id: _id, tags: _tags, ...content }) => ({
          content,
          deck: 'Texts::Sub',
        })),
      ),
    )
    expect(read.notes).toHaveLength(4)
  })

  it('guards every cell that a spreadsheet could take for a formula', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = csvCell(text)
        const plain = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
        expect(/^[=+\-@\t\r]/.test(plain)).toBe(false)
        expect(plain === text || plain === `'${text}`).toBe(true)
      }),
    )
  })

  it('is a text that Anki reads: guid, note type and deck of each note', async () => {
    const { text, report, read } = await back('anki-text')
    expect(text.split('\n').slice(0, 6)).toEqual([
      '#separator:tab',
      '#html:true',
      '#guid column:1',
      '#notetype column:2',
      '#deck column:3',
      '#tags column:6',
    ])
    expect(report.losses.map(({ code }) => code)).toEqual(['plain-card', 'plain'])
    expect(read.issues).toEqual([])
    expect(read.notes).toHaveLength(5)
    const gap = read.notes.find(({ content }) => content.kind === 'cloze')
    expect(gap?.content).toEqual({ kind: 'cloze', text: 'An {{c1::epoch::hint}} is one pass.' })
    expect(read.notes.every(({ deck }) => deck === 'Texts::Sub')).toBe(true)
  })

  it('is a question bank with the questions, and says what stays out', async () => {
    for (const format of ['gift', 'qti-3'] as const) {
      const { report } = await exported(test, format)
      expect(report.counts.notes).toBe(2)
      expect(report.losses.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
        'not-a-question',
        'not-a-question',
        'not-a-question',
      ])
    }
  })
})
