import { describe, expect, it } from 'vitest'
import { canvasItem, equal, interop, label, material, rule } from '../../../fixtures/question-xml.ts'
import { contents, onlyContent, option, readBank, told } from './support.ts'

const read = (...items: string[]) => readBank('quiz.xml', interop(...items))
const lid = (labels: string, cardinality = 'Single', ident = 'response1') =>
  `<response_lid ident="${ident}" rcardinality="${cardinality}"><render_choice>${labels}</render_choice></response_lid>`
const feedback = (ident: string, text: string) =>
  `<itemfeedback ident="${ident}"><flow_mat>${material(text)}</flow_mat></itemfeedback>`

describe('QTI 1.2 of Canvas', () => {
  it('a choice of one, its feedback by option and in general', () => {
    const deck = read(
      canvasItem(
        'multiple_choice_question',
        material('<p>Which <b>one</b>?</p>') + lid(label('a', 'First') + label('b', '2 < 3')),
        `<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>
         <respcondition continue="Yes"><conditionvar>${equal('a')}</conditionvar><displayfeedback feedbacktype="Response" linkrefid="a_fb"/></respcondition>${rule(equal('b'), 100)}`,
        feedback('general_fb', 'See the guide.') +
          feedback('a_fb', 'Not <i>this</i>.') +
          feedback('b_fb', 'Yes, as 2 is less.'),
      ),
    )
    expect(deck.format).toBe('qti-1.2')
    expect(onlyContent(deck)).toEqual({
      kind: 'multiple-choice',
      stem: 'Which **one**?',
      explanation: 'See the guide.',
      options: [option('First', false, 'Not *this*.'), option('2 < 3', true, 'Yes, as 2 is less.')],
    })
    expect(deck.notes[0]?.deck).toBe('quiz::Quiz one')
  })

  it('a choice of several by what is right and what is not', () => {
    const condition = `<and>${equal('a')}<not>${equal('b')}</not>${equal('c')}</and>`
    const deck = read(
      canvasItem(
        'multiple_answers_question',
        material('Many?') + lid(label('a', '1') + label('b', '2') + label('c', '3'), 'Multiple'),
        rule(condition, 100),
      ),
    )
    expect(onlyContent(deck)).toMatchObject({
      kind: 'multiple-response',
      options: [option('1', true), option('2'), option('3', true)],
    })
    expect(deck.issues).toEqual([])
  })

  it('a matching with a response for each prompt', () => {
    const labels = label('x', 'one') + label('y', 'two') + label('z', 'three')
    const prompt = (ident: string, text: string) =>
      `<response_lid ident="${ident}">${material(text, 'text/plain')}<render_choice>${labels}</render_choice></response_lid>`
    const deck = read(
      canvasItem(
        'matching_question',
        material('Match') + prompt('r1', '1') + prompt('r2', '2'),
        rule(equal('x', 'r1'), 50).replace('Set', 'Add') + rule(equal('y', 'r2'), 50).replace('Set', 'Add'),
      ),
    )
    expect(onlyContent(deck)).toEqual({
      kind: 'matching',
      stem: 'Match',
      pairs: [
        { prompt: '1', response: 'one' },
        { prompt: '2', response: 'two' },
      ],
      unused: [{ text: 'three' }],
    })
  })

  it('an order, and texts that several questions share', () => {
    const ordered = `<response_lid ident="response1" rcardinality="Ordered"><render_extension><ims_render_object shuffle="No"><flow_label>${label('p', 'later')}${label('q', 'sooner')}</flow_label></ims_render_object></render_extension></response_lid>`
    const text = canvasItem('text_only_question', material('A long story.'), '').replace('g18', 'story18')
    const parent = `<qtimetadatafield><fieldlabel>parent_stimulus_item_ident</fieldlabel><fieldentry>story180123456789abcdef01</fieldentry></qtimetadatafield>`
    const deck = read(
      text,
      canvasItem('ordering_question', material('Sort') + ordered, rule(equal('q') + equal('p'), 100), '', parent),
    )
    expect(onlyContent(deck)).toMatchObject({
      kind: 'ordering',
      stem: 'A long story.\n\nSort',
      items: [{ text: 'sooner' }, { text: 'later' }],
    })
    expect(deck.issues).toEqual([])
    expect(read(text).issues.map(told)).toEqual(['warning no-notes -', 'warning not-a-question 3'])
  })

  it('short answers are typed; the rest is told with its line', () => {
    const str = '<response_str ident="response1" rcardinality="Single"><render_fib/></response_str>'
    const deck = read(
      canvasItem('short_answer_question', material('Name?') + str, rule(equal('S3') + equal('Amazon S3'), 100)),
      canvasItem('essay_question', material('Discuss.') + str, ''),
      canvasItem('numerical_question', material('Count.') + str, rule(equal('4'), 100)),
      canvasItem('fill_in_multiple_blanks_question', material('[a] [b]') + str, ''),
      canvasItem('categorization_question', material('Sort') + lid(label('a', 'x'), 'Multiple'), ''),
      canvasItem('file_upload_question', material('Upload'), ''),
      canvasItem(
        'multiple_choice_question',
        material('No key') + lid(label('a', 'x') + label('b', 'y')),
        rule(equal('a'), 0),
      ),
    )
    expect(deck.notes.map(({ content }) => content)).toEqual([
      { kind: 'typed', front: 'Name?', answer: 'S3', accept: ['Amazon S3'] },
    ])
    expect(deck.issues.map(({ code, found }) => `${code} ${found}`)).toEqual([
      'not-carried a typed answer',
      'unsupported an essay question',
      'unsupported a question for a number',
      'unsupported a text with several blanks',
      'unsupported a sorting into categories',
      'unsupported an upload of a file',
      'no-key 0 with "correct: true"',
    ])
  })
})

/** Text as Blackboard wraps it. */
const smart = (text: string) =>
  `<flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension><mat_formattedtext type="SMART_TEXT">${text.replaceAll('<', '&lt;')}</mat_formattedtext></mat_extension></material></flow>`
const blackboard = (type: string, blocks: string, processing: string, more = '') =>
  `<item title="" maxattempts="0"><itemmetadata><bbmd_asi_object_id>_123_1</bbmd_asi_object_id><bbmd_questiontype>${type}</bbmd_questiontype></itemmetadata>
  <presentation><flow class="Block">${blocks}</flow></presentation>
  <resprocessing scoremodel="SumOfScores"><outcomes><decvar varname="SCORE" vartype="Decimal" defaultval="0" minvalue="0" maxvalue="10.0"/></outcomes>${processing}</resprocessing>${more}</item>`
const bbLabel = (ident: string, text: string) =>
  `<flow_label class="Block"><response_label ident="${ident}" shuffle="Yes" rarea="Ellipse" rrange="Exact">${smart(text).replaceAll('flow ', 'flow_mat ').replaceAll('/flow>', '/flow_mat>')}</response_label></flow_label>`
const asked = (text: string) => `<flow class="QUESTION_BLOCK">${smart(text)}</flow>`

describe('QTI 1.2 of Blackboard', () => {
  it('a choice of one with feedback by option', () => {
    const deck = read(
      blackboard(
        'Multiple Choice',
        `${asked('<p>Which?</p>')}<flow class="RESPONSE_BLOCK">${lid(bbLabel('x1', 'one') + bbLabel('x2', 'two'), 'Single', 'response')}</flow>`,
        `<respcondition title="correct"><conditionvar><varequal respident="response" case="No">x2</varequal></conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar><displayfeedback linkrefid="correct" feedbacktype="Response"/></respcondition>
         <respcondition title="incorrect"><conditionvar><other/></conditionvar><setvar variablename="SCORE" action="Set">0.0</setvar><displayfeedback linkrefid="incorrect" feedbacktype="Response"/></respcondition>
         <respcondition><conditionvar><varequal respident="x1" case="No"/></conditionvar><setvar variablename="SCORE" action="Set">0</setvar><displayfeedback linkrefid="x1" feedbacktype="Response"/></respcondition>`,
        feedback('correct', 'Well reasoned, since two.') +
          feedback('incorrect', 'Incorrect.') +
          feedback('x1', 'One is too few.'),
      ),
    )
    expect(onlyContent(deck)).toEqual({
      kind: 'multiple-choice',
      stem: 'Which?',
      options: [option('one', false, 'One is too few.'), option('two', true, 'Well reasoned, since two.')],
    })
  })

  it('a matching whose responses stand in a block of their own', () => {
    const labels =
      '<flow_label class="Block"><response_label ident="A"/><response_label ident="B"/><response_label ident="C"/></flow_label>'
    const prompt = (ident: string, text: string, first: string) =>
      `<flow class="Block">${smart(text)}${lid(labels.replaceAll('ident="', `ident="${first}`), 'Single', ident)}</flow>`
    const deck = read(
      blackboard(
        'Matching',
        `${asked('Match them')}<flow class="RESPONSE_BLOCK">${prompt('r1', 'uno', 'p')}${prompt('r2', 'due', 'q')}</flow>
         <flow class="RIGHT_MATCH_BLOCK">${['two', 'one', 'three'].map((text) => `<flow class="Block">${smart(text)}</flow>`).join('')}</flow>`,
        `<respcondition><conditionvar><varequal respident="r1">pB</varequal></conditionvar><setvar variablename="SCORE" action="Set">50</setvar></respcondition>
         <respcondition><conditionvar><varequal respident="r2">qA</varequal></conditionvar><setvar variablename="SCORE" action="Set">50</setvar></respcondition>`,
      ),
    )
    expect(onlyContent(deck)).toEqual({
      kind: 'matching',
      stem: 'Match them',
      pairs: [
        { prompt: 'uno', response: 'one' },
        { prompt: 'due', response: 'two' },
      ],
      unused: [{ text: 'three' }],
    })
  })

  it('an order, and true or false without texts', () => {
    const deck = read(
      blackboard(
        'Ordering',
        asked('Sort') + lid(bbLabel('a', 'last') + bbLabel('b', 'first'), 'Ordered', 'response'),
        `<respcondition title="correct"><conditionvar><and><varequal respident="response">b</varequal><varequal respident="response">a</varequal></and></conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition>`,
      ),
      blackboard(
        'True/False',
        asked('So?') +
          lid(
            '<flow_label><response_label ident="true"/></flow_label><flow_label><response_label ident="false"/></flow_label>',
            'Single',
            'response',
          ),
        `<respcondition title="correct"><conditionvar><varequal respident="response">false</varequal></conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition>`,
      ).replace('_123_1', '_124_1'),
    )
    expect(contents(deck)).toMatchObject([
      { kind: 'ordering', items: [{ text: 'first' }, { text: 'last' }] },
      { kind: 'multiple-choice', options: [option('True'), option('False', true)] },
    ])
  })
})

describe('QTI 1.2 of Brightspace', () => {
  it('counts right and wrong by variables of its own, and groups responses', () => {
    const add = (ident: string, value: string, name: string) =>
      `<respcondition><conditionvar>${equal(value, ident)}</conditionvar><setvar varname="${name}" action="Add">1</setvar></respcondition>`
    const group = (ident: string, text: string) =>
      `<response_grp respident="${ident}" rcardinality="Single">${material(text)}<render_choice>${label('o1', 'Alpha')}${label('o2', 'Beta')}</render_choice></response_grp>`
    const deck = read(
      canvasItem(
        'Multi-Select',
        material('Even?') + lid(label('a', '1') + label('b', '2') + label('c', '4'), 'Multiple', 'L'),
        add('L', 'a', 'D2L_Incorrect') + add('L', 'b', 'D2L_Correct') + add('L', 'c', 'D2L_Correct'),
      ),
      canvasItem(
        'Matching',
        material('Match') + group('g1', 'first') + group('g2', 'second'),
        add('g1', 'o1', 'D2L_Correct') +
          add('g1', 'o2', 'D2L_Incorrect') +
          add('g2', 'o1', 'D2L_Incorrect') +
          add('g2', 'o2', 'D2L_Correct'),
      ),
    )
    expect(contents(deck)).toMatchObject([
      { kind: 'multiple-response', options: [option('1'), option('2', true), option('4', true)] },
      {
        kind: 'matching',
        pairs: [
          { prompt: 'first', response: 'Alpha' },
          { prompt: 'second', response: 'Beta' },
        ],
      },
    ])
  })
})
