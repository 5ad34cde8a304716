import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDrawing } from '../../../../electron/core/cards/drawing.ts'
import { parseSvg, type SvgElement } from '../../../../electron/core/cards/svg-tree.ts'
import { drawing, DRAWING, HOSTILE_DRAWINGS } from '../../../support/diagram.ts'

/** A tree as text, in one way. */
function write({ name, attributes, children }: SvgElement): string {
  const shown = attributes.map((attribute) => ` ${attribute.name}='${attribute.value.replaceAll("'", '"')}'`).join('')
  const inside = children.map((child) => (typeof child === 'string' ? child.replaceAll('&', '&amp;') : write(child)))
  return `<${name}${shown}>${inside.join('')}</${name}>`
}

const codes = (svg: string) => readDrawing(svg).problems.map((problem) => problem.code)

describe('a drawing', () => {
  it('that keeps to the convention passes; its labels and texts are known', () => {
    const { labels, texts, problems } = readDrawing(DRAWING)
    expect(problems).toEqual([])
    expect([...labels]).toEqual([
      ['inputs', 'inputs'],
      ['weights', 'weights'],
      ['sum', 'weighted sum'],
    ])
    expect(texts).toEqual(['R&D sketch', 'inputs', 'weights', 'weighted sum'])
  })

  it('may be written with single quotes, spread over lines, and without what is not needed', () => {
    expect(codes("<svg\n\tviewBox='0 0 10.5 9'\n>\n<path d=''/></svg >\n")).toEqual([])
  })

  it.each([
    '<rect x="-1.5" y=".5" width="1e2" height="3." fill="none" stroke="var(--accent-line)" stroke-dasharray="4 3"/>',
    '<text x="1, 2 3" dy="-4" font-family="var(--font-code)" font-weight="600" opacity="0.5">5 &lt; 6 > 4</text>',
    '<g transform="translate(3 -4) scale(.5)"><polygon points="1,2 3,4"/></g>',
    '<marker id="m-1" orient="auto-start-reverse"><circle r="1"/></marker><path d="M0 0h9" marker-start="url(#m-1)"/>',
  ])('may hold %s', (inside) => expect(codes(drawing(inside))).toEqual([]))

  it.each<[string, string, string]>([
    ['an unknown element', '<mask/>', 'drawing-element'],
    ['an unknown attribute', '<g tabindex="0"/>', 'drawing-attribute'],
    ['a size on the root of a shape', '<g width="9"/>', 'drawing-attribute'],
    ['a color that is no token', '<path stroke="var(--brand)"/>', 'drawing-value'],
    ['an opacity above one', '<path opacity="2"/>', 'drawing-value'],
    ['a marker that does not exist', '<path marker-end="url(#no)"/>', 'drawing-value'],
    ['an id that stands twice', '<g id="x"/><g id="x"/>', 'drawing-value'],
    ['text outside of text', '<g>words</g>', 'drawing-element'],
    ['a shape in a text', '<text><rect/></text>', 'drawing-element'],
    ['a shape in a shape', '<path><path/></path>', 'drawing-element'],
    ['a label twice', '<g data-label="a"><text>B</text></g>', 'drawing-label'],
    ['a label without text', '<g data-label="b"><text> </text></g>', 'drawing-label'],
    ['a label with a shape', '<g data-label="b"><rect/><text>B</text></g>', 'drawing-label'],
    ['a label in a label', '<g data-label="b"><g data-label="c"><text>C</text></g></g>', 'drawing-label'],
    ['a label among definitions', '<defs><g data-label="b"><text>B</text></g></defs>', 'drawing-label'],
    ['a label on a text', '<text data-label="b">B</text>', 'drawing-attribute'],
  ])('with %s is refused', (_what, inside, code) => expect(codes(drawing(inside))[0]).toBe(code))

  it.each([
    ['no size', 'xmlns="http://www.w3.org/2000/svg"'],
    ['an empty size', 'viewBox="0 0 0 9"'],
    ['a width', 'viewBox="0 0 9 9" width="9"'],
  ])('with %s on its root is refused', (_what, root) => expect(codes(drawing('', root))).toHaveLength(1))

  it('is refused as a whole when it is something else', () => {
    for (const text of ['words', '', '<g/>', '<svg', 'x<svg viewBox="0 0 9 9"/>', '<svg viewBox="0 0 9 9"/>x']) {
      expect(codes(text)).not.toEqual([])
    }
  })

  it.each(Object.entries(HOSTILE_DRAWINGS))('with %s is refused', (_what, svg) => {
    const { problems } = readDrawing(svg)
    expect(problems.length).toBeGreaterThan(0)
    for (const { message, expected, at } of problems) {
      expect(message).toMatch(/^\P{Ll}.*\.$/su)
      expect(message.length + expected.length).toBeLessThan(500)
      expect(at).toBeLessThanOrEqual(svg.length)
    }
  })

  it('as long as may be is read in proportion to its length', () => {
    const long = [
      drawing(`<path d="${'M0 0'.repeat(24_000)}!"/>`),
      drawing(`<rect x="${'1'.repeat(99_000)}!" />`),
      drawing(`<rect x="${'1 '.repeat(49_000)}!" />`),
      drawing(`<g transform="${'scale(1)'.repeat(12_000)}!" />`),
      drawing(`<rect${' '.repeat(99_000)}!`),
      drawing('<g>x'.repeat(24_000)),
      drawing('<!'.repeat(48_000)),
      drawing('<tspan/>'.repeat(12_000)),
    ]
    for (const svg of long) expect(codes(svg)).not.toEqual([])
  })
})

describe('the reader of tags', () => {
  it('takes text for text, whatever it is called', () => {
    for (const word of ['valueOf', 'toString', 'constructor', '__proto__']) {
      const tree = parseSvg(`<svg><desc>${word}</desc></svg>`)
      expect(tree).toMatchObject({ ok: true, value: { children: [{ name: 'desc', children: [word] }] } })
    }
  })

  it('gives a tree only for text that is one', () => {
    const piece = fc.constantFrom(
      ...[
        '<svg',
        '<g',
        '</g>',
        '</svg>',
        '>',
        '/>',
        ' x="1"',
        "='",
        '"',
        "'",
        '&amp;',
        '&',
        '<!--',
        '-->',
        'a',
        ' ',
        '\n',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const svg = pieces.join('')
        const tree = parseSvg(svg)
        if (!tree.ok) {
          expect(tree.error.at).toBeLessThanOrEqual(svg.length)
          return
        }
        expect(svg).not.toMatch(/<!|&(?!amp;)/)
        const again = parseSvg(write(tree.value))
        expect(again.ok && write(again.value)).toBe(write(tree.value))
      }),
      { numRuns: 2000 },
    )
  })

  it('reads names, attributes, text and places', () => {
    const tree = parseSvg('<svg a="1" b-c=\'2"\'>x &lt;<g/>&amp;</svg>')
    expect(tree).toEqual({
      ok: true,
      value: {
        name: 'svg',
        at: 0,
        attributes: [
          { name: 'a', value: '1', at: 5 },
          { name: 'b-c', value: '2"', at: 11 },
        ],
        children: ['x ', '<', { name: 'g', attributes: [], children: [], at: 26 }, '&'],
      },
    })
  })
})
