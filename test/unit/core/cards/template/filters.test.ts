import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { furigana, kana, kanji } from '../../../../../electron/core/cards/template/furigana.ts'
import { stripTags } from '../../../../../electron/core/cards/template/html.ts'
import { side } from './support.ts'

describe('filters', () => {
  it('strip tags and decode entities with text:', () => {
    expect(side({ F: '<b>a</b>&nbsp;&lt;<style>x{}</style><!-- c -->&#233;&#xe9;' }, '{{text:F}}')).toBe('a\u00A0<éé')
    expect(side({ F: 'a < b' }, '{{text:F}}')).toBe('a < b')
    expect(side({ F: '<script>x</script>y' }, '{{text:F}}')).toBe('y')
  })

  it('are applied from the field to the left', () => {
    expect(side({ F: '<b>漢字[かんじ]</b>' }, '{{kana:text:F}}')).toBe('かんじ')
    expect(side({ F: '漢字[かんじ]' }, '{{text:furigana:F}}')).toBe('漢字かんじ')
  })

  it('that are not known, or have no name, pass the text on', () => {
    expect(side({ F: '<b>x</b>' }, '{{my-addon:F}}{{text::F}}')).toBe('<b>x</b>x')
    expect(side({ F: 'x' }, '[{{my-addon:}}]')).toBe('[]')
  })

  it('hide a hint behind a link, and nothing behind none', () => {
    const html = side({ 'A "hint"': 'look', Empty: ' ' }, '{{hint:A "hint"}}{{hint:Empty}}')
    expect(html).toBe(
      '<a class="hint" href="#" data-hint="hint-1" draggable="false">A &quot;hint&quot;</a>' +
        '<div id="hint-1" class="hint" style="display: none">look</div> ',
    )
    expect(side({ F: 'x', G: 'y' }, '{{hint:F}}{{hint:G}}').match(/data-hint="([^"]+)"/g)).toEqual([
      'data-hint="hint-1"',
      'data-hint="hint-2"',
    ])
  })

  it('mark where something is typed; type: makes other filters mean nothing', () => {
    expect(side({ F: 'x' }, '{{type:F}}')).toBe('[[type:F]]')
    expect(side({ F: 'x' }, '{{type:cloze:F}}')).toBe('[[type:cloze:F]]')
    expect(side({ F: 'x' }, '{{type:nc:F}}')).toBe('[[type:nc:F]]')
    expect(side({ F: 'x' }, '{{type:some:unknown:F}}')).toBe('[[type:F]]')
  })

  it('speak', () => {
    expect(side({ F: 'x' }, '{{tts en_US voices=Bob,Jane speed=0.8:F}}')).toBe(
      '[anki:tts lang=en_US voices=Bob,Jane speed=0.8]x[/anki:tts]',
    )
    expect(side({ F: 'x' }, '{{tts-voices:}}')).toContain('voices')
  })
})

describe('readings', () => {
  it('stand above, alone, or not at all', () => {
    const text = 'test first[second] third[fourth]'
    expect(kana(text)).toBe('testsecondfourth')
    expect(kanji(text)).toBe('testfirstthird')
    expect(furigana('first[second]')).toBe('<ruby><rb>first</rb><rt>second</rt></ruby>')
    expect(kanji('a&nbsp;b[c]')).toBe('ab')
    expect(furigana('<b>漢[かん]</b>')).toBe('<b><ruby><rb>漢</rb><rt>かん</rt></ruby></b>')
  })

  it('leave sounds alone', () => {
    expect(kana('a[b] x[sound:c.mp3]')).toBe('b x[sound:c.mp3]')
    expect(furigana('[sound:c.mp3]')).toBe('[sound:c.mp3]')
  })

  it('mean what their rule says: base back to a space or >, reading up to the next ]', () => {
    const piece = fc.constantFrom('a', 'b', ' ', '[', ']', '>', '\n', 'sound:')
    const rule = / ?([^ >]+?)\[(.+?)\]/g
    const naive = (text: string) =>
      text.replace(rule, (whole, base: string, reading: string) =>
        reading.startsWith('sound:') ? whole : `(${base}|${reading})`,
      )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        const ours = furigana(text).replace(/<ruby><rb>([^]*?)<\/rb><rt>([^]*?)<\/rt><\/ruby>/g, '($1|$2)')
        expect(ours).toBe(naive(text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('stripping', () => {
  it('handles a million angle brackets', () => {
    expect(stripTags('<'.repeat(1_000_000))).toHaveLength(1_000_000)
    expect(stripTags('<style>'.repeat(100_000))).toBe('')
    expect(stripTags('<!--'.repeat(100_000))).toHaveLength(400_000)
    expect(furigana('a['.repeat(200_000))).toHaveLength(400_000)
    expect(furigana('['.repeat(400_000))).toHaveLength(400_000)
  })
})
