import { mediaName, mediaUrl } from '../place.ts'

/** Addresses in a style sheet as the browser writes them out: `url("…")`, quotes and backslashes escaped. */
const ADDRESS = /url\("((?:[^"\\]|\\[^])*)"\)/g

/** A share of the window's height: a frame that is as high as its content has none of its own. */
const HEIGHTS = /(?<![\w."'#-])(\d{0,6}\.?\d{1,6})(?:[dsl]?vh|[dsl]?vb)(?![\w"'-])/g

/** The style with heights of the window as those of the page around the frame. */
export function withPageHeights(written: string): string {
  return written.replace(HEIGHTS, 'calc($1 * var(--epoch-vh, 8px))')
}

/**
 * Keeps of a style what shows the card: addresses lead to media of the collection, any other leads nowhere.
 * @param written a style as the browser writes it out, so that nothing in it is disguised
 */
export function onlyMedia(written: string): string {
  return written.replace(ADDRESS, (_whole, escaped: string) => {
    const address = escaped.replace(/\\(?:([\da-f]{1,6})\s?|([^]))/gi, (_, hex?: string, plain?: string) =>
      hex === undefined ? (plain ?? '') : String.fromCodePoint(Number.parseInt(hex, 16) || 0xfffd),
    )
    if (/^data:(?:image\/(?:png|jpeg|gif|webp)|font\/)/i.test(address)) return `url("${address.replaceAll('"', '')}")`
    const name = mediaName(decoded(address))
    return name === null ? 'url("data:,")' : `url("${mediaUrl(name)}")`
  })
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/**
 * The style sheet of a note type, or of a `<style>` in a card. The browser reads it and writes it out again, which
 * leaves `@import` and everything that it does not understand behind.
 */
export function cleanStyles(css: string): string {
  if (css.trim() === '') return ''
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return withPageHeights(onlyMedia([...sheet.cssRules].map((rule) => rule.cssText).join('\n')))
}
