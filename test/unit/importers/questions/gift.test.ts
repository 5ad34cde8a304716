import fc from 'fast-check'
import { parse, type MultipleChoice } from 'gift-pegjs'
import { describe, expect, it } from 'vitest'
import { contents, onlyContent, option, readBank, told } from './support.ts'

const gift = (text: string) => readBank('bank.gift', text)

describe('a text of GIFT that is no question', () => {
  it('is told as a person reads it, without title, format and hidden signs', () => {
    const deck = readBank('bank.gift', '::A \\: title::[markdown]Read \\{this\\}\\nfirst.\n\nWhich? {=a ~b}\n')
    expect(deck.notes).toHaveLength(1)
    expect(deck.issues).toMatchObject([{ code: 'not-a-question', found: '“Read {this} first.”' }])
  })
})

describe('GIFT', () => {
  it('choices with feedback become options with reasons; general feedback explains', () => {
    const text = `// [id:q-17] [tag:networks] [tag:objective:1.2.3]
::Ports::Which port does HTTPS use? {
  =443 # by default, with TLS
  ~80  # plain HTTP
  ~[plain]22 # SSH, *not* the web
  #### See RFC 9110.
}`
    const deck = gift(text)
    expect(onlyContent(deck)).toEqual({
      kind: 'multiple-choice',
      stem: 'Which port does HTTPS use?',
      explanation: 'See RFC 9110.',
      options: [
        option('443', true, 'by default, with TLS'),
        option('80', false, 'plain HTTP'),
        option('22', false, 'SSH, \\*not\\* the web'),
      ],
    })
    expect(deck.notes[0]).toMatchObject({ deck: 'bank', tags: ['networks'], objective: '1.2.3' })
    expect(deck.format).toBe('gift')
  })

  it('several right options by weight; the weights are told as lost', () => {
    const deck = gift('Even numbers? {~%50%2 ~%50%4 ~%-100%3}')
    expect(onlyContent(deck)).toMatchObject({
      kind: 'multiple-response',
      options: [option('2', true), option('4', true), option('3')],
    })
    expect(deck.issues.map(told)).toEqual(['warning not-carried 1'])
    expect(deck.issues[0]?.message).toBe('“Even numbers?”: It comes in without part marks (50 %, 50 %, -100 %).')
  })

  it('true or false, with the feedback for wrong answers first', () => {
    expect(onlyContent(gift('Water is wet.{TRUE#Think again.#Right, by definition.}'))).toMatchObject({
      kind: 'multiple-choice',
      options: [option('True', true, 'Right, by definition.'), option('False', false, 'Think again.')],
    })
    expect(onlyContent(gift('Fire is cold. {F}'))).toMatchObject({ options: [option('True'), option('False', true)] })
  })

  it('matching; a response without a prompt is a distractor', () => {
    expect(onlyContent(gift('Match. {=one -> 1\n=two -> 2\n= -> 3}'))).toMatchObject({
      kind: 'matching',
      pairs: [
        { prompt: 'one', response: '1' },
        { prompt: 'two', response: '2' },
      ],
      unused: [{ text: '3' }],
    })
  })

  it('ordering in the form of Moodle’s plugin', () => {
    expect(
      onlyContent(gift('Sort them. {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nfirst\nsecond\nthird}')),
    ).toMatchObject({
      kind: 'ordering',
      stem: 'Sort them.',
      items: [{ text: 'first' }, { text: 'second' }, { text: 'third' }],
    })
    const partly = gift('Sort. {>2 RANDOM\na\nb\nc}')
    expect(partly.issues[0]?.message).toContain('the choice of 2 of its items')
  })

  it('short answers come in as typed notes, and say so', () => {
    const deck = gift('Capital of France? {=Paris #yes =%50%paris city}')
    expect(onlyContent(deck)).toEqual({ kind: 'typed', front: 'Capital of France?', answer: 'Paris', extra: 'yes' })
    expect(deck.issues[0]?.message).toMatch(/short-answer question.*typed.*without part marks/)
  })

  it('a text that goes on behind the answers has a blank in their place', () => {
    expect(onlyContent(gift('The {~red =blue} sky.'))).toMatchObject({ stem: 'The \\_\\_\\_\\_\\_ sky.' })
    expect(onlyContent(gift('What? {~red =blue}.'))).toMatchObject({ stem: 'What?' })
  })

  it('escapes, unescaped colons, line ends and formats', () => {
    expect(
      onlyContent(gift('::T::Ratio 1:2 is \\{a\\}\\: which\\nof these\nlines? {=\\~x \\= y\\# ~a:b}')),
    ).toMatchObject({
      stem: 'Ratio 1:2 is {a}: which  \nof these lines?',
      options: [option('~x = y#', true), option('a:b')],
    })
    expect(onlyContent(gift('[markdown]# Title\\n\\nWhat **now**? {=[html]<b>x</b> ~`y`}'))).toMatchObject({
      stem: '# Title\n\nWhat **now**?',
      options: [option('**x**', true), option('`y`')],
    })
    expect(onlyContent(gift('[html]<p>$$x^2$$ is \\\\(y\\\\)</p> {=1 ~2}'))).toMatchObject({ stem: '$x^2$ is $y$' })
  })

  it('categories become decks below that of the file', () => {
    const deck = gift('$CATEGORY: $course$/top/AI//ML: basics/Trees\n\nA? {T}\n\n$CATEGORY: tom\nB? {T}')
    expect(deck.notes.map((note) => note.deck)).toEqual(['bank::AI/ML: basics::Trees', 'bank::tom'])
  })

  it('questions without blank lines between them, and blank lines inside the answers', () => {
    expect(contents(gift('A? {T}\nB? {F}\n::C::C? {=x\n\n~y\n\n}\n')).map(({ kind }) => kind)).toHaveLength(3)
  })

  it('one bad question is told with its line, and the others come in', () => {
    const deck = gift(
      'A? {T}\n\nB? {=x\n\nC? }\n\nD? {}\n\nE? {#3:1}\n\nNot a question.\n\nF? {~a ~b}\n\nG? {=a =b ~c}\n\n{T}\n\nH? {F}',
    )
    expect(deck.notes.map(({ content }) => ('stem' in content ? content.stem : ''))).toEqual(['A?', 'H?'])
    expect(deck.issues.map(told)).toEqual([
      'error gift-braces 3',
      'error gift-braces 5',
      'error unsupported 7 type',
      'error unsupported 9 type',
      'warning not-a-question 11',
      'error no-key 13 options',
      'error several-keys 15 options',
      'error empty 17 stem',
    ])
    expect(deck.bad).toBe(7)
    expect(deck.issues[2]?.message).toBe('“D?”: This is an essay question, which cannot come in.')
  })

  it('is known by its content in a .txt file, and tables with formulas are not taken for it', () => {
    expect(readBank('quiz.txt', 'A? {T}\n\nB? {=x ~y}\n').format).toBe('gift')
    expect(readBank('quiz.txt', '::Q1:: What? {\n=a\n~b\n}\n').format).toBe('gift')
    expect(readBank('cards.txt', 'transpose\t$A^{T}$\nset\t$\\{T\\}$\n').format).toBe('tsv')
    expect(readBank('cards.csv', 'front,back\n$A^{T}$,x {=1}\n').format).toBe('csv')
  })

  it('says what the reference parser says, for choices that it accepts', () => {
    const words = fc.stringMatching(/^[A-Za-z0-9 ,.?!'-]{1,20}$/).map((text) => `w${text.trim()}`)
    const choice = fc.record({ text: words, feedback: fc.option(words), right: fc.boolean() })
    fc.assert(
      fc.property(words, fc.array(choice, { minLength: 2, maxLength: 6 }), (stem, choices) => {
        const marked = choices.map((one, index) => ({ ...one, text: `${one.text}${index}`, right: index === 0 }))
        const lines = marked.map(
          (one) => `${one.right ? '=' : '~'}${one.text}${one.feedback === null ? '' : `#${one.feedback}`}`,
        )
        const text = `${stem} {\n${lines.join('\n')}\n}\n`
        const [reference] = parse(text) as MultipleChoice[]
        const content = onlyContent(gift(text))
        if (content.kind !== 'multiple-choice') expect.fail(content.kind)
        const spaced = (value: string | undefined) => value?.replace(/\s+/g, ' ')
        expect(spaced(content.stem)).toBe(reference?.stem.text)
        expect(
          content.options.map((one) => [spaced(one.text), spaced(one.reason) ?? null, one.correct === true]),
        ).toEqual(reference?.choices.map((one) => [one.text.text, one.feedback?.text ?? null, one.isCorrect]))
      }),
      { numRuns: 60 },
    )
  })

  it('identities last: by id, by a title of its own, or by the text', () => {
    const before = gift(
      '// [id:a]\nOne? {T}\n\n::Title::Two? {T}\n\nThree? {T}\n\n::Same::Four? {T}\n\n::Same::Five? {T}',
    )
    const after = gift(
      '// [id:a]\nOne, edited? {F}\n\n::Title::Two, edited? {F}\n\nThree? {F}\n\n::Same::Four? {F}\n\n::Same::Five? {F}',
    )
    expect(after.notes.map(({ guid }) => guid)).toEqual(before.notes.map(({ guid }) => guid))
    expect(new Set(before.notes.map(({ guid }) => guid)).size).toBe(5)
    const twins = gift('Twin? {T}\n\nTwin? {T}')
    expect(new Set(twins.notes.map(({ guid }) => guid)).size).toBe(2)
  })
})
