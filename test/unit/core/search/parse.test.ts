import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { termsOf, type SearchNode } from '../../../../electron/core/search/ast.ts'
import { parseSearch } from '../../../../electron/core/search/parse.ts'

/** A tree in short: `and(a or(b c))`, terms as their source. */
function shape(search: string): string {
  const parsed = parseSearch(search)
  if (!parsed.ok) return `${parsed.error.code} at ${parsed.error.from}-${parsed.error.to}`
  const print = (node: SearchNode): string => {
    if (node.op === 'term') return search.slice(node.span.from, node.span.to)
    if (node.op === 'not') return `not(${print(node.node)})`
    return `${node.op}(${node.nodes.map(print).join(' ')})`
  }
  return parsed.value === null ? 'everything' : print(parsed.value)
}

function term(search: string) {
  const parsed = parseSearch(search)
  if (!parsed.ok) return parsed.error
  if (parsed.value === null) return null
  return [...termsOf(parsed.value)][0]?.term
}

// Groups and precedence as in Anki's manual, "Searching".
describe('the parts of a search', () => {
  it.each([
    ['', 'everything'],
    [' \u3000 ', 'everything'],
    ['dog', 'dog'],
    ['dog cat', 'and(dog cat)'],
    ['dog and cat', 'and(dog cat)'],
    ['dog or cat', 'or(dog cat)'],
    ['dog cat or mouse', 'or(and(dog cat) mouse)'],
    ['dog (cat or mouse)', 'and(dog or(cat mouse))'],
    ['-cat', 'not(cat)'],
    ['not cat', 'not(cat)'],
    ['-cat -mouse', 'and(not(cat) not(mouse))'],
    ['-(cat or mouse)', 'not(or(cat mouse))'],
    ['--cat', 'not(not(cat))'],
    ['"and"', '"and"'],
    ['DOG OR cat', 'or(DOG cat)'],
    ['dog(cat)', 'and(dog cat)'],
    ['a-b', 'a-b'],
    ['deck:"two words" x', 'and(deck:"two words" x)'],
    ['"deck:two words"x', 'and("deck:two words" x)'],
  ])('%j is %s', (search, expected) => expect(shape(search)).toBe(expected))
})

describe('what is wrong with a search, and where', () => {
  it.each([
    ['dog (cat', 'unclosed-group at 4-5'],
    ['dog) cat', 'unopened-group at 3-4'],
    [')', 'unopened-group at 0-1'],
    ['dog ()', 'empty-group at 4-6'],
    ['"dog', 'unclosed-quote at 0-4'],
    ['deck:"dog', 'unclosed-quote at 5-9'],
    ['dog ""', 'empty-quote at 4-6'],
    ['or dog', 'misplaced-word at 0-2'],
    ['dog and', 'nothing-after at 4-7'],
    ['dog or )', 'nothing-after at 4-6'],
    ['(dog or) cat', 'nothing-after at 5-7'],
    ['not', 'nothing-after at 0-3'],
    ['dog -', 'nothing-to-negate at 4-5'],
    ['a :dog', 'missing-key at 2-6'],
    ['a deck:', 'missing-value at 2-7'],
    ['is:sad', 'unknown-state at 3-6'],
    ['deck:"a" is:"sad day"', 'unknown-state at 13-20'],
    ['flag:8', 'bad-flag at 5-6'],
    ['rated:x', 'bad-days at 6-7'],
    ['rated:7:5', 'bad-rating at 6-9'],
    ['prop:ease>2', 'unknown-property at 5-11'],
    ['prop:ivl', 'bad-comparison at 5-8'],
    ['prop:ivl>soon', 'bad-number at 5-13'],
    ['prop:r>2', 'bad-number at 5-8'],
    ['prop:rated>1', 'bad-number at 5-12'],
    ['kind:poem', 'unknown-kind at 5-9'],
    ['card:0', 'bad-card at 5-6'],
    ['nid:1,x', 'bad-ids at 4-7'],
    ['dupe:basic,', 'bad-dupe at 5-11'],
    ['has:fun', 'unknown-part at 4-7'],
    ['do\\g', 'unknown-escape at 2-4'],
    ['tag:x\\y', 'unknown-escape at 5-7'],
    ['re:(a', 'missing-value at 0-3'],
    ['"re:(a"', 'bad-regex at 4-6'],
    ['re:', 'missing-value at 0-3'],
    ['front:re:"["', 'bad-regex at 10-11'],
    ['added:', 'missing-value at 0-6'],
    ['constructor:x', 'constructor:x'],
  ])('%j: %s', (search, expected) => expect(shape(search)).toBe(expected))

  it('says it in a sentence, and how it could read', () => {
    expect(term('rated:x')).toMatchObject({
      message: 'Give a number of days, counted with today.',
      expected: 'rated:7, or rated:7:1 for Again',
    })
    expect(term('deck:')).toMatchObject({ message: 'Write what to look for after deck:' })
  })

  it('refuses what is too long, too many and too deep by name', () => {
    expect(term('x'.repeat(20_001))).toMatchObject({ code: 'too-long' })
    expect(term('x '.repeat(201))).toMatchObject({ code: 'too-many-terms', from: 400 })
    expect(term('('.repeat(60) + 'x')).toMatchObject({ code: 'too-deep' })
    expect(term('-'.repeat(60) + 'x')).toMatchObject({ code: 'too-deep' })
    expect(shape(`${'('.repeat(49)}x${')'.repeat(49)}`)).toBe('x')
  })
})

describe('terms', () => {
  it.each([
    ['dog', { type: 'text', pattern: [{ text: 'dog' }], whole: false }],
    ['d*g', { type: 'text', pattern: [{ text: 'd' }, 'any', { text: 'g' }], whole: false }],
    ['d_g', { type: 'text', pattern: [{ text: 'd' }, 'one', { text: 'g' }], whole: false }],
    ['d\\*g', { type: 'text', pattern: [{ text: 'd*g' }], whole: false }],
    ['\\"a\\"', { type: 'text', pattern: [{ text: '"a"' }], whole: false }],
    ['a\\:b', { type: 'text', pattern: [{ text: 'a:b' }], whole: false }],
    ['*', { type: 'all' }],
    ['w:dog', { type: 'text', pattern: [{ text: 'dog' }], whole: true }],
    ['nc:dog', { type: 'text', pattern: [{ text: 'dog' }], whole: false }],
    ['re:a.b', { type: 'regex', source: 'a.b', field: null }],
    ['"re:\\d{2} \\"x\\""', { type: 'regex', source: '\\d{2} "x"', field: null }],
    ['front:re:^a', { type: 'regex', source: '^a', field: [{ text: 'front' }] }],
    ['front:dog', { type: 'field', field: [{ text: 'front' }], value: [{ text: 'dog' }], plain: false }],
    ['front:', { type: 'field', field: [{ text: 'front' }], value: [], plain: false }],
    ['front:nc:dög', { type: 'field', field: [{ text: 'front' }], value: [{ text: 'dög' }], plain: true }],
    ['tag:none', { type: 'tag', pattern: null }],
    ['tag:a::b*', { type: 'tag', pattern: [{ text: 'a::b' }, 'any'] }],
    ['tag:re:^a', { type: 'tag-regex', source: '^a' }],
    ['deck:current', { type: 'deck-current' }],
    ['deck:filtered', { type: 'deck-filtered' }],
    ['is:learning', { type: 'is', condition: 'learn' }],
    ['state:buried-sibling', { type: 'is', condition: 'buried-sibling' }],
    ['IS:DUE', { type: 'is', condition: 'due' }],
    ['is:missed', { type: 'missed', days: null }],
    ['missed:', { type: 'missed', days: null }],
    ['missed:30', { type: 'missed', days: 30 }],
    ['prop:ivl>=10', { type: 'prop', property: 'ivl', comparison: '>=', value: 10 }],
    ['prop:due!=-1', { type: 'prop', property: 'due', comparison: '!=', value: -1 }],
    ['prop:r<90%', { type: 'prop', property: 'r', comparison: '<', value: 0.9 }],
    ['prop:d>0.5', { type: 'prop', property: 'd', comparison: '>', value: 5.5 }],
    ['prop:d>7', { type: 'prop', property: 'd', comparison: '>', value: 7 }],
    ['rated:7:1', { type: 'rated', days: 7, rating: 1 }],
    ['rated:0', { type: 'rated', days: 1, rating: null }],
    ['added:7', { type: 'added', days: 7 }],
    ['resched:3', { type: 'rescheduled', days: 3 }],
    ['flag:0', { type: 'flag', flag: 0 }],
    ['kind:question', { type: 'kind', kinds: ['multiple-choice', 'multiple-response', 'ordering', 'matching'] }],
    ['card:2', { type: 'ordinal', ordinal: 1 }],
    ['card:Reverse', { type: 'card-name', pattern: [{ text: 'Reverse' }] }],
    ['nid:1,2', { type: 'ids', of: 'note', ids: [1, 2] }],
    ['dupe:basic,a b', { type: 'dupe', noteType: 'basic', text: 'a' }],
    ['"dupe:basic,a b"', { type: 'dupe', noteType: 'basic', text: 'a b' }],
    ['objective:none', { type: 'objective', pattern: null }],
    ['has:media', { type: 'media' }],
  ])('%j', (search, expected) => expect(term(search)).toEqual(expected))
})

describe('any text', () => {
  const parts = fc.constantFrom(
    ...[
      '(',
      ')',
      '-',
      '"',
      ' ',
      '\\',
      ':',
      '*',
      '_',
      'and',
      'or',
      'not',
      'a',
      'deck:',
      're:',
      'is:due',
      'prop:r<',
      '1',
      'é',
      '😀',
      '\u0000',
    ],
  )

  it('is a tree or a problem inside its bounds, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((all) => all.join('')),
        ),
        (search) => {
          const parsed = parseSearch(search)
          if (parsed.ok) return
          expect(parsed.error.message).toMatch(/\S/)
          expect(parsed.error.from).toBeGreaterThanOrEqual(0)
          expect(parsed.error.to).toBeGreaterThan(parsed.error.from)
          expect(parsed.error.to).toBeLessThanOrEqual(Math.max(1, search.length + 1))
        },
      ),
    )
  })

  it('in quotation marks, with its signs escaped, is looked for as it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const quoted = `"${text.replace(/[\\":*_]/g, '\\$&')}"`
        const found = term(quoted)
        expect(found).toEqual({ type: 'text', pattern: [{ text: text.normalize('NFC') }], whole: false })
      }),
    )
  })
})
