import type { CardSound } from '../../../contract/procedures/review.ts'
import { decodeEntities, textOfHtml } from './html.ts'

const MOST = 200
const SOUND = '[sound:'
const SPEECH = '[anki:tts '
const SPEECH_END = '[/anki:tts]'

/** HTML in which each sound is a play button, and the sounds in their order. */
export interface WithSounds {
  readonly html: string
  readonly sounds: readonly CardSound[]
}

/**
 * Takes `[sound:name]` and `[anki:tts …]…[/anki:tts]` out of a side. In their place stands a button that names its
 * sound by side and number, such as `q:0`.
 */
export function takeSounds(html: string, side: 'q' | 'a'): WithSounds {
  const sounds: CardSound[] = []
  let result = ''
  let done = 0
  const openings = /\[sound:|\[anki:tts /g
  for (let open = openings.exec(html); open !== null && sounds.length < MOST; open = openings.exec(html)) {
    const found = open[0] === SOUND ? soundAt(html, open.index) : speechAt(html, open.index)
    if (found === null) continue
    result += html.slice(done, open.index) + playButton(`${side}:${sounds.length}`)
    sounds.push(found.sound)
    done = found.end
    openings.lastIndex = done
  }
  return { html: result + html.slice(done), sounds }
}

/** The button that plays a sound of a side. */
export function playButton(sound: string): string {
  return `<button type="button" class="replay-button soundLink" data-sound="${sound}" aria-label="Play"></button>`
}

type Found = { readonly sound: CardSound; readonly end: number } | null

/** Names are short; a bracket that is far away belongs to something else. */
const LONGEST_NAME = 500

function soundAt(html: string, start: number): Found {
  const from = start + SOUND.length
  const length = html.slice(from, from + LONGEST_NAME).indexOf(']')
  if (length < 1) return null
  const name = decodeEntities(html.slice(from, from + length)).trim()
  return { sound: { type: 'file', name }, end: from + length + 1 }
}

const LONGEST_SPEECH = 20_000

function speechAt(html: string, start: number): Found {
  const head = html.slice(start + SPEECH.length, start + SPEECH.length + LONGEST_NAME)
  const close = head.indexOf(']')
  if (close === -1) return null
  const from = start + SPEECH.length + close + 1
  const length = html.slice(from, from + LONGEST_SPEECH).indexOf(SPEECH_END)
  if (length === -1) return null
  const options = new Map(
    head
      .slice(0, close)
      .split(' ')
      .map((part) => part.split('=', 2) as [string, string | undefined]),
  )
  const speed = Number(options.get('speed'))
  const text = textOfHtml(
    html
      .slice(from, from + length)
      .replace(/<br ?\/?>/gi, '\n')
      .replace(/\[sound:[^\]]{1,500}\]/g, ' '),
  )
    .replaceAll('[...]', ' ')
    .trim()
  const sound: CardSound = {
    type: 'speech',
    text,
    lang: (options.get('lang') ?? '').replaceAll('_', '-'),
    voices: (options.get('voices') ?? '').split(',').filter((voice) => voice !== ''),
    rate: speed >= 0.1 && speed <= 10 ? speed : 1,
  }
  return { sound, end: from + length + SPEECH_END.length }
}
