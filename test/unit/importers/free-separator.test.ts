import { describe, expect, it } from 'vitest'
import { read, refusal } from './support.ts'

const pairs = (name: string, text: string) =>
  read(name, text).notes.map(({ content }) => (content.kind === 'basic' ? [content.front, content.back] : content.kind))
const separatorOf = (text: string) => read('set.txt', text).table?.choice.separator

describe('signs of any kind between term and definition', () => {
  it.each([
    ['Quizlet’s hyphen', ' - '],
    ['a dash', ' – '],
    ['a long dash', ' — '],
    ['an equals sign', ' = '],
    ['an equals sign without blanks', '='],
    ['a colon as in a glossary', ': '],
    ['an arrow', ' -> '],
    ['two colons', '::'],
    ['two hyphens', ' -- '],
    ['a mark of one’s own', '###'],
  ])('are found: %s', (_name, separator) => {
    const rows = [
      ['hund', 'dog'],
      ['well-known', 'famous, as in “a well-known fact”'],
      ['katze', 'cat'],
      ['semi-supervised', 'few labels; much data, at 7:30'],
    ]
    const text = rows.map((row) => row.join(separator)).join('\n')
    expect(separatorOf(text)).toBe(separator)
    expect(pairs('set.txt', text)).toEqual(rows)
  })

  it('keep quoted texts whole', () => {
    const text = '"one - half" - "a ""quoted"" text - with all"\ntwo - zwei\nthree - drei\n' + 'a - b\n'.repeat(60)
    expect(pairs('set.txt', text).slice(0, 2)).toEqual([
      ['one - half', 'a "quoted" text - with all'],
      ['two', 'zwei'],
    ])
  })

  it('tell of a line that has them twice, with its place, and of one without them', () => {
    const rows = Array.from({ length: 60 }, (_, at) => `term ${at} - meaning ${at}`)
    const found = read('set.txt', [...rows, 'a - b - c', 'alone'].join('\n'))
    expect(found.notes).toHaveLength(60)
    expect(found.bad).toBe(2)
    expect(found.issues.map(({ code, where }) => [code, where.line])).toEqual([
      ['too-many-columns', 61],
      ['too-few-columns', 62],
    ])
  })

  it.each([
    ['hyphens in a comma table', 'in 1914 - 1918,war\nin 1939 - 1945,war\nin 1950 - 1953,war', ','],
    ['hyphens in a tab table with an uneven row', 'a - b\tc\nd - e\tf\ng - h\ti\nj - k\tl\nm - n\n', '\t'],
    ['hyphens in a semicolon table', 'a - b;c, d\ne - f;g, h\ni - j;k', ';'],
    ['deck paths', 'a::b,one\nc::d,two\ne::f,three', ','],
    ['equations', 'x = 1;one\nx = 2;two\nx = 3;three', ';'],
    ['a header that is known', 'front;back\na - b;c\nd - e;f\ng - h;i', ';'],
  ])('are not taken for one: %s', (_name, text, separator) => {
    expect(separatorOf(text)).toBe(separator)
  })

  it.each([
    ['prose', 'A first line of prose.\nA second one - with a remark.\nA third, well-known.\n'],
    ['hyphens within words', 'well-known\nsemi-supervised\nstate-of-the-art\n'],
    ['times', '7:30\n12:00\n18:45\n'],
    ['a line or two', 'one - half\ntwo - whole\n'],
    ['signs in some lines only', 'a - b\nc - d\ne\nf\ng\n'],
    ['addresses', 'https://a.example/x\nhttps://b.example/y\nhttps://c.example/z\n'],
  ])('are not seen in %s', (_name, text) => {
    expect(refusal('text.txt', text)).toMatchObject({ code: 'one-column', where: { line: 1 } })
  })

  it('beat the commas of prose', () => {
    const text = 'Paris - capital, on the Seine\nRome - capital, eternal\nOslo - capital, north\n'
    expect(pairs('set.txt', text)[0]).toEqual(['Paris', 'capital, on the Seine'])
  })
})
