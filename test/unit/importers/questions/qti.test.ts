import { describe, expect, it } from 'vitest'
import { asQti3, qti2Item, response } from '../../../fixtures/question-xml.ts'
import { contents, onlyContent, option, readBank, told } from './support.ts'

const choices = (...texts: string[]) =>
  texts.map((text, at) => `<simpleChoice identifier="${'ABCDEFGH'[at]}">${text}</simpleChoice>`).join('')
const set = (prefix: string, ...texts: string[]) =>
  `<simpleMatchSet>${texts.map((text, at) => `<simpleAssociableChoice identifier="${prefix}${at + 1}" matchMax="1">${text}</simpleAssociableChoice>`).join('')}</simpleMatchSet>`

const CHOICE = qti2Item(
  `<p>Read <em>this</em>: 1 &lt; 2.</p>
  <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Which one?</prompt>
  <simpleChoice identifier="A"><p>First</p><feedbackInline outcomeIdentifier="FEEDBACK" identifier="A" showHide="show">No, because.</feedbackInline></simpleChoice>
  <simpleChoice identifier="B">Second</simpleChoice></choiceInteraction>`,
  response('single', ['B']),
  `<modalFeedback outcomeIdentifier="FEEDBACK" identifier="B" showHide="show"><p>Right, since.</p></modalFeedback>
   <modalFeedback outcomeIdentifier="FEEDBACK" identifier="general" showHide="show">See the guide.</modalFeedback>`,
)

/** Each item in the words of QTI 2 and of QTI 3. */
const both: [string, (item: string) => string][] = [
  ['qti-2', (item) => item],
  ['qti-3', asQti3],
]

describe.each(both)('%s', (format, as) => {
  const read = (item: string) => readBank('item.xml', as(item))

  it('a choice of one with feedback', () => {
    const deck = read(CHOICE)
    expect(deck.format).toBe(format)
    expect(onlyContent(deck)).toEqual({
      kind: 'multiple-choice',
      stem: 'Read *this*: 1 < 2.\n\nWhich one?',
      explanation: 'See the guide.',
      options: [option('First', false, 'No, because.'), option('Second', true, 'Right, since.')],
    })
    expect(deck.issues).toEqual([])
  })

  it('a choice of several; marks by mapping are told as lost when they are added up', () => {
    const interaction = `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0"><prompt>All?</prompt>${choices('a', 'b', 'c')}</choiceInteraction>`
    expect(onlyContent(read(qti2Item(interaction, response('multiple', ['A', 'C']))))).toMatchObject({
      kind: 'multiple-response',
      options: [option('a', true), option('b'), option('c', true)],
    })
    const mapping =
      '<mapping defaultValue="0"><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="-1"/><mapEntry mapKey="C" mappedValue="1"/></mapping>'
    const mapped = qti2Item(interaction, response('multiple', ['A', 'C'], 'identifier', mapping)).replace(
      'match_correct',
      'map_response',
    )
    expect(read(mapped).issues[0]?.message).toContain('part marks (100 %, -100 %, 100 %)')
  })

  it('an order; what is not in the right order belongs nowhere', () => {
    const interaction = `<orderInteraction responseIdentifier="RESPONSE"><prompt>Sort</prompt>${choices('a', 'b', 'c')}</orderInteraction>`
    expect(onlyContent(read(qti2Item(interaction, response('ordered', ['C', 'A']))))).toMatchObject({
      kind: 'ordering',
      stem: 'Sort',
      items: [{ text: 'c' }, { text: 'a' }],
      unused: [{ text: 'b' }],
    })
  })

  it('a matching of two lists, of one list, and of words for gaps', () => {
    const pairs = response('multiple', ['P1 R2', 'P2 R1'], 'directedPair')
    const match = `<matchInteraction responseIdentifier="RESPONSE" maxAssociations="2"><prompt>Match</prompt>${set('P', 'one', 'two')}${set('R', 'II', 'I', 'III')}</matchInteraction>`
    expect(onlyContent(read(qti2Item(match, pairs)))).toMatchObject({
      kind: 'matching',
      pairs: [
        { prompt: 'one', response: 'I' },
        { prompt: 'two', response: 'II' },
      ],
      unused: [{ text: 'III' }],
    })
    const one = set('P', 'hot', 'cold', 'up', 'down')
      .replaceAll('simpleMatchSet', 'div')
      .replace(/<\/?div>/g, '')
    const associate = `<associateInteraction responseIdentifier="RESPONSE"><prompt>Opposites</prompt>${one}</associateInteraction>`
    expect(onlyContent(read(qti2Item(associate, response('multiple', ['P1 P2', 'P3 P4'], 'pair'))))).toMatchObject({
      pairs: [
        { prompt: 'hot', response: 'cold' },
        { prompt: 'up', response: 'down' },
      ],
    })
    const gaps = `<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="W" matchMax="1">winter</gapText><gapText identifier="S" matchMax="1">summer</gapText><gapText identifier="X" matchMax="1">noon</gapText>
      <p>Cold <gap identifier="G1"/> and warm <gap identifier="G2"/>.</p></gapMatchInteraction>`
    expect(onlyContent(read(qti2Item(gaps, response('multiple', ['W G1', 'S G2'], 'directedPair'))))).toMatchObject({
      kind: 'matching',
      stem: 'Cold (1) \\_\\_\\_\\_\\_ and warm (2) \\_\\_\\_\\_\\_ .',
      pairs: [
        { prompt: '(1)', response: 'winter' },
        { prompt: '(2)', response: 'summer' },
      ],
      unused: [{ text: 'noon' }],
    })
  })

  it('choices inside a text, and texts to be typed', () => {
    const inline =
      '<p>The <inlineChoiceInteraction responseIdentifier="RESPONSE"><inlineChoice identifier="A">sea</inlineChoice><inlineChoice identifier="B">sky</inlineChoice></inlineChoiceInteraction> is blue.</p>'
    expect(onlyContent(read(qti2Item(inline, response('single', ['B']))))).toMatchObject({
      kind: 'multiple-choice',
      stem: 'The \\_\\_\\_\\_\\_ is blue.',
      options: [option('sea'), option('sky', true)],
    })
    const entry = '<p>It is <textEntryInteraction responseIdentifier="RESPONSE"/>.</p>'
    expect(onlyContent(read(qti2Item(entry, response('single', ['blue'], 'string'))))).toMatchObject({
      kind: 'typed',
      answer: 'blue',
    })
    const hot =
      '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Find it</prompt><p>A <hottext identifier="A">cat</hottext> and a <hottext identifier="B">dog</hottext>.</p></hottextInteraction>'
    expect(onlyContent(read(qti2Item(hot, response('single', ['B']))))).toMatchObject({
      stem: 'Find it\n\nA cat and a dog.',
      options: [option('cat'), option('dog', true)],
    })
  })

  it('items that ask several things are parted, and that is told', () => {
    const two = ['R1', 'R2'].map(
      (id) =>
        `<choiceInteraction responseIdentifier="${id}" maxChoices="1"><prompt>${id}?</prompt>${choices('x', 'y')}</choiceInteraction>`,
    )
    const declared =
      response('single', ['A']).replace('RESPONSE', 'R1') + response('single', ['B']).replace('RESPONSE', 'R2')
    const deck = read(qti2Item(`<p>Shared.</p>${two.join('')}`, declared))
    expect(contents(deck)).toMatchObject([
      { stem: 'Shared.\n\nR1?', options: [option('x', true), option('y')] },
      { stem: 'Shared.\n\nR2?', options: [option('x'), option('y', true)] },
    ])
    expect(deck.issues.map(({ code }) => code)).toEqual(['not-carried', 'not-carried'])
  })

  it('feedback that the processing shows for one option is its reason', () => {
    const processing = `<responseProcessing><responseCondition><responseIf><member><baseValue baseType="identifier">A</baseValue><variable identifier="RESPONSE"/></member>
      <setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">FB_1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`
    const item = qti2Item(
      `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Q</prompt>${choices('a', 'b')}</choiceInteraction>
       <feedbackBlock outcomeIdentifier="FEEDBACK" identifier="FB_1" showHide="show"><p>About a.</p></feedbackBlock>
       <feedbackBlock outcomeIdentifier="FEEDBACK" identifier="correct" showHide="show"><p>Correct!</p></feedbackBlock>`,
      response('single', ['B']),
    ).replace(/<responseProcessing [^>]*\/>/, processing)
    expect(onlyContent(read(item))).toEqual({
      kind: 'multiple-choice',
      stem: 'Q',
      options: [option('a', false, 'About a.'), option('b', true)],
    })
  })

  it('formulas, tables and pictures outside of the file', () => {
    const body = `<p>Is <math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup><mo>≤</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math> so?</p>
      <object data="img/a.png" type="image/png"/><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">${choices('yes', 'no')}</choiceInteraction>`
    const deck = read(qti2Item(body, response('single', ['A'])))
    expect(onlyContent(deck)).toMatchObject({ stem: 'Is ${x}^{2}\\le \\frac{1}{2}$ so?\n\n(picture: img/a.png)' })
    expect(deck.missingMedia).toEqual(['img/a.png'])
  })

  it('tells what stays out with its line', () => {
    const items: [string, string, string][] = [
      [
        '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Write</prompt></extendedTextInteraction>',
        response('single', [], 'string'),
        'an essay question',
      ],
      [
        '<sliderInteraction responseIdentifier="RESPONSE"><prompt>Slide</prompt></sliderInteraction>',
        response('single', ['1'], 'integer'),
        'a choice of a number on a slider',
      ],
      [
        '<p>Number <textEntryInteraction responseIdentifier="RESPONSE"/></p>',
        response('single', ['1'], 'float'),
        'a question for a number',
      ],
      ['<p>Nothing.</p>', '', 'a text that asks nothing'],
      [
        `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>?</prompt>${choices('a', 'b')}</choiceInteraction>`,
        response('single', []),
        '0 with "correct: true"',
      ],
    ]
    for (const [body, declared, found] of items) {
      const deck = read(qti2Item(body, declared))
      expect(deck.notes).toEqual([])
      expect(deck.issues.filter(({ severity }) => severity === 'error').map((issue) => issue.found)).toEqual([found])
      expect(deck.issues[0]?.where).toMatchObject({ file: 'item.xml', line: 2 })
    }
  })
})

describe('XML that is no bank', () => {
  it('is refused by name', () => {
    const refusalOf = (text: string) => {
      try {
        readBank('x.xml', text)
      } catch (error) {
        return String(error)
      }
      return 'read'
    }
    expect(refusalOf('<?xml version="1.0"?><svg/>')).toContain('not one of questions')
    expect(refusalOf('<manifest identifier="m"/>')).toContain('Import the package itself')
    expect(refusalOf('<?xml version="1.0"?><quiz><question></quiz>')).toContain('question is not closed here')
    expect(refusalOf('<!DOCTYPE quiz [<!ENTITY x "y">]><quiz/>')).toContain('xml-entities')
  })

  it('an empty bank says so', () => {
    expect(readBank('x.xml', '<quiz></quiz>').issues.map(told)).toEqual(['warning no-notes -'])
  })
})
