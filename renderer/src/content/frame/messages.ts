/** What the page tells the frame, over a port of their own. */
export type ToFrame =
  | {
      readonly type: 'show'
      /** Sanitised. */
      readonly html: string
      readonly css: string
      /** Classes of the body, such as `card card1`. */
      readonly classes: string
      readonly dark: boolean
      /** Pixels: what `100vh` means in a frame that is as high as its content. */
      readonly viewHeight: number
    }
  | { readonly type: 'dark'; readonly dark: boolean }
  | { readonly type: 'focus' }

/** A key that was pressed in the frame. */
export interface FrameKey {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly repeat: boolean
}

/** What the frame tells the page. Everything in it may be forged by a card, if ever a card's script should run. */
export type FromFrame =
  | { readonly type: 'size'; readonly height: number; readonly answerAt: number | null }
  | { readonly type: 'key'; readonly key: FrameKey }
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'link'; readonly href: string }
  | { readonly type: 'play'; readonly sound: string }

/** Said by the frame when it is there; and by the page, with the port. */
export const READY = 'epoch:frame-ready'
export const PORT = 'epoch:frame-port'

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** A message of the frame as far as it is well formed; null for anything else. */
export function readFromFrame(data: unknown): FromFrame | null {
  if (typeof data !== 'object' || data === null) return null
  const message = data as Record<string, unknown>
  switch (message['type']) {
    case 'size': {
      const { height, answerAt } = message
      if (!isNumber(height)) return null
      return { type: 'size', height, answerAt: isNumber(answerAt) ? answerAt : null }
    }
    case 'typed':
      return isText(message['text'], 2000) ? { type: 'typed', text: message['text'] } : null
    case 'link':
      return isText(message['href'], 4000) ? { type: 'link', href: message['href'] } : null
    case 'play':
      return isText(message['sound'], 20) ? { type: 'play', sound: message['sound'] } : null
    case 'key':
      return readKey(message['key'])
    default:
      return null
  }
}

function readKey(value: unknown): FromFrame | null {
  if (typeof value !== 'object' || value === null) return null
  const given = value as Record<string, unknown>
  const { key, code } = given
  if (!isText(key, 40) || !isText(code, 40)) return null
  const is = (name: string): boolean => given[name] === true
  const modifiers = { ctrlKey: is('ctrlKey'), metaKey: is('metaKey'), altKey: is('altKey'), shiftKey: is('shiftKey') }
  return { type: 'key', key: { key, code, ...modifiers, repeat: is('repeat') } }
}
