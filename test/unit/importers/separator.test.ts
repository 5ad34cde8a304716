import { describe, expect, it } from 'vitest'
import { findSeparator } from '../../../electron/importers/separator.ts'
import { readHeader } from '../../../electron/importers/csv/columns.ts'

const isHeader = (cells: readonly string[]) => readHeader(cells) !== null

describe('findSeparator', () => {
  it.each([
    ['times', 'Breakfast,7:30\nLunch,12:00\nDinner,18:45', ','],
    ['addresses', 'Docs,https://a.example/x;y\nBlog,https://b.example', ','],
    ['deck paths', 'a::b,one\nc::d::e,two', ','],
    ['prose with commas in a tab file', 'one\tfirst, second\ntwo\tthird, fourth, fifth\nthree\tno comma', '\t'],
    ['prose with one comma a row', 'one;first, second\ntwo;third, fourth', ';'],
    ['one row with comma and semicolon', 'What is X?;It is A, B', ';'],
    ['separators in quotes', '"a;b;c",x\n"d;e",y\nf,z', ','],
    ['pipes', 'a|b, c\nd|e', '|'],
    ['decimal commas', 'apple;1,50\npear;2,75\nplum;3,25', ';'],
    ['numbers alone', '1,2\n3,4', ','],
  ])('is not misled by %s', (_name, text, separator) => {
    expect(findSeparator(text, { isHeader })).toBe(separator)
  })

  it('follows a header row that is known, even against the body', () => {
    expect(findSeparator('front;back\na, b;c, d\ne, f;g, h', { isHeader })).toBe(';')
    expect(findSeparator('front,back\none\ntwo\nthree', { isHeader })).toBe(',')
  })

  it('finds none where there is one column', () => {
    expect(findSeparator('one\ntwo\nthree', { isHeader })).toBeNull()
  })

  it('looks at the records, not at headers before them', () => {
    const text = '#tags:a;b;c\nx\ty\n'
    expect(findSeparator(text, { comments: true, from: { offset: 12, line: 2 } })).toBe('\t')
  })
})
