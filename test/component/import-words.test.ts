import { describe, expect, it } from 'vitest'
import type { Issue } from '../../electron/contract/errors.ts'
import { unreadable } from '../../renderer/src/views/import/readable.ts'
import {
  commonDeck,
  doneRows,
  doneTitle,
  figures,
  formatWords,
  hurdle,
  inFile,
  issuesTitle,
  leaveOutWords,
  planRows,
  readWords,
} from '../../renderer/src/views/import/words.ts'
import { ERROR, importPreview, importReport, WARNING } from './support/imports.ts'

const said = (rows: readonly { count: number; words: string }[]) => rows.map((row) => `${row.count} ${row.words}`)

describe('what will happen', () => {
  const report = importReport({ notes: { added: 1197, updated: 63, unchanged: 1, skipped: 2, conflicting: 1 } })

  it('tells each outcome that there is, in words that fit its number', () => {
    expect(said(planRows(report, false))).toEqual([
      '1197 notes are new and will be added',
      '63 notes are newer than yours; your card history stays',
      '1 note is the same and will be left alone',
      '1 note you have changed: yours stays, the newer text waits under Decks',
      '2 notes have errors and need a look',
    ])
  })

  it('stresses the errors until they are left out', () => {
    expect(planRows(report, false).at(-1)?.strong).toBe(true)
    expect(planRows(report, true).at(-1)).toMatchObject({
      words: 'notes have errors and will be left out',
      strong: false,
    })
  })

  it('gives the new cards beside the new notes', () => {
    expect(planRows(report, false).map((row) => row.aside)).toEqual(['1,430 cards', '', '', '', ''])
  })

  it('is told in the past afterwards', () => {
    expect(said(doneRows(report))[0]).toBe('1197 notes added')
    expect(said(doneRows(report)).at(-1)).toBe('2 notes with errors were left out')
    expect(doneTitle(report)).toBe('1,197 notes added')
    expect(doneTitle(importReport({ notes: { added: 0, updated: 1 } }))).toBe('1 note brought up to date')
  })
})

describe('the head of a preview', () => {
  it('counts, and leaves out what there is none of', () => {
    const words = figures(importPreview()).map(({ value, words }) => `${value} ${words}`)
    expect(words).toEqual(['12 notes', '14 cards', '1 deck', '1 kind of note'])
  })

  it('names formats, and an unknown one as the host does', () => {
    expect(formatWords('anki-text')).toBe('Anki text export')
    expect(formatWords('new-one')).toBe('new-one')
  })

  it('is heard once a file has been read', () => {
    const preview = importPreview({ issues: [ERROR] })
    expect(readWords(preview)).toBe('cards.csv has been read: 12 notes, 12 new, 1 issue.')
  })
})

describe('issues', () => {
  it('are counted, or said to be more than are told', () => {
    expect(issuesTitle([ERROR, WARNING])).toBe('2 issues')
    const more: Issue = { severity: 'error', code: 'more', message: 'and 8 more', where: {} }
    expect(issuesTitle([ERROR, WARNING, more])).toBe('More than 2 issues')
  })

  it('do not repeat the file in view, and name any other', () => {
    expect(inFile(ERROR, 'cards.csv').where.file).toBeUndefined()
    expect(inFile(ERROR, 'cards.csv').where.line).toBe(4)
    expect(inFile(ERROR, 'other.csv').where.file).toBe('cards.csv')
  })
})

describe('what stands against an import', () => {
  it('is nothing for a file without errors, warnings or not', () => {
    expect(hurdle(importPreview({ issues: [WARNING] }), false)).toBeNull()
  })

  it('is an error, until it is left out', () => {
    const preview = importPreview({ issues: [ERROR], notes: { added: 11, skipped: 1 } })
    expect(hurdle(preview, false)).toContain('errors')
    expect(hurdle(preview, true)).toBeNull()
    expect(leaveOutWords(preview.report)).toBe('Leave out the note with errors')
  })

  it('is a file with nothing good or nothing new in it', () => {
    expect(hurdle({ ...importPreview({ issues: [ERROR] }), possible: false }, true)).toContain('nothing in this file')
    expect(hurdle(importPreview({ notes: { added: 0, unchanged: 12 } }), false)).toContain('here already')
  })
})

describe('the deck to show', () => {
  it.each([
    [['A'], 'A'],
    [['A::B', 'A::C'], 'A'],
    [['A::B', 'A::B::C'], 'A::B'],
    [['A', 'B'], null],
    [[], null],
  ])('of %j is %s', (paths, deck) => {
    expect(commonDeck(paths)).toBe(deck)
  })
})

describe('what cannot be handed over', () => {
  it('is a file above the limit, named with its size', async () => {
    const file = new File(['x'], 'big.csv')
    Object.defineProperty(file, 'size', { value: 80_000_000 })
    expect(await unreadable(file)).toMatchObject({ code: 'too-large', expected: 'at most 64 MB', found: '80.0 MB' })
  })

  it('is a folder, or a file that has gone', async () => {
    const folder = new File([], 'decks')
    folder.slice = () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('gone')) })
    expect(await unreadable(folder)).toMatchObject({ code: 'unreadable', where: { file: 'decks' } })
    expect(await unreadable(new File(['a,b'], 'ok.csv'))).toBeNull()
  })
})
