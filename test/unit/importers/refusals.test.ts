import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/importers/index.ts'
import { IMPORT_LIMITS } from '../../../electron/importers/limits.ts'
import { makeZip } from '../../fixtures/zip.ts'
import { brief, file, refusal, refused } from './support.ts'

/** A zip archive with one member, as far as its first bytes tell. */
const zip = (member: string) => Buffer.from(`PK\x03\x04${'\0'.repeat(26)}${member}content`, 'latin1')
const png = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1')

describe('files that cannot be imported', () => {
  it.each([
    ['deck.apkg', zip('collection.anki2'), 'an Anki package', 'Import it by itself'],
    ['backup.colpkg', zip('meta'), 'an Anki package', 'ends in .apkg or .colpkg'],
    ['renamed.txt', zip('collection.anki21b'), 'an Anki package', 'Import it by itself'],
    ['notes.docx', zip('word/document.xml'), 'a Word document', 'Save its text as CSV'],
    ['notes.xlsx', zip('xl/workbook.xml'), 'an Excel workbook', 'Save its text as CSV'],
    ['decks.zip', zip('deck.yaml'), 'a zip archive', 'Unpack it'],
    ['collection.csv', Buffer.from('SQLite format 3\0'), 'an SQLite database', 'Export what it holds as CSV'],
    ['guide.pdf', Buffer.from('%PDF-1.7'), 'a PDF document', 'Save its text as CSV'],
    ['card.png', png, 'a PNG image', 'Pictures alone'],
    ['card.csv', png, 'a PNG image', 'Pictures alone'],
    ['old.doc', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'), 'an old Office document', 'Save its text as CSV'],
  ])('%s is refused by name', (name, bytes, kind, advice) => {
    const issue = refusal(name, bytes)
    expect(issue.found).toBe(kind)
    expect(issue.message).toContain(`${name} is ${kind}`)
    expect(issue.message).toContain(advice)
    expect(issue.where).toEqual({ file: name })
    expect(issue.expected).toBe(
      'an Anki package, a deck file (YAML or JSON), CSV, TSV, an Anki text export, notes in Markdown, of Mnemosyne or SuperMemo, or a question bank (GIFT, Aiken, Moodle XML, QTI)',
    )
  })

  it('knows an archive by the names of its members, not by letters that packed bytes happen to hold', () => {
    const bytes = makeZip([{ name: 'notes.bin', data: 'xl/ word/ ppt/ collection.anki2', method: 0 }])
    expect(refusal('bank.zip', bytes)).toMatchObject({ found: 'a zip archive' })
    const listed = makeZip([
      { name: 'a.bin', data: randomBytes(200_000) },
      { name: 'xl/workbook.xml', data: 'x' },
    ])
    expect(refusal('bank.zip', listed)).toMatchObject({ found: 'an Excel workbook' })
  })

  it('refuses an empty file, and one of blanks only', () => {
    expect(refusal('deck.csv', '')).toMatchObject({ code: 'empty-file', found: '0 bytes', where: { file: 'deck.csv' } })
    expect(refusal('deck.yaml', ' \r\n\t')).toMatchObject({ code: 'empty-file', found: 'blanks only' })
  })

  it('refuses text under the name of a package', () => {
    expect(refusal('deck.apkg', 'front,back\na,b')).toMatchObject({ code: 'not-a-package', found: 'text' })
  })

  it('refuses web pages and endings that no table has', () => {
    expect(refusal('page.html', '<!DOCTYPE html><p>a,b')).toMatchObject({ code: 'format', found: 'HTML or XML' })
    expect(refusal('notes.rst', 'one, two')).toMatchObject({ code: 'format', found: 'a text file ending in .rst' })
  })

  it('refuses a file above the limit before reading it', () => {
    const issue = refusal('deck.csv', new Uint8Array(IMPORT_LIMITS.fileBytes + 1))
    expect(issue).toMatchObject({ code: 'too-large', expected: 'at most 64 MB', found: '64 MB' })
  })

  it('refuses a deck file above its own limit, and deeper nesting than its limit', () => {
    const large = refusal('deck.yaml', `format: epoch-deck/1\n# ${'x'.repeat(IMPORT_LIMITS.deckFileBytes)}`)
    expect(large).toMatchObject({ code: 'too-large', expected: 'at most 16 MB' })
    const deep = refusal('deck.json', `{"notes":${'['.repeat(200_000)}`)
    expect(deep).toMatchObject({ code: 'too-deep', where: { line: 1 }, expected: 'at most 24 levels' })
    expect(refusal('deck.yaml', `format: epoch-deck/1\nnotes:\n  ${'- '.repeat(5000)}x`).code).toBe('too-deep')
  })

  it('refuses tables with too many columns or rows', () => {
    const wide = `${Array.from({ length: 201 }, (_, at) => `c${at}`).join('\t')}\n`
    expect(refusal('deck.txt', `#separator:tab\n${wide}`)).toMatchObject({
      code: 'too-many-columns',
      expected: 'at most 200 columns',
      found: '201 columns',
    })
    expect(refusal('deck.csv', 'a,b\n'.repeat(IMPORT_LIMITS.notes + 1))).toMatchObject({
      code: 'too-many-notes',
      expected: 'at most 200000 rows',
      found: '200001 rows',
    })
  })

  it('ends with the issue "cancelled" when the signal says so', () => {
    const controller = new AbortController()
    const cancelled = (run: () => ReturnType<typeof importFile>) => {
      const result = run()
      return result.ok ? [] : result.error.map(brief)
    }
    const table = file('deck.csv', 'front,back\na,b')
    const stop = { signal: controller.signal, onProgress: () => controller.abort() }
    const long = file('deck.csv', `front,back\n${'a,b\n'.repeat(3000)}`)
    expect(cancelled(() => importFile(long, {}, stop))).toEqual(['error cancelled deck.csv:0'])
    expect(cancelled(() => importFile(table, {}, stop))).toEqual(['error cancelled deck.csv:0'])
  })

  it('tells at most 200 problems and how many more there are, errors first', () => {
    const rows = Array.from({ length: 250 }, (_, at) => `row ${at}`).join('\n')
    const result = importFile(file('deck.csv', `front,back\n${rows}`))
    if (!result.ok) expect.fail('refused')
    expect(result.value.bad).toBe(250)
    expect(result.value.issues).toHaveLength(201)
    expect(result.value.issues.at(-1)).toMatchObject({ severity: 'error', message: 'and 50 more' })
  })

  it('refuses a question file of another program instead of guessing', () => {
    expect(refused('quiz.txt', '1. What is 2+2?\n a. 3\n*b. 4\n').map(brief)).toEqual(['error one-column quiz.txt:1:1'])
  })
})
