import { describe, expect, it } from 'vitest'
import { html, moodle, moodleAnswer, PIXEL, quiz } from '../../../fixtures/question-xml.ts'
import { contents, onlyContent, option, readBank, told } from './support.ts'

const read = (...questions: string[]) => readBank('moodle.xml', quiz(...questions))

describe('Moodle XML', () => {
  it('a choice of one, with reasons and explanation', () => {
    const deck = read(
      moodle(
        'multichoice',
        '<p>Which is <b>free</b>?</p>',
        `<idnumber>Q-1</idnumber><single>true</single>
        <correctfeedback${html('Your answer is correct.')}</correctfeedback>
        ${moodleAnswer(100, '<p>A</p>', 'yes')}${moodleAnswer(0, '<p>B &amp; C</p>')}
        <tags><tag><text>cost</text></tag><tag><text>difficulty:2</text></tag></tags>`,
      ),
    )
    expect(deck.format).toBe('moodle-xml')
    expect(onlyContent(deck)).toEqual({
      kind: 'multiple-choice',
      stem: 'Which is **free**?',
      difficulty: 2,
      options: [option('A', true, 'yes'), option('B & C')],
    })
    expect(deck.notes[0]?.tags).toEqual(['cost'])
    expect(deck.issues).toEqual([])
  })

  it('several right options lose their part marks; all-or-nothing sets lose nothing', () => {
    const answers = moodleAnswer(50, 'a') + moodleAnswer(50, 'b') + moodleAnswer(-50, 'c')
    const deck = read(
      moodle('multichoice', 'Many?', `<single>false</single>${answers}`),
      moodle('multichoiceset', 'Set?', moodleAnswer(100, 'a') + moodleAnswer(100, 'b') + moodleAnswer(0, 'c')),
    )
    expect(contents(deck).map(({ kind }) => kind)).toEqual(['multiple-response', 'multiple-response'])
    expect(deck.issues.map((issue) => issue.message)).toEqual([
      '“Many?”: It comes in without part marks (50 %, 50 %, -50 %).',
    ])
  })

  it('a partly right option is a wrong one, and that is told', () => {
    const deck = read(
      moodle('multichoice', 'Best?', `<single>true</single>${moodleAnswer(100, 'a')}${moodleAnswer(50, 'b')}`),
    )
    expect(onlyContent(deck)).toMatchObject({ options: [option('a', true), option('b')] })
    expect(deck.issues[0]?.message).toContain('part marks (100 %, 50 %)')
  })

  it('true or false, matching, ordering, short answers', () => {
    const sub = (prompt: string, answer: string) =>
      `<subquestion${html(prompt)}<answer><text>${answer}</text></answer></subquestion>`
    const deck = read(
      moodle(
        'truefalse',
        'Is it?',
        '<answer fraction="0"><text>false</text></answer><answer fraction="100"><text>true</text></answer>',
      ),
      moodle('matching', 'Match', sub('one', '1') + sub('two', '2') + sub('', '3') + sub('', '1')),
      moodle('ordering', 'Sort', moodleAnswer(2, 'second') + moodleAnswer(1, 'first') + moodleAnswer(3, 'third')),
      moodle(
        'shortanswer',
        'Name?',
        `<usecase>1</usecase><answer fraction="100"><text>S3</text></answer><answer fraction="100"><text>Simple*</text></answer><answer fraction="0"><text>*</text></answer>`,
      ),
    )
    expect(contents(deck)).toMatchObject([
      { kind: 'multiple-choice', options: [option('True', true), option('False')] },
      {
        kind: 'matching',
        pairs: [
          { prompt: 'one', response: '1' },
          { prompt: 'two', response: '2' },
        ],
        unused: [{ text: '3' }],
      },
      { kind: 'ordering', items: [{ text: 'first' }, { text: 'second' }, { text: 'third' }] },
      { kind: 'typed', answer: 'S3', accept: ['Simple*'], caseSensitive: true },
    ])
    expect(deck.issues.at(-1)?.message).toContain('placeholders (*) in its answers')
  })

  it('files written into the question are kept once, under names that hold their hash', () => {
    const file = `<file name="my pic (1).png" path="/" encoding="base64">${PIXEL.toString('base64')}</file>`
    const picture = '<p>See <img src="@@PLUGINFILE@@/my%20pic%20%281%29.png" alt="a [dot]"> here</p>'
    const answers = moodleAnswer(100, 'a') + moodleAnswer(0, 'b')
    const deck = read(
      `<question type="multichoice"><questiontext${html(picture, file)}</questiontext><single>true</single>${answers}</question>`,
      `<question type="multichoice"><questiontext${html(`again ${picture}`, file)}</questiontext><single>true</single>${answers}</question>`,
      `<question type="multichoice"><questiontext${html('<img src="https://example.com/x.png"><img src="@@PLUGINFILE@@/gone.png">')}</questiontext><single>true</single>${answers}</question>`,
    )
    const [medium, ...others] = deck.media ?? []
    expect(others).toEqual([])
    expect(medium?.name).toMatch(/^my-pic-1-[0-9a-f]{12}\.png$/)
    expect(medium?.bytes).toEqual(PIXEL)
    expect(contents(deck)[0]).toMatchObject({ stem: `See ![a dot](${medium?.name}) here` })
    expect(deck.missingMedia).toEqual(['https://example.com/x.png', 'gone.png'])
    expect(deck.issues.map(({ code }) => code)).toContain('missing-media')
  })

  it('categories are decks; descriptions ask nothing; text formats are heeded', () => {
    const category = (path: string) => `<question type="category"><category><text>${path}</text></category></question>`
    const deck = read(
      category('$course$/top/Cloud/Storage'),
      moodle('description', 'Read this.', ''),
      `<question type="truefalse"><questiontext format="plain_text"><text>1 &lt; 2 *</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`,
      `<question type="truefalse"><questiontext format="markdown"><text>**md**</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`,
    )
    expect(deck.notes.map(({ deck: path }) => path)).toEqual(['moodle::Cloud::Storage', 'moodle::Cloud::Storage'])
    expect(contents(deck)).toMatchObject([{ stem: '1 < 2 *' }, { stem: '**md**' }])
    expect(deck.issues.map(told)).toEqual(['warning not-a-question 4'])
  })

  it('tells what stays out, and what a question loses, with its line', () => {
    const deck = read(
      moodle('essay', 'Discuss.', ''),
      moodle('numerical', 'How many?', moodleAnswer(100, '3')),
      moodle('cloze', '{1:SHORTANSWER:=x}', ''),
      moodle('ddimageortext', 'Drag', ''),
      moodle('strange', 'Odd', ''),
      moodle('multichoice', 'No key', `<single>true</single>${moodleAnswer(0, 'a')}${moodleAnswer(0, 'b')}`),
      moodle(
        'multichoice',
        'Two keys',
        `<single>true</single>${moodleAnswer(100, 'a')}${moodleAnswer(100, 'b')}${moodleAnswer(0, 'c')}`,
      ),
      moodle('ordering', 'One item', moodleAnswer(1, 'a')),
      moodle('multichoice', '', `<single>true</single>${moodleAnswer(100, 'a')}${moodleAnswer(0, 'b')}`),
      moodle(
        'multichoice',
        'Many',
        `<single>true</single>${moodleAnswer(100, 'x')}${Array.from({ length: 12 }, (_, at) => moodleAnswer(0, `o${at}`)).join('')}`,
      ),
      moodle(
        'truefalse',
        'Kept',
        '<penalty>0.5</penalty><hint><text>think</text></hint><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>',
      )
        .replace('<penalty>0.3333333</penalty>', '')
        .replace('1.0000000', '2'),
    )
    expect(deck.issues.map(({ code, found }) => `${code} ${found}`)).toEqual([
      'unsupported an essay question',
      'unsupported a question for a number',
      'unsupported a text with several embedded answers',
      'unsupported a drag onto an image',
      'unsupported a question of the type strange',
      'no-key 0 with "correct: true"',
      'several-keys 2 with "correct: true"',
      'too-few 1',
      'empty nothing',
      'too-many 13',
      'not-carried its hint; its penalty for wrong tries (0.5); its weight (2 marks)',
    ])
    expect(deck.issues.every(({ where }) => (where.line ?? 0) > 2 && where.file === 'moodle.xml')).toBe(true)
    expect(deck.notes).toHaveLength(1)
    expect(deck.bad).toBe(10)
  })
})
