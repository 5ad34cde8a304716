import './support/dom.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import type { CardFace } from '../../electron/contract/procedures/review.ts'
import { readFromFrame } from '../../renderer/src/content/frame/messages.ts'
import { isMediaUrl, mediaName, mediaUrl, nameOf, setContentBase } from '../../renderer/src/content/place.ts'
import { render } from '../../renderer/src/content/render.ts'
import { soundsIn } from '../../renderer/src/content/sounds.ts'
import { chooseVoice, speak, voiceFor } from '../../renderer/src/content/speech.ts'
import { spokenText } from '../../renderer/src/content/spoken.ts'
import { soundsOf } from '../../renderer/src/views/review/useListening.ts'

beforeEach(() => setContentBase('/content/token/'))
afterEach(() => {
  setContentBase('')
  vi.unstubAllGlobals()
})

function dom(html: string): HTMLElement {
  const box = document.createElement('div')
  box.innerHTML = html
  return box
}

describe('names of media', () => {
  it.each([
    ['leaf.png', 'leaf.png'],
    [' a b.png ', 'a b.png'],
    ['ü#1?.png', 'ü#1?.png'],
    ['https://x.example/a.png', null],
    ['//x.example/a.png', null],
    ['javascript:1', null],
    ['data:image/png;base64,A', null],
    ['../a.png', null],
    ['a/b.png', null],
    ['a\\b.png', null],
    ['..', null],
    ['#x', null],
    ['', null],
    ['x'.repeat(501), null],
  ])('%j is %j', (source, name) => {
    expect(mediaName(source)).toBe(name)
  })

  it('come back from their address', () => {
    expect(mediaUrl('a b/ü.png')).toBe('/content/token/media/a%20b%2F%C3%BC.png')
    expect(nameOf(mediaUrl('a b ü.png'))).toBe('a b ü.png')
    expect(isMediaUrl(mediaUrl('a.png'))).toBe(true)
    for (const url of [
      '/content/token/frame/x',
      '/content/token/media/../x',
      'https://x/content/token/media/a',
      '/x',
    ]) {
      expect(isMediaUrl(url)).toBe(false)
    }
  })
})

describe('media in Markdown', () => {
  it('are images of the collection by name', () => {
    const image = dom(render('![a *leaf*](my%20leaf.png "t")')).querySelector('img')
    expect(image?.getAttribute('src')).toBe('/content/token/media/my%20leaf.png')
    expect(image?.getAttribute('alt')).toBe('a *leaf*')
  })

  it('from elsewhere are links, and never images', () => {
    const box = dom(render('![far](https://x.example/a.png) ![](https://x.example/b.png)'))
    expect(box.querySelector('img')).toBeNull()
    expect([...box.querySelectorAll('a')].map((link) => link.textContent)).toEqual([
      'far (not loaded)',
      'Image (not loaded)',
    ])
  })

  it('are sounds with a button, wherever they stand', () => {
    const box = dom(render('say [sound:a "b".mp3] and `[sound:x.mp3]`'))
    const buttons = box.querySelectorAll('button')
    expect(buttons).toHaveLength(1)
    expect(buttons[0]?.dataset['sound']).toBe('a "b".mp3')
    expect(buttons[0]?.getAttribute('aria-label')).toBe('Play a "b".mp3')
    expect(dom(render('[sound:]')).querySelector('button')).toBeNull()
  })

  it('do not make links of names', () => {
    expect(dom(render('[x](leaf.png)')).querySelector('a')?.hasAttribute('href')).toBe(false)
    expect(dom(render('[x](javascript:1)')).textContent).toContain('javascript:1')
  })

  it('are drawn anew when the host has another address', () => {
    expect(render('![a](a.png)')).toContain('/content/token/')
    setContentBase('/content/other/')
    expect(render('![a](a.png)')).toContain('/content/other/media/a.png')
  })
})

describe('code', () => {
  it('is colored when its language is known, gaps and all else apart', async () => {
    const fence = '```python\nreturn None  # x < y\n```'
    render(fence)
    await vi.waitFor(() => expect(dom(render(fence)).querySelector('.hljs-keyword')?.textContent).toBe('return'))
    expect(dom(render(fence)).textContent).toContain('x < y')
    expect(render('```nonsense\nreturn\n```')).not.toContain('hljs')
    expect(render('```\nreturn\n```')).not.toContain('hljs')
    expect(render('```python\nreturn \uE000x\uE001\n```')).toContain('<mark')
    expect(dom(render('```html\n<script>1</script>\n```')).querySelector('script')).toBeNull()
  })
})

const TEMPLATE: CardFace = {
  type: 'template',
  question: 'Q <b>one</b>\u{E002}<button data-sound="q:0"></button><style>x</style>',
  answer: 'Q one<hr id="answer"><p>Back</p><span class="cloze">[...]</span>',
  css: '',
  card: 1,
  typed: null,
  sounds: { question: [{ type: 'file', name: 'q.mp3' }], answer: [] },
}

describe('what is read aloud', () => {
  it('is the side on screen, in words', () => {
    const text: CardFace = { type: 'text', prompt: '**What** is $x$?\n\n- one', answer: 'A', extra: 'B [sound:a.mp3]' }
    expect(spokenText(text, false)).toMatch(/^What is .*x.*\?\s*one$/s)
    expect(spokenText(text, true)).toBe('A\nB')
    const gap = '\uE000\uE001'
    expect(spokenText({ type: 'cloze', prompt: `a ${gap} b`, answer: 'a c b', extra: null }, false)).toBe('a blank b')
  })

  it('is of an imported card what follows the line', () => {
    expect(spokenText(TEMPLATE, false)).toBe('Q one')
    expect(spokenText(TEMPLATE, true)).toBe('Back\nblank')
  })
})

describe('sounds of a card', () => {
  it('are those of its sides, in their order', () => {
    expect(soundsIn('[sound:a.mp3] x [sound: b.mp3 ]', null)).toEqual([
      { type: 'file', name: 'a.mp3' },
      { type: 'file', name: 'b.mp3' },
    ])
    expect(soundsOf(TEMPLATE).question).toHaveLength(1)
    const cloze: CardFace = {
      type: 'cloze',
      prompt: 'x [sound:a.mp3]',
      answer: 'y [sound:a.mp3]',
      extra: '[sound:b.mp3]',
    }
    expect(soundsOf(cloze)).toEqual({
      question: [{ type: 'file', name: 'a.mp3' }],
      answer: [{ type: 'file', name: 'b.mp3' }],
    })
  })
})

describe('voices', () => {
  const voice = (name: string, lang: string) => ({ name, lang, voiceURI: name }) as SpeechSynthesisVoice
  const all = [voice('Ada', 'en-GB'), voice('Bob', 'en-US'), voice('Kyoko', 'ja_JP')]
  afterEach(() => chooseVoice('', '', 1))

  it('are the one a card names, then one of its language', () => {
    expect(voiceFor(all, { lang: 'en-US', voices: ['Nobody', 'Kyoko'] })?.name).toBe('Kyoko')
    expect(voiceFor(all, { lang: 'ja-JP' })?.name).toBe('Kyoko')
    expect(voiceFor(all, { lang: 'en' })?.name).toBe('Ada')
    expect(voiceFor(all, { lang: 'fr-FR' })).toBeNull()
    expect(voiceFor(all, {})).toBeNull()
  })

  it('are the person’s own where the language agrees', () => {
    chooseVoice('Bob', '', 1)
    expect(voiceFor(all, {})?.name).toBe('Bob')
    expect(voiceFor(all, { lang: 'en-GB' })?.name).toBe('Bob')
    expect(voiceFor(all, { lang: 'ja-JP' })?.name).toBe('Kyoko')
  })

  it('read at the speed that card and person ask for, and are quiet without a system', async () => {
    const spoken: SpeechSynthesisUtterance[] = []
    vi.stubGlobal(
      'SpeechSynthesisUtterance',
      class {
        rate = 1
        lang = ''
        onend: (() => void) | null = null
        readonly text: string
        constructor(text: string) {
          this.text = text
        }
      },
    )
    await speak('nobody hears')
    const speechSynthesis = {
      getVoices: () => all,
      cancel: () => undefined,
      speak: (words: SpeechSynthesisUtterance) => {
        spoken.push(words)
        words.onend?.call(words, {} as SpeechSynthesisEvent)
      },
    }
    vi.stubGlobal('speechSynthesis', speechSynthesis)
    Object.defineProperty(window, 'speechSynthesis', { value: speechSynthesis, configurable: true })
    chooseVoice('', '', 1.5)
    await speak('hello', { lang: 'en-GB', rate: 0.5 })
    expect(spoken.map(({ text, lang, rate }) => ({ text, lang, rate }))).toEqual([
      { text: 'hello', lang: 'en-GB', rate: 0.75 },
    ])
    Reflect.deleteProperty(window, 'speechSynthesis')
  })
})

describe('messages of a frame', () => {
  it('are taken when they are well formed, field by field', () => {
    expect(readFromFrame({ type: 'size', height: 10, answerAt: 'x', more: 1 })).toEqual({
      type: 'size',
      height: 10,
      answerAt: null,
    })
    expect(readFromFrame({ type: 'key', key: { key: 'a', code: 'KeyA', ctrlKey: 'yes', shiftKey: true } })).toEqual({
      type: 'key',
      key: { key: 'a', code: 'KeyA', ctrlKey: false, metaKey: false, altKey: false, shiftKey: true, repeat: false },
    })
    expect(readFromFrame({ type: 'typed', text: 'x' })).toEqual({ type: 'typed', text: 'x' })
    expect(readFromFrame({ type: 'link', href: 'https://x' })).toEqual({ type: 'link', href: 'https://x' })
  })

  it.each([
    null,
    'size',
    {},
    { type: 'size', height: Number.NaN },
    { type: 'size', height: '10' },
    { type: 'typed', text: 'x'.repeat(2001) },
    { type: 'typed', text: 5 },
    { type: 'link', href: 'x'.repeat(4001) },
    { type: 'play', sound: {} },
    { type: 'key', key: 'a' },
    { type: 'key', key: { key: 'x'.repeat(50), code: '' } },
    { type: 'other' },
  ])('are left aside when they are not: %j', (data) => {
    expect(readFromFrame(data)).toBeNull()
  })
})

describe('the reactive base', () => {
  it('is empty until the host has answered', async () => {
    setContentBase('')
    const shown = ref(isMediaUrl('/content/token/media/a.png'))
    await nextTick()
    expect(shown.value).toBe(false)
  })
})
