import { tagsOf, type ExportedQuestion } from '../question-bank.ts'
import { mediaOf } from './markdown-html.ts'
import { escapeXml, tag, XML_HEAD } from './markup.ts'

/** A question with the place of its file in the package. */
export interface PlacedQuestion {
  readonly question: ExportedQuestion
  readonly identifier: string
  readonly path: string
}

/** The test of a package that this program wrote has this identifier; its sections are whole deck paths. */
export { OWN_TEST } from '../../importers/questions/package/tests.ts'

const SCHEMA = 'http://www.w3.org/2001/XMLSchema-instance'

/** The manifest: every file, and tags as keywords of their items. */
export function manifestXml(questions: readonly PlacedQuestion[], media: readonly string[], test: string): string {
  const files = new Map(media.map((name, index) => [name, `MEDIA-${index + 1}`]))
  const items = questions.map(({ question, identifier, path }) => {
    const used = [...new Set(textsOf(question).flatMap(mediaOf))].flatMap((name) => files.get(name) ?? [])
    const inner = [
      metadata(tagsOf(question)),
      tag('file', { href: path }),
      ...used.map((ref) => tag('dependency', { identifierref: ref })),
    ]
    return resource(identifier, 'imsqti_item_xmlv3p0', path, inner.join(''))
  })
  const refs = questions.map(({ identifier }) => tag('dependency', { identifierref: identifier })).join('')
  const kept = [...files].map(([name, identifier]) => {
    const href = `media/${encodeURIComponent(name)}`
    return resource(identifier, 'webcontent', href, tag('file', { href }))
  })
  const inner = [
    tag('metadata', {}, `${tag('schema', {}, 'QTI Package')}${tag('schemaversion', {}, '3.0.0')}`),
    tag('organizations', {}),
    tag(
      'resources',
      {},
      `\n${[resource('TEST', 'imsqti_test_xmlv3p0', test, tag('file', { href: test }) + refs), ...items, ...kept].join('\n')}\n`,
    ),
  ]
  const head = {
    xmlns: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    'xmlns:xsi': SCHEMA,
    identifier: 'EPOCH-PACKAGE',
  }
  return `${XML_HEAD}${tag('manifest', head, `\n${inner.join('\n')}\n`)}\n`
}

function resource(identifier: string, type: string, href: string, inner: string): string {
  return tag('resource', { identifier, type, href }, inner)
}

function metadata(tags: readonly string[]): string {
  if (tags.length === 0) return ''
  const keywords = tags.map((text) => tag('keyword', {}, tag('string', { language: 'en' }, escapeXml(text)))).join('')
  return tag('metadata', {}, tag('lom', { xmlns: 'http://ltsc.ieee.org/xsd/LOM' }, tag('general', {}, keywords)))
}

/** Every text of a question that may show media. */
export function textsOf({ content }: ExportedQuestion): string[] {
  const texts: string[] = []
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) visit(member)
  }
  visit(content)
  return texts
}

interface Section {
  readonly children: Map<string, Section>
  readonly items: PlacedQuestion[]
}

/** A test that names every item, with a section for each level of the decks. */
export function testXml(identifier: string, questions: readonly PlacedQuestion[]): string {
  const root: Section = { children: new Map(), items: [] }
  for (const placed of questions) {
    let at = root
    for (const level of placed.question.deck.split('::')) {
      const next = at.children.get(level) ?? { children: new Map(), items: [] }
      at.children.set(level, next)
      at = next
    }
    at.items.push(placed)
  }
  let count = 0
  const section = (title: string, { children, items }: Section): string => {
    count += 1
    const head = { identifier: `SECTION-${count}`, title, visible: 'true' }
    const refs = items.map((item) => tag('qti-assessment-item-ref', { identifier: item.identifier, href: item.path }))
    const inner = [...refs, ...[...children].map(([name, child]) => section(name, child))]
    return tag('qti-assessment-section', head, `\n${inner.join('\n')}\n`)
  }
  const sections = [...root.children].map(([name, child]) => section(name, child)).join('\n')
  const part = tag(
    'qti-test-part',
    { identifier: 'PART', 'navigation-mode': 'nonlinear', 'submission-mode': 'simultaneous' },
    `\n${sections}\n`,
  )
  const head = {
    xmlns: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
    'xmlns:xsi': SCHEMA,
    identifier,
    title: 'Questions',
  }
  return `${XML_HEAD}${tag('qti-assessment-test', head, `\n${part}\n`)}\n`
}
