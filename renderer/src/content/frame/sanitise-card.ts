import DOMPurify, { type Config } from 'dompurify'
import { mediaName, mediaUrl } from '../place.ts'
import { cleanStyles, onlyMedia, withPageHeights } from './css.ts'

/**
 * What may not be in a card, beside what DOMPurify never lets through (scripts, event handlers, script addresses):
 * whatever loads a page, leaves one, sends a form, or takes the focus.
 */
const CONFIG = {
  USE_PROFILES: { html: true, svg: true, mathMl: true },
  ADD_TAGS: ['style', 'rb', 'rtc', 'use'],
  FORBID_TAGS: [
    'form',
    'template',
    'dialog',
    'foreignobject',
    'animate',
    'animatemotion',
    'animatetransform',
    'set',
    'marquee',
    'bgsound',
  ],
  FORBID_ATTR: [
    'srcset',
    'sizes',
    'background',
    'ping',
    'action',
    'formaction',
    'autofocus',
    'autoplay',
    'target',
    'usemap',
    'lowsrc',
    'dynsrc',
    'longdesc',
    'poster',
    'contenteditable',
    'tabindex',
    'accesskey',
    'popover',
    'popovertarget',
    'inert',
    'is',
    'slot',
  ],
  FORBID_CONTENTS: ['script', 'noscript', 'iframe', 'object', 'template', 'annotation-xml'],
  ALLOW_DATA_ATTR: true,
  ALLOW_ARIA_ATTR: true,
  FORCE_BODY: true,
  // Names in a card hide nothing that the frame's script still looks up.
  SANITIZE_DOM: false,
  RETURN_DOM_FRAGMENT: true,
} satisfies Config

const cards = DOMPurify(window)

/** HTML of a card without anything that acts. Lies in a document of its own, in which nothing loads. */
export function sanitiseCard(html: string): DocumentFragment {
  const card = cards.sanitize(html, CONFIG)
  for (const style of card.querySelectorAll('style')) style.textContent = cleanStyles(style.textContent ?? '')
  for (const element of card.querySelectorAll<HTMLElement | SVGElement>('[style]')) {
    element.setAttribute('style', withPageHeights(onlyMedia(element.style.cssText)))
  }
  for (const field of card.querySelectorAll('input, textarea, select')) keepHarmless(field)
  for (const link of card.querySelectorAll('a')) keepLink(link)
  for (const element of card.querySelectorAll('use, image, feImage, linearGradient, radialGradient, pattern, filter')) {
    keepLocal(element)
  }
  for (const element of card.querySelectorAll('img, audio, video, source, track, input[src], embed')) useMedium(element)
  return card
}

/** Check boxes and buttons drive styles; fields for writing are ours alone. */
function keepHarmless(field: Element): void {
  const type = (field.getAttribute('type') ?? '').toLowerCase()
  if (field.localName === 'input' && (type === 'checkbox' || type === 'radio')) return
  field.remove()
}

/** Links leave by https only, through the page, which opens them; those within the card stay. */
function keepLink(link: Element): void {
  const href = link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? ''
  link.removeAttribute('xlink:href')
  if (!/^https:\/\/[^\s/]/i.test(href) && !href.startsWith('#')) link.removeAttribute('href')
  if (href.startsWith('https:')) link.setAttribute('title', link.getAttribute('title') ?? href)
}

function keepLocal(element: Element): void {
  for (const name of ['href', 'xlink:href']) {
    const href = element.getAttribute(name)
    if (href === null || href.startsWith('#')) continue
    const medium = element.localName === 'image' ? mediaName(href) : null
    if (medium === null) element.removeAttribute(name)
    else element.setAttribute(name, mediaUrl(medium))
  }
}

const OWN_IMAGE = /^data:image\/(?:png|jpeg|jpg|gif|webp|avif|svg\+xml)[;,]/i

/** Leads a medium to the collection; one from elsewhere becomes a link that says where it lies. */
function useMedium(element: Element): void {
  const source = element.getAttribute('src')
  if (source === null) return
  const name = mediaName(source)
  if (name !== null) {
    element.setAttribute('src', mediaUrl(name))
    return
  }
  if (element.localName === 'img' && OWN_IMAGE.test(source)) return
  element.removeAttribute('src')
  if (element.localName === 'img' || element.localName === 'audio' || element.localName === 'video') {
    element.replaceWith(elsewhere(element, source))
  }
}

function elsewhere(element: Element, source: string): Element {
  const https = /^https:\/\/([^\s/]+)/i.exec(source.startsWith('//') ? `https:${source}` : source)
  const words = element.ownerDocument.createElement(https ? 'a' : 'span')
  words.className = 'epoch-remote'
  if (https) words.setAttribute('href', https.input)
  const what = element.localName === 'img' ? 'An image' : 'A recording'
  words.textContent = https ? `${what} at ${https[1]}, not loaded` : `${what} from elsewhere, not loaded`
  return words
}
