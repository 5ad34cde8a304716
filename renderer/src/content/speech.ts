import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** How something is to be read. Languages are BCP 47, such as en-GB. */
export interface Reading {
  readonly lang?: string
  /** Names of voices, the most wanted first. */
  readonly voices?: readonly string[]
  /** 1 is the voice's own speed. */
  readonly rate?: number
}

/** The person's choice, for what does not say itself how it is to be read. */
let chosen: Required<Pick<Reading, 'lang' | 'rate'>> & { voice: string } = { lang: '', rate: 1, voice: '' }

const synthesis = (): SpeechSynthesis | null => ('speechSynthesis' in window ? window.speechSynthesis : null)

/** Says which voice reads by default. @param voice its URI; empty leaves the choice to the language */
export function chooseVoice(voice: string, lang: string, rate: number): void {
  chosen = { voice, lang, rate }
}

/** The voices of this system; none where it has none. */
export function voices(): readonly SpeechSynthesisVoice[] {
  return synthesis()?.getVoices() ?? []
}

/** The voices as they become known: browsers tell them late. */
export function useVoices(): Readonly<ShallowRef<readonly SpeechSynthesisVoice[]>> {
  const known = shallowRef(voices())
  const renew = (): void => void (known.value = voices())
  const from = synthesis()
  from?.addEventListener('voiceschanged', renew)
  onScopeDispose(() => from?.removeEventListener('voiceschanged', renew))
  return known
}

/** Ends what is being read. */
export function stopSpeaking(): void {
  synthesis()?.cancel()
}

const simple = (lang: string): string => lang.toLowerCase().replaceAll('_', '-')

/** The voice for a reading: one that it names, the person's own where the language agrees, then one of the language. */
export function voiceFor(
  all: readonly SpeechSynthesisVoice[],
  { lang = '', voices: names = [] }: Reading,
): SpeechSynthesisVoice | null {
  for (const name of names) {
    const named = all.find((voice) => voice.name === name || voice.name.replaceAll(' ', '_') === name)
    if (named) return named
  }
  const wanted = simple(lang === '' ? chosen.lang : lang)
  const own = all.find((voice) => voice.voiceURI === chosen.voice)
  if (own && (wanted === '' || simple(own.lang).split('-')[0] === wanted.split('-')[0])) return own
  if (wanted === '') return null
  const exact = all.find((voice) => simple(voice.lang) === wanted)
  return exact ?? all.find((voice) => simple(voice.lang).split('-')[0] === wanted.split('-')[0]) ?? null
}

/** Reads a text aloud; resolves when it is over, was ended, or cannot be. */
export function speak(text: string, reading: Reading = {}): Promise<void> {
  const from = synthesis()
  if (!from || text.trim() === '') return Promise.resolve()
  return new Promise((resolve) => {
    const words = new SpeechSynthesisUtterance(text)
    const voice = voiceFor(from.getVoices(), reading)
    if (voice) words.voice = voice
    const lang = reading.lang || voice?.lang || chosen.lang
    if (lang) words.lang = lang
    words.rate = Math.min(4, Math.max(0.3, (reading.rate ?? 1) * chosen.rate))
    words.onend = () => resolve()
    words.onerror = () => resolve()
    from.speak(words)
  })
}
