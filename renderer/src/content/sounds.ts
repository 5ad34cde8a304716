import { shallowRef } from 'vue'
import type { CardSound } from '../../../electron/contract/procedures/review.ts'
import { mediaUrl } from './place.ts'
import { speak, stopSpeaking } from './speech.ts'

/** What is being played; each start ends what went before it. */
let turn = 0
let playing: HTMLAudioElement | null = null
/** The sound that could not be played last, by its name. */
export const unplayable = shallowRef<string | null>(null)

/** Ends whatever is played or spoken. */
export function stopSounds(): void {
  turn++
  playing?.pause()
  playing = null
  stopSpeaking()
}

function playFile(name: string): Promise<void> {
  return new Promise((resolve) => {
    const audio = new Audio(mediaUrl(name))
    playing = audio
    const fail = (): void => {
      unplayable.value = name
      resolve()
    }
    audio.addEventListener('ended', () => resolve())
    audio.addEventListener('pause', () => resolve())
    audio.addEventListener('error', fail)
    // Browsers refuse sound before the person has touched the page; the button is there for that.
    audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') resolve()
      else if (!(error instanceof DOMException && error.name === 'AbortError')) fail()
    })
  })
}

/** Plays sounds one after the other. */
export async function playAll(sounds: readonly CardSound[]): Promise<void> {
  stopSounds()
  const mine = turn
  unplayable.value = null
  for (const sound of sounds) {
    if (mine !== turn) return
    if (sound.type === 'file') await playFile(sound.name)
    else await speak(sound.text, sound)
  }
}

/** Plays one sound. */
export function playOne(sound: CardSound): void {
  void playAll([sound])
}

const NAMED = /\[sound:([^\]\n]{1,500})\]/g

/** The sounds that a text of our own kinds names, in their order. */
export function soundsIn(...texts: readonly (string | null)[]): CardSound[] {
  return texts.flatMap((text) =>
    [...(text ?? '').matchAll(NAMED)].map((match): CardSound => ({ type: 'file', name: (match[1] ?? '').trim() })),
  )
}
