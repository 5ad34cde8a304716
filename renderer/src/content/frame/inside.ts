/*
 * The one script that runs in the frame of a card. The card's HTML is sanitised before it comes here, the policy of the
 * frame lets no other script run, and the frame has no origin, so that nothing in it can reach the page or the network.
 */
import 'katex/dist/katex.min.css?frame'
import './frame.css'
import type { FrameKey, FromFrame, ToFrame } from './messages.ts'

const READY = 'epoch:frame-ready'
const PORT = 'epoch:frame-port'

// Taken before any card is here: an element's name can hide a property of the document.
const { body, documentElement: root } = document
const make = document.createElement.bind(document)
const styles = make('style')
const content = document.getElementById('qa') ?? body
const parentOrigin = document.currentScript?.dataset['parent'] ?? ''
let port: MessagePort | null = null
let sized = ''

document.head.append(styles)

function say(message: FromFrame): void {
  port?.postMessage(message)
}

/**
 * As high as the content is. Content that is taller than the window shows in the scroll height only; content of a body
 * that a style sheet has taken out of the flow shows in its own place only.
 */
function measure(): void {
  const own = content.getBoundingClientRect().bottom + Number.parseFloat(getComputedStyle(body).marginBottom || '0')
  const flow = root.scrollHeight > root.clientHeight ? root.scrollHeight : root.getBoundingClientRect().height
  const height = Math.ceil(Math.max(own, flow))
  const answer = content.querySelector('#answer')
  const answerAt = answer ? Math.round(answer.getBoundingClientRect().top) : null
  const now = `${height} ${answerAt}`
  if (now === sized) return
  sized = now
  say({ type: 'size', height, answerAt })
}

function paint(dark: boolean): void {
  for (const name of ['nightMode', 'night_mode', 'dark']) {
    body.classList.toggle(name, dark)
    root.classList.toggle(name, dark)
  }
}

/** The field of the answer, if the card has one. */
function field(): HTMLInputElement | null {
  return content.querySelector<HTMLInputElement>('input#typeans')
}

function show(message: Extract<ToFrame, { type: 'show' }>): void {
  const typed = field()?.value ?? ''
  styles.textContent = message.css
  root.style.setProperty('--epoch-vh', `${message.viewHeight / 100}px`)
  body.className = message.classes
  paint(message.dark)
  content.innerHTML = message.html
  const next = field()
  if (next && typed !== '' && next.value === '') next.value = typed
  sized = ''
  measure()
}

function take(message: ToFrame): void {
  if (message.type === 'show') show(message)
  else if (message.type === 'dark') paint(message.dark)
  else (field() ?? body).focus({ preventScroll: true })
}

function connect(event: MessageEvent): void {
  const [given] = event.ports
  if (event.source !== window.parent || event.origin !== parentOrigin || event.data !== PORT || !given) return
  window.removeEventListener('message', connect)
  port = given
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => take(data)
  new ResizeObserver(measure).observe(root)
  new ResizeObserver(measure).observe(content)
}

function click(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null
  const button = target?.closest<HTMLElement>('[data-sound]')
  if (button) return say({ type: 'play', sound: button.dataset['sound'] ?? '' })
  const link = target?.closest<HTMLAnchorElement>('a')
  if (!link) return
  event.preventDefault()
  const hint = link.dataset['hint']
  if (hint !== undefined) return open(link, hint)
  const href = link.getAttribute('href') ?? ''
  if (href.startsWith('#')) content.querySelector(`[id="${CSS.escape(href.slice(1))}"]`)?.scrollIntoView()
  else if (href !== '') say({ type: 'link', href })
}

/** Shows what a hint hides, in place of its link. */
function open(link: HTMLElement, id: string): void {
  const hidden = content.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`)
  if (!hidden) return
  hidden.style.display = 'block'
  link.style.display = 'none'
  hidden.tabIndex = -1
  hidden.focus({ preventScroll: true })
  measure()
}

const OWN_KEYS = 'button, a[href], summary, select, input[type=checkbox], input[type=radio], label, audio, video'

/** Whether what has the focus wants this key itself. */
function rests(target: Element | null, event: KeyboardEvent): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (target?.matches('input:not([type=checkbox], [type=radio]), textarea')) {
    return plain && event.key !== 'Enter' && event.key !== 'Escape'
  }
  const presses = event.key === ' ' || event.key === 'Enter' || event.key.startsWith('Arrow')
  return plain && presses && target?.closest(OWN_KEYS) != null
}

function press(event: KeyboardEvent): void {
  if (event.isComposing || event.key === 'Tab') return
  if (rests(event.target instanceof Element ? event.target : null, event)) return
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat } = event
  const pressed: FrameKey = { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat }
  // These would scroll or submit; everything else keeps what the browser does with it.
  if (key === ' ' || key === 'Enter') event.preventDefault()
  say({ type: 'key', key: pressed })
}

/** The name of a medium in its address. */
function nameIn(address: string): string {
  const last = address.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** A medium that is gone leaves its name. */
function missing(event: Event): void {
  const target = event.target
  const holder = target instanceof HTMLSourceElement ? target.parentElement : target
  if (!(holder instanceof HTMLImageElement || holder instanceof HTMLMediaElement)) return
  const source = target instanceof Element ? (target.getAttribute('src') ?? '') : ''
  const words = make('span')
  words.className = 'epoch-missing'
  words.textContent = `${nameIn(source)} is missing`
  holder.replaceWith(words)
  measure()
}

window.addEventListener('message', connect)
body.addEventListener('click', click)
body.addEventListener('submit', (event) => event.preventDefault())
window.addEventListener('keydown', press)
body.addEventListener('input', (event) => {
  const target = event.target
  if (target instanceof HTMLInputElement && target === field())
    say({ type: 'typed', text: target.value.slice(0, 2000) })
})
body.addEventListener('error', missing, true)
body.addEventListener('load', measure, true)
body.addEventListener('toggle', measure, true)
window.parent.postMessage(READY, parentOrigin)
