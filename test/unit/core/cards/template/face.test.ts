import { describe, expect, it } from 'vitest'
import type { NoteTypeDefinition } from '../../../../../electron/contract/content/note-type.ts'
import { checkResponse } from '../../../../../electron/core/cards/check.ts'
import { cardFace, ordinalsOf } from '../../../../../electron/core/cards/faces.ts'
import { searchText, summary } from '../../../../../electron/core/cards/note-text.ts'
import { templateOrdinals } from '../../../../../electron/core/cards/template/ordinals.ts'
import { clozeType, typeOf } from './support.ts'

const SLOT = '\u{E002}'
const note = (...fields: string[]) => ({ kind: 'template' as const, noteType: 't', fields })

function faceOf(definition: NoteTypeDefinition, fields: string[], ordinal = 0) {
  const about = { noteType: () => ({ name: 'Type', definition }), tags: ['x'], deck: 'A::B', flag: 0 }
  const face = cardFace(note(...fields), ordinal, 0, about)
  if (!face.ok || face.value.type !== 'template') return expect.fail('no face')
  return face.value
}

describe('which cards a note of an imported type has', () => {
  const two = (front: string, back: string): NoteTypeDefinition => ({
    ...typeOf(['F', 'B', 'Add'], front),
    templates: [
      { name: '1', question: front, answer: '' },
      { name: '2', question: back, answer: '' },
    ],
  })

  it('asks each front whether it shows a field that has something in it', () => {
    const reversed = two('{{F}}', '{{#Add}}{{B}}{{/Add}}')
    expect(templateOrdinals(reversed, ['f', 'b', ''])).toEqual([0])
    expect(templateOrdinals(reversed, ['f', 'b', 'y'])).toEqual([0, 1])
    expect(templateOrdinals(reversed, ['', 'b', 'y'])).toEqual([1])
    expect(templateOrdinals(two('text only', '{{^Add}}{{B}}{{/Add}}'), ['f', 'b', ''])).toEqual([1])
  })

  it('does not count special fields, and counts what is to be typed', () => {
    expect(templateOrdinals(two('{{Tags}}{{Deck}}', '{{type:B}}'), ['f', 'b', ''])).toEqual([1])
  })

  it('gives a front that cannot be read no card', () => {
    expect(templateOrdinals(two('{{#F}}', '{{B}}'), ['f', 'b', ''])).toEqual([1])
  })

  it('takes the numbers of gaps from all fields, the last ordinal being 499', () => {
    expect(templateOrdinals(clozeType(), ['{{c2::a}}', '{{c5::b}}'])).toEqual([1, 4])
    expect(templateOrdinals(clozeType(), ['{{c9000::a}}{{c600::b}}', ''])).toEqual([499])
  })

  it('leaves a note without any card one card, as Anki does', () => {
    const noteType = () => ({ name: 'Type', definition: clozeType() })
    expect(ordinalsOf(note('no gap', ''), noteType)).toEqual([0])
    expect(ordinalsOf(note('x'), () => undefined)).toEqual([0])
  })
})

describe('the face of a card', () => {
  it('has both sides, the style sheet and the number of the card', () => {
    const face = faceOf(typeOf(['F', 'B'], '{{F}} {{Subdeck}}', '{{FrontSide}}<hr id=answer>{{B}} {{Tags}}'), [
      'f',
      'b',
    ])
    expect(face).toEqual({
      type: 'template',
      question: 'f B',
      answer: 'f B<hr id=answer>b x',
      css: '.card { color: black; }',
      card: 1,
      typed: null,
      sounds: { question: [], answer: [] },
    })
  })

  it('turns sounds into buttons; those of the front keep their place on the back', () => {
    const type = typeOf(['F', 'B'], '{{F}}', '{{FrontSide}}{{B}}{{tts de_DE voices=A,B speed=2:B}}')
    const face = faceOf(type, ['x [sound:a &amp; b.mp3]', '[sound:c.mp3]<b>y</b>'])
    const button = (sound: string) => expect.stringContaining(`data-sound="${sound}"`) as string
    expect(face.question).toEqual(button('q:0'))
    expect(face.answer).toEqual(button('q:0'))
    expect(face.answer).toEqual(button('a:0'))
    expect(face.answer).not.toContain('[sound')
    expect(face.sounds.question).toEqual([{ type: 'file', name: 'a & b.mp3' }])
    expect(face.sounds.answer[0]).toEqual({ type: 'file', name: 'c.mp3' })
    expect(face.sounds.answer[1]).toEqual({ type: 'speech', text: 'y', lang: 'de-DE', voices: ['A', 'B'], rate: 2 })
  })

  it('speaks text in the language and voice that it asks for', () => {
    const type = typeOf(['F'], '{{tts en_US voices=Bob,Jane speed=0.8:F}}')
    expect(faceOf(type, ['<b>one</b><br>two [...]']).sounds.question).toEqual([
      { type: 'speech', text: 'one\ntwo', lang: 'en-US', voices: ['Bob', 'Jane'], rate: 0.8 },
    ])
  })

  it('has a slot for what is typed, on both sides', () => {
    const type = typeOf(['F', 'B'], '{{F}} {{type:B}}', '{{FrontSide}}<hr id=answer>{{type:B}}')
    const face = faceOf(type, ['f', '<div>Ans&amp;wer</div>[sound:x.mp3]'])
    expect(face.question).toBe(`f ${SLOT}`)
    expect(face.answer).toBe(`f ${SLOT}<hr id=answer>${SLOT}`)
    expect(face.typed).toEqual({ expected: 'Ans&wer', font: null, size: null })
    expect(faceOf(type, ['f', '']).typed).toBeNull()
    expect(faceOf(type, ['f', '']).question).toBe('f ')
    expect(faceOf(typeOf(['F'], '{{F}}[[type:No]]'), ['f']).question).toContain('does not exist')
  })

  it('cannot be given a slot by a field', () => {
    expect(faceOf(typeOf(['F'], '{{F}}'), [`x${SLOT}`]).question).toBe('x')
  })

  it('says on the card what is wrong with a template', () => {
    const broken = faceOf(typeOf(['F'], '{{F}}{{<b>}}', ''), ['x'])
    expect(broken.question).toContain('class="epoch-problem"')
    expect(broken.question).toContain('{{&lt;b&gt;}}')
    expect(faceOf(typeOf(['F'], '{{F}}', '{{#F}}'), ['x']).answer).toContain('The back of this card')
  })

  it('says that there is nothing to ask', () => {
    expect(faceOf(typeOf(['F'], 'Always {{F}}'), ['']).question).toContain('The front of this card is empty')
    expect(faceOf(clozeType(), ['{{c1::a}}', ''], 4).question).toContain('no gap 5')
  })

  it('is refused in words when the type is gone', () => {
    expect(cardFace(note('x'), 0, 0, { noteType: () => undefined })).toMatchObject({ error: { code: 'no-note-type' } })
  })
})

describe('what was typed', () => {
  const check = (template: string, value: string, given: string, ordinal = 0, cloze = false) => {
    const definition = { ...typeOf(['F'], template), kind: cloze ? ('cloze' as const) : ('standard' as const) }
    const result = checkResponse(note(value), 0, given, { type: { name: 'T', definition }, ordinal })
    return result.ok ? result.value : expect.fail('not checked')
  }

  it('is compared letter by letter, capitals and accents included', () => {
    expect(check('{{type:F}}', 'café', 'café').right).toBe(true)
    expect(check('{{type:F}}', 'café', 'cafe')).toEqual({
      right: false,
      typed: [
        { text: 'caf', mark: 'same' },
        { text: 'e', mark: 'extra' },
      ],
      expected: [
        { text: 'caf', mark: 'same' },
        { text: 'é', mark: 'missing' },
      ],
    })
    expect(check('{{type:F}}', 'Paris', 'paris').right).toBe(false)
    expect(check('{{type:F}}', '<b>1</b> &nbsp;2', '1 \u00A02').right).toBe(true)
  })

  it('is compared without accents where the template says nc', () => {
    expect(check('{{type:nc:F}}', 'café', 'cafe').right).toBe(true)
    expect(check('{{type:nc:F}}', 'ば', 'は').right).toBe(true)
    expect(check('{{type:nc:F}}', 'café', 'cofe').expected).toEqual([
      { text: 'c', mark: 'same' },
      { text: 'a', mark: 'missing' },
      { text: 'fé', mark: 'same' },
    ])
  })

  it('is the text of the gaps of the card for type:cloze', () => {
    expect(check('{{cloze:F}}{{type:cloze:F}}', '{{c1::a}} {{c2::b}} {{c1::c}}', 'a, c', 0, true).right).toBe(true)
    expect(check('{{cloze:F}}{{type:cloze:F}}', '{{c1::a}} {{c2::b}}', 'b', 1, true).right).toBe(true)
  })

  it('is not asked for elsewhere', () => {
    const type = { name: 'T', definition: typeOf(['F'], '{{F}}') }
    expect(checkResponse(note('x'), 0, 'x', { type, ordinal: 0 })).toMatchObject({ error: { code: 'not-checked' } })
  })
})

describe('how lists name such a note', () => {
  it('by its first field that says something, gaps in brackets', () => {
    expect(summary(note('<div></div>', 'a {{c1::<b>b</b>::h}}&nbsp;c<br>d'))).toBe('a [b] c d')
    expect(summary(note('<img src="brain.png">'))).toBe('brain.png')
    expect(summary(note('x'.repeat(500)))).toHaveLength(200)
    expect(summary(note('{{c1::image-occlusion:rect:left=.1}}', '<img src="a.png">', 'Header'))).toBe('Header')
    expect(searchText(note('a {{c1::b::h}}', '<i>c</i>'))).toBe('a b\nc')
  })
})
