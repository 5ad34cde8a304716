import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  readDelimited,
  type DelimitedOptions,
  type QuoteProblem,
  type TextRecord,
} from '../../../electron/importers/delimited.ts'

function readAll(text: string, options: Partial<DelimitedOptions> = {}) {
  const records: TextRecord[] = []
  const problems: QuoteProblem[] = []
  readDelimited(
    text,
    { separator: ',', ...options },
    (record) => records.push(record),
    (problem) => problems.push(problem),
  )
  return {
    records,
    problems,
    cells: records.map((record) => record.cells),
    lines: records.map((record) => record.line),
  }
}

describe('readDelimited', () => {
  it('reads quotes, doubled quotes and line breaks in quotes, and knows the lines', () => {
    const { cells, lines } = readAll('a,b\n"x, ""y""","line 1\nline 2"\n\nc,d')
    expect(cells).toEqual([
      ['a', 'b'],
      ['x, "y"', 'line 1\nline 2'],
      ['c', 'd'],
    ])
    expect(lines).toEqual([1, 2, 5])
  })

  it('leaves out blank lines and lines of separators only', () => {
    expect(readAll('\n  \n,,,\na,b\n,\n').cells).toEqual([['a', 'b']])
  })

  it('takes a quote inside a cell as text, and blanks before an opening quote as none', () => {
    expect(readAll('5" disk,a "b" c\n x , "y, z" \n').cells).toEqual([
      ['5" disk', 'a "b" c'],
      [' x ', 'y, z'],
    ])
  })

  it('skips comment lines where asked, but not inside a record', () => {
    const text = '# comment\na,"b\n# no comment"\n#c,d'
    expect(readAll(text, { comments: true }).cells).toEqual([['a', 'b\n# no comment']])
    expect(readAll(text).cells).toHaveLength(3)
  })

  it('tells where an unclosed quote opens, and goes on with the next line', () => {
    const { problems, cells } = readAll('a,b\nc,"d\ne,f\n')
    expect(problems).toEqual([{ code: 'unclosed-quote', line: 2, column: 3, rest: '', restLine: 2 }])
    expect(cells).toEqual([
      ['a', 'b'],
      ['e', 'f'],
    ])
  })

  it('tells where text follows a closing quote, and goes on with the next line', () => {
    const { problems, cells } = readAll('"a\nb" c,d\ne,f')
    expect(problems).toEqual([{ code: 'text-after-quote', line: 1, column: 1, rest: ' c', restLine: 2 }])
    expect(cells.at(-1)).toEqual(['e', 'f'])
  })

  it('stops at the limit and starts where it is told', () => {
    expect(readAll('a,b\nc,d\ne,f', { limit: 2 }).cells).toHaveLength(2)
    expect(readAll('head\na,b', { from: { offset: 5, line: 2 } })).toMatchObject({ lines: [2], cells: [['a', 'b']] })
  })

  it('reads what csv-parse reads', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '1', '\t'), maxLength: 8 })
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, separator) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator))
          .join('\n')
        const expected = parse(text, { delimiter: separator, relax_column_count: true, record_delimiter: '\n' })
        const full = expected.filter((row) => row.some((value) => value.trim() !== ''))
        expect(readAll(text, { separator })).toMatchObject({ cells: full, problems: [] })
      }),
    )
  })

  it('never loses a line number', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'b'), maxLength: 40 })
    fc.assert(
      fc.property(cell, (text) => {
        const { records, problems } = readAll(text)
        const count = text.split('\n').length
        for (const { line } of [...records, ...problems]) expect(line).toBeLessThanOrEqual(count)
        const lines = records.map((record) => record.line)
        expect(lines).toEqual([...lines].sort((a, b) => a - b))
      }),
    )
  })
})
