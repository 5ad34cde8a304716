import { describe, expect, it } from 'vitest'
import { NOTE_KINDS, type NoteContent } from '../../../electron/contract/content/note-content.ts'
import { mediaInContent, mediaInText } from '../../../electron/importers/media-in-content.ts'

const options = [
  { text: '![](right.png)', correct: true, reason: '[sound:why.mp3]' },
  { text: 'no', correct: false, reason: '![](wrong.png)' },
]
const svg = '<svg viewBox="0 0 9 9"><g data-label="a"><text>a</text></g></svg>'

/** A note of each kind that names media wherever its kind has words, with the names in it. */
const CASES: Record<NoteContent['kind'], { content: object; names: string[] }> = {
  basic: {
    content: {
      kind: 'basic',
      front: '![](a.png) and [sound:b.mp3]',
      back: '[notes](c%20d.pdf)',
      extra: '![](<e f.png>)',
    },
    names: ['a.png', 'b.mp3', 'c d.pdf', 'e f.png'],
  },
  'basic-reversed': { content: { kind: 'basic-reversed', front: '![](a.png)', back: 'x' }, names: ['a.png'] },
  cloze: { content: { kind: 'cloze', text: '{{c1::![](a.png)}}', extra: '[sound:b.ogg]' }, names: ['a.png', 'b.ogg'] },
  typed: { content: { kind: 'typed', front: '![](a.png)', answer: 'x' }, names: ['a.png'] },
  computed: {
    content: { kind: 'computed', prompt: '![](a.png) {{n}}', steps: ['![](step.png)'], answer: 'n' },
    names: ['a.png', 'step.png'],
  },
  diagram: {
    content: { kind: 'diagram', svg, picture: 'a b.png', labels: [{ id: 'a', answer: '![](label.png)' }] },
    names: ['a b.png', 'label.png'],
  },
  'multiple-choice': {
    content: { kind: 'multiple-choice', stem: '![](a.png)', options },
    names: ['a.png', 'right.png', 'why.mp3', 'wrong.png'],
  },
  'multiple-response': {
    content: { kind: 'multiple-response', stem: 'x', options },
    names: ['right.png', 'why.mp3', 'wrong.png'],
  },
  ordering: { content: { kind: 'ordering', stem: 'x', items: ['![](a.png)', 'b'] }, names: ['a.png'] },
  matching: {
    content: { kind: 'matching', stem: 'x', pairs: [{ prompt: '![](a.png)', answer: '![](b.png)' }] },
    names: ['a.png', 'b.png'],
  },
  template: {
    content: {
      kind: 'template',
      noteType: 'g',
      fields: ['<img src="a &amp; b.png">', "<video src='c.mp4'>[sound:d.mp3]"],
    },
    names: ['a & b.png', 'c.mp4', 'd.mp3'],
  },
}

describe('the media that content names', () => {
  it.each([...NOTE_KINDS, 'template'] as const)('are found in every text of a note of the kind %s', (kind) => {
    const { content, names } = CASES[kind]
    expect([...mediaInContent(content)].sort()).toEqual([...names].sort())
    // Rows hold content as text, and the undo log holds rows.
    expect([...mediaInContent([{ values: { content: JSON.stringify(content) } }])].sort()).toEqual([...names].sort())
  })

  it('are found in styles, in composed form, and not at other addresses', () => {
    expect(mediaInText("@font-face { src: url('_font.woff2') } .a { background: url(bg.png) }")).toEqual([
      '_font.woff2',
      'bg.png',
    ])
    expect(mediaInText('<img src="cafe\u0301.png">')).toEqual(['caf\u00e9.png'])
    expect([...mediaInContent('<img src="https://example.org/a.png">')]).toEqual([])
    expect(mediaInText('[a](https://example.org/b.pdf) ![](//x/y.png) a { background: url(https://c) }')).toEqual([])
  })
})
