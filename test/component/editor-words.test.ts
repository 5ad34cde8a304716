import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areasIn, between, drawingOf, freeId, newLabelsIn, sizeIn, within } from '../../renderer/src/notes/areas.ts'
import { convert, kindsFor } from '../../renderer/src/notes/conversion.ts'
import { emptyDraft, missing, withGap } from '../../renderer/src/notes/draft.ts'
import { aboutOf } from '../../renderer/src/notes/draft-note.ts'
import { errorsOf } from '../../renderer/src/notes/editor-errors.ts'
import { moved } from '../../renderer/src/notes/forms/area-keys.ts'
import { readKept } from '../../renderer/src/notes/kept-draft.ts'
import { nextDraft } from '../../renderer/src/notes/next-draft.ts'
import { fittingTags, withTag } from '../../renderer/src/notes/tag-words.ts'
import { insertText, linkText, mediumText, wrapText } from '../../renderer/src/notes/text-edit.ts'
import {
  definitionOf,
  effectWords,
  newTypeDraft,
  renamed,
  typeDraftOf,
} from '../../renderer/src/notes/types/note-type-draft.ts'

describe('areas of a picture', () => {
  const number = fc.integer({ min: -5000, max: 5000 })
  const area = fc.record({ x: number, y: number, width: number, height: number })

  it('stay within the picture, whatever is done to them, and come back from the drawing', () => {
    fc.assert(
      fc.property(area, fc.integer({ min: 20, max: 4000 }), fc.integer({ min: 20, max: 4000 }), (given, wide, high) => {
        const kept = within(given, wide, high)
        expect(kept.x).toBeGreaterThanOrEqual(0)
        expect(kept.y).toBeGreaterThanOrEqual(0)
        expect(kept.x + kept.width).toBeLessThanOrEqual(wide + 1e-6)
        expect(kept.y + kept.height).toBeLessThanOrEqual(high + 1e-6)
        const whole = { x: Math.round(kept.x), y: Math.round(kept.y), width: 7, height: 9.5 }
        const svg = drawingOf(wide, high, [{ id: 'part-1', answer: '', clue: '', area: whole }])
        expect(areasIn(svg).get('part-1')).toEqual(whole)
        expect(sizeIn(svg)).toEqual({ width: wide, height: high })
      }),
    )
  })

  it('are drawn from any corner, moved and sized by keys, and have ids of their own', () => {
    expect(between({ x: 9, y: 2 }, { x: 1, y: 8 })).toEqual({ x: 1, y: 2, width: 8, height: 6 })
    const base = { x: 10, y: 10, width: 20, height: 20 }
    const key = (name: string, more = {}) => ({ key: name, shiftKey: false, ctrlKey: false, altKey: false, ...more })
    expect(moved(base, key('ArrowLeft'), 200)).toEqual({ ...base, x: 8 })
    expect(moved(base, key('ArrowDown', { shiftKey: true }), 200)).toEqual({ ...base, height: 22 })
    expect(moved(base, key('ArrowUp', { ctrlKey: true }), 200)).toEqual({ ...base, y: 9 })
    expect(moved(base, key('a'), 200)).toBeNull()
    expect(freeId([{ id: 'part-2' }])).toBe('part-3')
  })
})

describe('what is missing', () => {
  const fields = (kind: Parameters<typeof emptyDraft>[0], more = {}) =>
    Object.keys(missing({ ...emptyDraft(kind), ...more }))
  it('is said of every kind at its field', () => {
    expect(fields('typed')).toEqual(['front', 'answer'])
    expect(fields('computed')).toEqual(['prompt', 'answer', 'steps.0'])
    expect(fields('diagram')).toEqual(['alt', 'svg', 'labels'])
    expect(fields('multiple-choice')).toEqual(['stem', 'options'])
    expect(fields('ordering')).toEqual(['stem', 'items'])
    expect(fields('matching', { pairs: [{ prompt: 'a', response: '', reason: '' }] })).toEqual([
      'stem',
      'pairs',
      'pairs.0.response',
    ])
    expect(fields('template', { fields: ['', ''] })).toEqual(['fields.0'])
  })

  it('knows numbers that make no sense', () => {
    const variable = { name: 'a', way: 'range' as const, min: '5', max: '1', step: '1', not: '', list: '' }
    const said = (one: object) => missing({ ...emptyDraft('computed'), variables: [{ ...variable, ...one }] })
    expect(said({})['variables.0']).toContain('larger')
    expect(said({ max: 'x' })['variables.0']).toContain('Write numbers')
    expect(said({ name: '1a' })['variables.0']).toContain('Use a name')
    expect(said({ way: 'list', list: '3' })['variables.0']).toContain('two numbers')
    expect(said({ max: '9' })['variables.0']).toBeUndefined()
  })

  it('is shown where the host found it: drawn numbers by their name', () => {
    const draft = { ...emptyDraft('computed') }
    const issue = {
      severity: 'error' as const,
      code: 'x',
      message: 'Wrong.',
      where: { field: 'variables.a' },
      found: 'a',
    }
    const errorAt = errorsOf(draft, { value: {} } as never, { value: [issue] } as never)
    expect(errorAt('variables.0')).toBe('Wrong. Found a.')
    expect(errorAt('prompt')).toBe('')
  })
})

describe('another kind', () => {
  it('is offered only where nothing is lost', () => {
    const basic = { ...emptyDraft('basic'), back: 'one line' }
    expect(kindsFor(basic)).toEqual(['basic', 'basic-reversed', 'typed'])
    expect(kindsFor({ ...basic, back: 'two\nlines' })).toEqual(['basic', 'basic-reversed'])
    expect(kindsFor({ ...emptyDraft('typed'), accept: 'b' })).toEqual(['typed'])
    expect(kindsFor(emptyDraft('ordering'))).toEqual(['ordering'])
    convert(basic, 'typed')
    expect(basic).toMatchObject({ kind: 'typed', answer: 'one line' })
  })

  it('takes the question along, and writes over no other', () => {
    const draft = { ...emptyDraft('basic'), front: 'Which layer?' }
    convert(draft, 'multiple-choice')
    expect(draft).toMatchObject({ kind: 'multiple-choice', stem: 'Which layer?', front: 'Which layer?' })
    const gaps = { ...emptyDraft('cloze'), text: 'The {{c1::loss::what}} {{c2::falls}}.', stem: 'Kept' }
    convert(gaps, 'ordering')
    expect(gaps.stem).toBe('Kept')
    gaps.kind = 'cloze'
    convert(gaps, 'basic')
    expect(gaps.front).toBe('The loss falls.')
    convert(gaps, 'diagram')
    convert(gaps, 'computed')
    expect(gaps.prompt).toBe('')
  })
})

describe('the next card', () => {
  it('keeps kind, tags and what is pinned', () => {
    const draft = { ...emptyDraft('basic'), front: 'F', back: 'B', tags: 't', objective: '1.1.1' }
    expect(nextDraft(draft, (path) => path === 'back')).toEqual({ ...emptyDraft('basic'), back: 'B', tags: 't' })
  })
})

describe('unsaved work', () => {
  it('comes back whole, and what does not fit is left behind', () => {
    const draft = { ...emptyDraft('basic'), front: 'F' }
    const kept = readKept({ modifiedAt: 5, content: { draft, deckId: 3, base: null } })
    expect(kept).toEqual({ draft, deckId: 3, base: null, at: 5 })
    expect(
      readKept({ modifiedAt: 5, content: { draft: { kind: 'basic', front: 7, tags: 'x', old: 1 } } })?.draft,
    ).toEqual(expect.objectContaining({ front: '', tags: 'x' }))
    expect(readKept({ modifiedAt: 5, content: { draft: { kind: 'gone' } } })).toBeNull()
    expect(readKept(null)).toBeNull()
  })
})

describe('a drawing', () => {
  const svg = (labels: string) => `<svg viewBox="0 0 9 9">${labels}</svg>`
  const two = svg('<g data-label="a"><text>one  <tspan>word</tspan></text></g><g data-label="b"><rect/></g>')

  it('names what could be asked, each once, with the words that stand there', () => {
    expect(newLabelsIn(two, [])).toEqual([
      { id: 'a', answer: 'one word', clue: '', area: null },
      { id: 'b', answer: '', clue: '', area: null },
    ])
    expect(newLabelsIn(two, [{ id: 'a' }]).map(({ id }) => id)).toEqual(['b'])
    expect(newLabelsIn(svg('<g data-label="a"/><g data-label="a"/><g data-label=""/>'), [])).toHaveLength(1)
    expect(newLabelsIn('no drawing', [])).toEqual([])
  })
})

describe('tags', () => {
  it('are completed by their beginning and by their levels', () => {
    const known = ['maths::vectors', 'vector', 'aws', 'aws::vectors']
    expect(fittingTags(known, 'aws vec')).toEqual(['vector', 'aws::vectors', 'maths::vectors'])
    expect(fittingTags(known, 'vector ')).toEqual([])
    expect(withTag('aws, ve', 'vector')).toBe('aws, vector ')
  })
})

describe('writing into a field', () => {
  function area(value: string, start: number, end = start): HTMLTextAreaElement {
    const one = document.createElement('textarea')
    document.body.append(one)
    one.value = value
    one.setSelectionRange(start, end)
    return one
  }
  it('wraps and unwraps what is selected, links it, and names media', () => {
    const bold = area('a word', 2, 6)
    wrapText(bold, '**')
    expect([bold.value, bold.selectionStart, bold.selectionEnd]).toEqual(['a **word**', 4, 8])
    wrapText(bold, '**')
    expect(bold.value).toBe('a word')
    const link = area('see it', 4, 6)
    linkText(link, false)
    expect([link.value, link.selectionStart]).toEqual(['see [it](https://)', 17])
    const plain = area('ab', 1)
    insertText(plain, mediumText({ name: 'x.png', kind: 'image' }, false))
    expect(plain.value).toBe('a![](x.png)b')
    expect(mediumText({ name: 'x.mp3', kind: 'audio' }, true)).toBe('[sound:x.mp3]')
    expect(withGap('{{c2::a}} b', 10, 11, true).text).toBe('{{c2::a}} {{c2::b}}')
  })
})

describe('note types', () => {
  it('come back as they were, and follow the new name of a field', () => {
    const definition = {
      kind: 'standard' as const,
      fields: [{ name: 'Front', sticky: true, font: 'Arial' }, { name: 'Back' }],
      templates: [{ name: 'C', question: '{{Front}}', answer: 'b', browserQuestion: 'q' }],
      css: 'x',
      sortField: 1,
      latexPre: 'pre',
    }
    expect(definitionOf(typeDraftOf('T', definition), definition)).toEqual(definition)
    expect(renamed('{{#Front}}{{type:Front}} {{Frontal}}{{/Front}}', 'Front', 'Q')).toBe(
      '{{#Q}}{{type:Q}} {{Frontal}}{{/Q}}',
    )
    expect(newTypeDraft().fields).toHaveLength(2)
  })

  it('say what a change does', () => {
    expect(effectWords({ notes: 3, added: 0, removed: 0, textLost: 0 })).toBe('')
    expect(effectWords({ notes: 3, added: 2, removed: 1, textLost: 1 })).toBe(
      '2 cards will come; 1 card will go, with what it has learned; 1 note loses the text of a field. Undo brings all of it back.',
    )
  })
})

describe('what stands beside a note', () => {
  it('leaves out empty rows', () => {
    const draft = { ...emptyDraft('basic'), references: [{ title: '', url: '', verifiedOn: '' }], objective: '1.1.1' }
    expect(aboutOf(draft)).toEqual({ objective: '1.1.1', beyond: null, services: [], references: [], verifiedOn: null })
  })
})
