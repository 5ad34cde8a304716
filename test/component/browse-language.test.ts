import { describe, expect, it } from 'vitest'
import { parseSearch } from '../../electron/core/search/parse.ts'
import { columnsOf, leastWidth, tracks, USUAL } from '../../renderer/src/views/browse/columns.ts'
import { joined, joinOf, quoted, termOf } from '../../renderer/src/views/browse/compose.ts'
import { HELP } from '../../renderer/src/views/browse/help.ts'
import { stretches } from '../../renderer/src/views/browse/highlight.ts'
import { linesOf, outlineOf, type Entry } from '../../renderer/src/views/browse/outline.ts'
import { deck } from './support/data.ts'

describe('terms made by a press', () => {
  it('hold any name, and can be read again', () => {
    expect(termOf('deck', 'AIF-C01')).toBe('deck:AIF-C01')
    expect(termOf('deck', 'Deep learning')).toBe('deck:"Deep learning"')
    expect(quoted('a*b_c "d"')).toBe('"a\\*b\\_c \\"d\\""')
    for (const name of ['a b', '50 % (new)', 'a*', 'x\\y', '"q"', 'or']) {
      const parsed = parseSearch(termOf('tag', name))
      expect(parsed).toMatchObject({ ok: true, value: { term: { type: 'tag', pattern: [{ text: name }] } } })
    }
  })

  it('take the place of a search, narrow it, widen it, or are left out of it', () => {
    expect(joined('', 'is:due', 'and')).toBe('is:due')
    expect(joined('', 'is:due', 'not')).toBe('-is:due')
    expect(joined('dog', 'is:due', 'instead')).toBe('is:due')
    expect(joined('is:due', 'is:due', 'instead')).toBe('')
    expect(joined('dog', 'is:due', 'and')).toBe('dog is:due')
    expect(joined('a or b', 'is:due', 'and')).toBe('(a or b) is:due')
    expect(joined('a', 'is:due', 'or')).toBe('a or is:due')
    expect(joined('a', 'is:due', 'not')).toBe('a -is:due')
    expect(joined('a', 'deck:"two words"', 'not')).toBe('a -deck:"two words"')
    expect(joined('a', 'b c', 'not')).toBe('a -(b c)')
  })

  it('go by the keys that are held', () => {
    const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
    expect(joinOf(none)).toBe('instead')
    expect(joinOf({ ...none, ctrlKey: true })).toBe('and')
    expect(joinOf({ ...none, metaKey: true })).toBe('and')
    expect(joinOf({ ...none, shiftKey: true })).toBe('or')
    expect(joinOf({ ...none, altKey: true })).toBe('not')
  })
})

describe('the colors of the field', () => {
  const colored = (search: string, wrong: { from: number; to: number } | null = null) =>
    stretches(search, wrong)
      .filter((part) => part.kind !== 'plain')
      .map((part) => `${part.kind} ${part.text}`)

  it('set keys, words and negations apart, and nothing within quotation marks', () => {
    expect(colored('deck:a (tag:b or -is:due) and "or" x:y a-b')).toEqual([
      'key deck:',
      'key tag:',
      'word or',
      'minus -',
      'key is:',
      'word and',
    ])
  })

  it('leave every letter where it is', () => {
    for (const search of ['deck:"a b" \\" (', '"open', 'a\\', '-(x) 😀 é', '']) {
      const text = stretches(search, { from: 1, to: 3 })
        .map((part) => part.text)
        .join('')
      expect(text).toBe(search)
    }
  })

  it('mark what is wrong, also at the end', () => {
    expect(colored('a is:sad b', { from: 5, to: 8 })).toEqual(['key is:', 'wrong sad'])
    expect(colored('abc', { from: 3, to: 4 })).toEqual(['wrong c'])
  })
})

describe('the help', () => {
  it.each(HELP.flatMap((group) => group.lines.map(([example]) => example)))('example %s can be searched', (example) => {
    expect(parseSearch(example)).toMatchObject({ ok: true })
  })
})

describe('columns', () => {
  it('are the usual ones until chosen, always with the question', () => {
    expect(columnsOf([]).map((column) => column.id)).toEqual(USUAL)
    expect(columnsOf(['tags', 'due']).map((column) => column.id)).toEqual(['text', 'tags', 'due'])
    expect(columnsOf(['due', 'text', 'due', 'of a newer program']).map((column) => column.id)).toEqual(['due', 'text'])
    expect(columnsOf([], true).length).toBeLessThan(USUAL.length)
  })

  it('leave out the wide ones where there is little room', () => {
    const columns = columnsOf(['text', 'tags', 'due'])
    expect(tracks(columns, false)).toBe('minmax(0, 1fr) 9rem 6rem')
    expect(tracks(columns, true)).toBe('minmax(0, 1fr) 6rem')
    expect(leastWidth(columns)).toBeGreaterThan(14 + 9 + 6)
  })
})

describe('the outline', () => {
  const data = {
    tags: [
      { tag: 'math::vectors', notes: 3 },
      { tag: 'math', notes: 5 },
    ],
    kinds: [{ kind: 'cloze' as const, notes: 7 }],
    noteTypes: ['My type'],
    domains: [{ id: '1', title: 'Basics', objectives: [{ id: '1.1.1', label: 'Terms' }] }],
    fields: [],
  }
  const saved = [{ id: 4, name: 'Hard ones', query: 'prop:d>8' }]
  const entries = outlineOf(data, [deck(1, null, 'A'), deck(2, 1, 'A::B c')], saved)
  const all = (list: readonly Entry[]): Entry[] => list.flatMap((entry) => [entry, ...all(entry.inside)])

  it('has decks and tags as trees, with searches that can be read', () => {
    const terms = all(entries).flatMap((entry) => entry.term ?? [])
    for (const term of terms) expect(parseSearch(term)).toMatchObject({ ok: true })
    expect(terms).toEqual(
      expect.arrayContaining(['missed:', 'prop:d>8', 'deck:"A::B c"', 'tag:math::vectors', 'note:"My type"']),
    )
    const tags = entries.find((entry) => entry.id === 'tags')?.inside
    expect(tags?.map((entry) => [entry.words, entry.count, entry.inside.length])).toEqual([
      ['math', 5, 1],
      ['Without tags', undefined, 0],
    ])
  })

  it('shows what is open, level by level', () => {
    const open = new Set(['decks', 'deck/A'])
    const lines = linesOf(entries, (id) => open.has(id)).map((line) => `${line.level} ${line.entry.words}`)
    expect(lines.slice(0, 5)).toEqual(['1 Saved searches', '1 Decks', '2 Studied last', '2 A', '3 B c'])
  })

  it('leaves out what there is nothing of', () => {
    expect(outlineOf(null, [], []).map((entry) => entry.id)).toEqual(['saved', 'decks', 'states', 'today', 'flags'])
  })
})
