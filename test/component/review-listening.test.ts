import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setContentBase } from '../../renderer/src/content/place.ts'
import { useSettingsStore } from '../../renderer/src/stores/settings.ts'
import ReviewView from '../../renderer/src/views/review/ReviewView.vue'
import { findings } from './support/axe.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { card, session } from './support/reviews.ts'

/** What was played, by its address; each sound ends when it is told to. */
let played: string[] = []
let endings: (() => void)[] = []
/** What was read aloud. */
let spoken: string[] = []

class FakeAudio extends EventTarget {
  readonly src: string
  constructor(src: string) {
    super()
    this.src = src
    endings.push(() => this.dispatchEvent(new Event(src.includes('gone') ? 'error' : 'ended')))
  }
  play(): Promise<void> {
    played.push(this.src.split('/').at(-1) ?? '')
    return Promise.resolve()
  }
  pause(): void {
    this.dispatchEvent(new Event('pause'))
  }
}

function withVoices(): void {
  const voices = [{ name: 'Ada', lang: 'en-GB', voiceURI: 'ada' }]
  const speechSynthesis = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    cancel: () => void spoken.push('(stop)'),
    speak: (words: { text: string }) => void spoken.push(words.text),
  })
  Object.defineProperty(window, 'speechSynthesis', { value: speechSynthesis, configurable: true })
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      readonly text: string
      constructor(text: string) {
        this.text = text
      }
    },
  )
}

beforeEach(() => {
  played = []
  endings = []
  spoken = []
  setContentBase('/content/token/')
  vi.stubGlobal('Audio', FakeAudio)
})
afterEach(() => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(window, 'speechSynthesis')
  setContentBase('')
})

const SOUNDING = {
  type: 'text' as const,
  prompt: 'Listen [sound:one.mp3] [sound:two.mp3]',
  answer: 'So [sound:three.mp3]',
  extra: null,
}
const open = (face: Parameters<typeof card>[0] = SOUNDING) =>
  mountInApp(ReviewView, { answers: session([card(face), card(SOUNDING, { cardId: 8 })]), at: '/review' })
const buttons = () => [...document.querySelectorAll('.acts.end .act')].map((button) => button.textContent?.trim())

describe('sounds of a card', () => {
  it('are silent until they are asked for, then play one after the other', async () => {
    await open()
    expect(played).toEqual([])
    await press('r')
    expect(played).toEqual(['one.mp3'])
    endings[0]?.()
    await settle()
    expect(played).toEqual(['one.mp3', 'two.mp3'])
    await press(' ')
    await press('r')
    expect(played).toEqual(['one.mp3', 'two.mp3', 'one.mp3'])
  })

  it('play by themselves where the person wants it: those of the side that comes', async () => {
    await open()
    const store = useSettingsStore()
    store.settings = { ...store.settings, autoplay: true }
    await press(' ')
    expect(played).toEqual(['three.mp3'])
    await press('3')
    expect(played).toEqual(['three.mp3', 'one.mp3'])
  })

  it('are offered only where there are any', async () => {
    await open({ type: 'text', prompt: 'Quiet', answer: 'Still', extra: null })
    expect(buttons()?.join()).not.toContain('Play')
    await press('r')
    expect(played).toEqual([])
  })

  it('say when one is missing, and go on', async () => {
    await open({ ...SOUNDING, prompt: 'x [sound:gone.mp3] [sound:two.mp3]' })
    await press('r')
    endings[0]?.()
    await settle()
    expect(played).toEqual(['gone.mp3', 'two.mp3'])
  })

  it('play from the button where they stand', async () => {
    await open()
    document.querySelectorAll<HTMLButtonElement>('.card button.sound')[1]?.click()
    expect(played).toEqual(['two.mp3'])
  })
})

describe('reading aloud', () => {
  it('reads the side on screen, and stops when it is asked again or the card goes', async () => {
    withVoices()
    await open({ type: 'text', prompt: 'What is **this**?', answer: 'That', extra: 'And more' })
    expect(buttons()?.join()).toContain('Read aloud')
    await press('l')
    expect(spoken.at(-1)).toBe('What is this?')
    await press('l')
    expect(spoken.at(-1)).toBe('(stop)')
    await press(' ')
    await press('l')
    expect(spoken.at(-1)).toBe('That\nAnd more')
    expect(await findings()).toEqual([])
  })

  it('is not offered where the system has no voice', async () => {
    await open()
    expect(buttons()?.join()).not.toContain('Read aloud')
  })
})
