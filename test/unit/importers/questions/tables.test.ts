import { describe, expect, it } from 'vitest'
import { contents, onlyContent, option, readBank, told } from './support.ts'

const table = (text: string, name = 'bank.csv') => readBank(name, text)

describe('a table of questions', () => {
  it('with options in columns and a letter for the right one', () => {
    const deck = table(
      'question,option_a,option_b,option_c,option_d,correct,explanation,domain,tags\nWhich?,one,two,,four,B,"Two, since.",Storage,x y\n',
    )
    expect(deck.format).toBe('question-csv')
    expect(onlyContent(deck)).toEqual({
      kind: 'multiple-choice',
      stem: 'Which?',
      explanation: 'Two, since.',
      options: [option('one'), option('two', true), option('four')],
    })
    expect(deck.notes[0]).toMatchObject({ deck: 'bank::Storage', tags: ['x', 'y'] })
  })

  it.each([
    ['A,C', ['a', 'c']],
    ['"a, c"', ['a', 'c']],
    ['AC', ['a', 'c']],
    ['A;C', ['a', 'c']],
    ['A and C', ['a', 'c']],
    ['(B)', ['b']],
    ['Option B', ['b']],
    ['option_b', ['b']],
    ['B) two', ['b']],
    ['2', ['b']],
    ['two', ['b']],
    ['ONE|three', ['a', 'c']],
  ])('reads the key %s', (key, right) => {
    const content = onlyContent(
      table(`Question\tA\tB\tC\tAnswer\nQ\tone\ttwo\tthree\t${key.replaceAll('"', '')}\n`, 'bank.tsv'),
    )
    if (!('options' in content)) expect.fail(content.kind)
    const letters = content.options.flatMap((one, at) => (one.correct === true ? ['abc'[at]] : []))
    expect(letters).toEqual(right)
  })

  it('counts from 0 where the table does, and takes numbers for texts where the columns have letters', () => {
    const zero = table('question,option1,option2,option3,answer\nQ1,x,y,z,0\nQ2,x,y,z,2\n')
    expect(contents(zero)).toMatchObject([
      { options: [option('x', true), option('y'), option('z')] },
      { options: [option('x'), option('y'), option('z', true)] },
    ])
    const texts = table('question,a,b,c,correct\nQ,2,3,4,3\n')
    expect(onlyContent(texts)).toMatchObject({ options: [option('2'), option('3', true), option('4')] })
    const numbered = table('question,option1,option2,option3,answer\nQ,2,3,1,3\n')
    expect(onlyContent(numbered)).toMatchObject({ options: [option('2'), option('3'), option('1', true)] })
  })

  it('with a mark beside each option', () => {
    const deck = table(
      'id,question_text,choice_1_text,choice_1_is_correct,choice_2_text,choice_2_is_correct,choice_3_text,choice_3_is_correct,choice_1_feedback\n' +
        'q1,Many?,x,TRUE,y,1,z,0,since\nq2,One?,x,no,y,yes,z,,\n',
    )
    expect(contents(deck)).toEqual([
      {
        kind: 'multiple-response',
        stem: 'Many?',
        options: [option('x', true, 'since'), option('y', true), option('z')],
      },
      { kind: 'multiple-choice', stem: 'One?', options: [option('x'), option('y', true), option('z')] },
    ])
  })

  it('as practice tests are uploaded, with reasons for each option and lines before the header', () => {
    const deck = table(
      'Practice test export;;;;;;;;;\nQuestion;Question Type;Answer Option 1;Explanation 1;Answer Option 2;Explanation 2;Answer Option 3;Correct Answers;Overall Explanation;Domain\n' +
        'Which?;multiple-choice;<p>one</p>;no;<b>two</b>;yes;three;2;<ul><li>a</li></ul>;Security\nWhich two?;multi-select;one;;two;;three;1,3;;Security\n',
    )
    expect(contents(deck)).toEqual([
      {
        kind: 'multiple-choice',
        stem: 'Which?',
        explanation: '- a',
        options: [option('one', false, 'no'), option('**two**', true, 'yes'), option('three')],
      },
      {
        kind: 'multiple-response',
        stem: 'Which two?',
        options: [option('one', true), option('two'), option('three', true)],
      },
    ])
  })

  it('tells each bad row with its line', () => {
    const deck = table(
      'question,a,b,correct\nQ1,x,y,D\nQ2,x,y,\nQ3,x,,A\n,x,y,A\nQ5,x,y,A,more\nQ6,x,x,A\nQ7,x,y,B\nQ8,"x"z,y,B\n',
    )
    expect(deck.issues.map(told)).toEqual([
      'error no-key 2',
      'error no-key 3 options',
      'error too-few 4 options',
      'error empty 5 stem',
      'error too-many-columns 6',
      'error duplicate 7 options.1.text',
      'error text-after-quote 9',
    ])
    expect(deck.notes).toHaveLength(1)
    expect(deck.bad).toBe(7)
  })

  it('leaves ordinary tables alone', () => {
    expect(table('question,answer,extra,tags\nQ,A,x,y\n').format).toBe('csv')
    expect(table('front,back,c,d\nQ,A,x,y\n').format).toBe('csv')
  })
})

const BLOCKS = `//Remarks,,,,
NewQuestion,MC,,,
ID,C-1,,,
Title,First,,,
QuestionText,Which <b>one</b>?,HTML,,
Points,1,,,
Option,100,right,,since
Option,0,wrong,,not
Option,25,half,,
Hint,,,,think
Feedback ,in general,,,
,,,,
NewQuestion,MS,,,
QuestionText,Many?,,,
Points,10,,,
Scoring,RightAnswers,,,
Option,1,a,,
Option,0,b,,
Option,1,c,,
NewQuestion,TF,,,
QuestionText,So?,,,
TRUE,100,yes,,
FALSE,0,no,,
NewQuestion,M,,,
QuestionText,Match,,,
Choice,1,one,,
Choice,2,two,,
Match,2,II,,
Match,1,I,,
Match,9,III,,
NewQuestion,O,,,
QuestionText,Sort,,,
Item,first,NOT HTML,because,
Item,second,HTML,,
NewQuestion,SA,,,
QuestionText,Name?,,,
Answer,100,S3,,
Answer,50,S4,,
NewQuestion,WR,,,
QuestionText,Discuss,,,
`

describe('the blocks of Brightspace', () => {
  it('each come in as their kind', () => {
    const deck = table(BLOCKS)
    expect(deck.format).toBe('brightspace-csv')
    expect(deck.notes.map(({ content }) => content)).toEqual([
      {
        kind: 'multiple-choice',
        stem: 'Which **one**?',
        explanation: 'in general',
        options: [option('right', true, 'since'), option('wrong', false, 'not'), option('half')],
      },
      { kind: 'multiple-response', stem: 'Many?', options: [option('a', true), option('b'), option('c', true)] },
      { kind: 'multiple-choice', stem: 'So?', options: [option('True', true, 'yes'), option('False', false, 'no')] },
      {
        kind: 'matching',
        stem: 'Match',
        pairs: [
          { prompt: 'one', response: 'I' },
          { prompt: 'two', response: 'II' },
        ],
        unused: [{ text: 'III' }],
      },
      { kind: 'ordering', stem: 'Sort', items: [{ text: 'first', reason: 'because' }, { text: 'second' }] },
      { kind: 'typed', front: 'Name?', answer: 'S3' },
    ])
    expect(deck.issues.map((issue) => `${told(issue)}: ${issue.found}`)).toEqual([
      'warning not-carried 2: part marks (100 %, 25 %); its hint',
      'warning not-carried 13: its weight (10 marks)',
      'warning not-carried 35: part marks',
      'error unsupported 39 type: an essay question',
    ])
  })
})
