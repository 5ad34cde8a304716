import { describe, expect, it } from 'vitest'
import { importAny } from '../../../../electron/importers/index.ts'
import {
  asQti3,
  canvasItem,
  equal,
  interop,
  label,
  material,
  moodle,
  PIXEL,
  qti2Item,
  quiz,
  response,
  rule,
} from '../../../fixtures/question-xml.ts'
import { makeZip, type ZipEntry } from '../../../fixtures/zip.ts'
import { contents, readPackage, told } from './support.ts'

const item = (id: string, stem: string, more = '') =>
  qti2Item(
    `${more}<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>${stem}</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>`,
    response('single', ['A']),
    '',
    `identifier="${id}" title="${id}"`,
  )
const manifest = (...resources: [href: string, inner?: string][]) =>
  `<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M"><resources>${resources
    .map(
      ([href, inner = '']) =>
        `<resource identifier="R" type="imsqti_item_xmlv2p1" href="${href}">${inner}<file href="${href}"/></resource>`,
    )
    .join('')}</resources></manifest>`
const pack = (...entries: [name: string, data: string | Uint8Array][]) =>
  makeZip(entries.map(([name, data]): ZipEntry => ({ name, data })))
const stems = (deck: { notes: readonly { content: object }[] }) =>
  deck.notes.map(({ content }) => ('stem' in content ? content.stem : ''))

describe('a QTI 2 package', () => {
  it('comes in the order of its test, with sections as decks, pictures and keywords', async () => {
    const keywords = '<metadata><lom><general><keyword><string>cloud</string></keyword></general></lom></metadata>'
    const test = `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T" title="Mock"><testPart identifier="P">
      <assessmentSection identifier="S1" title="Storage"><assessmentItemRef identifier="I2" href="../items/two.xml"/></assessmentSection>
      <assessmentSection identifier="S2" title="Compute"><assessmentItemRef identifier="I1" href="../items/one%20a.xml"/></assessmentSection></testPart></assessmentTest>`
    const deck = await readPackage(
      'bank.zip',
      pack(
        ['imsmanifest.xml', manifest(['items/one%20a.xml', keywords], ['items/three.xml'], ['tests/test.xml'])],
        ['items/one a.xml', item('i1', 'One?', '<p><img src="../media/p%20x.png" alt="plot"/></p>')],
        ['items/two.xml', item('i2', 'Two?')],
        ['items/three.xml', item('i3', 'Three?')],
        ['tests/test.xml', test],
        ['media/p x.png', PIXEL],
        ['__MACOSX/items/._two.xml', item('i9', 'Ghost?')],
      ),
    )
    const name = deck.media?.[0]?.name ?? ''
    expect(deck.format).toBe('qti-2')
    expect(name).toMatch(/^p-x-[0-9a-f]{12}\.png$/)
    expect(stems(deck)).toEqual(['Two?', `![plot](${name})\n\nOne?`, 'Three?'])
    expect(deck.notes.map(({ deck: path }) => path)).toEqual(['bank::Mock::Storage', 'bank::Mock::Compute', 'bank'])
    expect(deck.notes.map(({ tags }) => tags)).toEqual([[], ['cloud'], []])
    expect(deck.issues).toEqual([])
    expect(deck.missingMedia).toEqual([])
  })

  it('tells a faulty file and a missing item with their places; the others come in', async () => {
    const test = `<assessmentTest identifier="T"><testPart><assessmentSection identifier="S"><assessmentItemRef href="good.xml"/><assessmentItemRef href="gone.xml"/></assessmentSection></testPart></assessmentTest>`
    const deck = await readPackage(
      'bank.zip',
      pack(
        ['good.xml', item('i1', 'Good?')],
        ['bad.xml', '<assessmentItem identifier="b">\n<itemBody></assessmentItem>'],
        ['bomb.xml', '<!DOCTYPE assessmentItem [<!ENTITY a "aaaa">]><assessmentItem>&a;</assessmentItem>'],
        ['test.xml', test],
        ['notes.xml', 'not XML at all <<<'],
      ),
    )
    expect(stems(deck)).toEqual(['Good?'])
    expect(deck.bad).toBe(3)
    expect(deck.issues.map((issue) => [issue.where.file, told(issue)])).toEqual([
      ['bank.zip/bad.xml', 'error xml 2'],
      ['bank.zip/bomb.xml', 'error xml-entities 1'],
      ['bank.zip/test.xml', 'error missing-item 1'],
    ])
  })

  it('knows an item again when the package has another name and another order', async () => {
    const id = 'i17052634891234567890'
    const first = await readPackage('a.zip', pack(['x.xml', item(id, 'Old?')], ['y.xml', item('short', 'S?')]))
    const second = await readPackage('b.zip', pack(['y.xml', item('short', 'S?')], ['sub/x.xml', item(id, 'New?')]))
    expect(second.notes[1]?.guid).toBe(first.notes[0]?.guid)
    expect(second.notes[0]?.guid).not.toBe(first.notes[1]?.guid)
  })
})

describe('packages of other versions', () => {
  it('QTI 3 with a text that items share', async () => {
    const stimulus =
      '<qti-assessment-stimulus identifier="S" title="s"><qti-stimulus-body><p>The story.</p></qti-stimulus-body></qti-assessment-stimulus>'
    const shared = asQti3(item('i1', 'Why?')).replace(
      '<qti-item-body>',
      '<qti-assessment-stimulus-ref identifier="S" href="stimulus.xml"/><qti-item-body>',
    )
    const deck = await readPackage('bank.zip', pack(['item.xml', shared], ['stimulus.xml', stimulus]))
    expect(deck.format).toBe('qti-3')
    expect(stems(deck)).toEqual(['The story.\n\nWhy?'])
  })

  it('Canvas: files of the course, and only its own copy of a quiz', async () => {
    const picture = '<p>See <img src="$IMS-CC-FILEBASE$/Uploaded%20Media/pic.png?canvas_download=1" alt="x"></p>'
    const choice = canvasItem(
      'multiple_choice_question',
      material(picture) +
        `<response_lid ident="response1" rcardinality="Single"><render_choice>${label('a', 'x')}${label('b', 'y')}</render_choice></response_lid>`,
      rule(equal('a'), 100),
    )
    const deck = await readPackage(
      'course.imscc',
      pack(
        ['g1/assessment_qti.xml', interop(choice)],
        ['non_cc_assessments/g1.xml.qti', interop(choice)],
        ['web_resources/Uploaded Media/pic.png', PIXEL],
        ['course_settings/module_meta.xml', '<modules/>'],
      ),
    )
    expect(deck.format).toBe('qti-1.2')
    expect(stems(deck)).toEqual([`See ![x](${deck.media?.[0]?.name})`])
  })

  it('Blackboard: pictures by the number in their names', async () => {
    const picture = '<img src="@X@EmbeddedFile.requestUrlStub@X@bbcswebdav/xid-1234_1">'
    const choice = canvasItem(
      'Multiple Choice',
      material(`Q ${picture}`) +
        `<response_lid ident="response1" rcardinality="Single"><render_choice>${label('a', 'x')}${label('b', 'y')}</render_choice></response_lid>`,
      rule(equal('a'), 100),
    )
    const deck = await readPackage(
      'pool.zip',
      pack(
        ['res00001.dat', interop(choice)],
        ['csfiles/home_dir/plot__xid-1234_1.png', PIXEL],
        ['csfiles/home_dir/plot__xid-1234_1.png.xml', '<lom/>'],
      ),
    )
    expect(deck.media).toHaveLength(1)
    expect(stems(deck)[0]).toContain('![](plot-xid-1234-1-')
  })

  it('Moodle XML, and text files beside their pictures', async () => {
    const truth = moodle(
      'truefalse',
      'So?',
      '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>',
    )
    expect(stems(await readPackage('m.zip', pack(['quiz.xml', quiz(truth)])))).toEqual(['So?'])
    const csv = 'NewQuestion,TF\nQuestionText,Seen?\nImage,images/p.png\nTRUE,100\nFALSE,0\n'
    const deck = await readPackage('b.zip', pack(['bank.csv', csv], ['images/p.png', PIXEL]))
    expect(stems(deck)).toEqual([`Seen?\n\n![](${deck.media?.[0]?.name})`])
    expect(deck.notes[0]?.deck).toBe('bank')
  })

  it('a zip without questions is refused, and so is one that is unsafe', async () => {
    const refused = async (bytes: Uint8Array) => {
      const read = await importAny({ name: 'x.zip', bytes })
      return read.ok ? 'read' : read.error[0]
    }
    expect(await refused(pack(['readme.md', 'words']))).toMatchObject({ code: 'no-questions' })
    expect(await refused(pack(['a.xml', '<svg/>']))).toMatchObject({ code: 'no-questions' })
    expect(await refused(pack(['../a.xml', item('i', 'x')]))).toMatchObject({ code: 'archive-name' })
    expect(await refused(pack(['a.xml', '<assessmentItem>\n<b></assessmentItem>']))).toMatchObject({
      code: 'xml',
      where: { file: 'x.zip/a.xml', line: 2 },
    })
  })

  it('pictures that are none or too many bytes stay out with a word', async () => {
    const shown = '<p><img src="virus.exe"/><img src="../../../../etc/passwd.png"/><img src="damaged.png"/></p>'
    const bytes = makeZip([
      { name: 'a.xml', data: item('i', 'Q?', shown) },
      { name: 'virus.exe', data: 'MZ' },
      { name: 'damaged.png', data: PIXEL, crc: 1 },
    ])
    const deck = await readPackage('x.zip', bytes)
    expect(deck.media).toBeUndefined()
    expect(deck.missingMedia).toEqual(['../../../../etc/passwd.png'])
    expect(deck.issues.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'missing-media: 1 picture or sound is not in the file. Nothing is fetched from elsewhere.',
      'media-left-out: A picture or sound stays out: virus.exe is no picture or sound.',
      'media-left-out: A picture or sound stays out: damaged.png: The archive is damaged: the checksum of an entry is wrong..',
    ])
    expect(contents(deck)).toHaveLength(1)
  })
})
