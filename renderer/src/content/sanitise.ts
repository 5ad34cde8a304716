import DOMPurify, { type Config } from 'dompurify'
import { DRAWING_ATTRIBUTES, DRAWING_ELEMENTS } from '../../../electron/contract/content/drawing.ts'
import { isMediaUrl } from './place.ts'

const HTML =
  'a blockquote br button code del em h1 h2 h3 h4 h5 h6 hr img li mark ol p pre s span strong table tbody td th thead tr ul'
const MATHML =
  'math semantics mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mtable mtr mtd mover munder ' +
  'munderover mpadded mphantom mstyle menclose mlabeledtr mmultiscripts mprescripts'
const SVG = 'svg path line'

const ATTRIBUTES = (
  'class target rel start alt loading type data-sound aria-label colspan rowspan align style aria-hidden ' +
  'width height viewBox preserveAspectRatio d x1 x2 y1 y2 stroke-width xmlns ' +
  'accent accentunder columnalign columnspacing columnlines rowlines rowspacing depth display displaystyle fence ' +
  'linethickness lspace rspace largeop mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits ' +
  'notation scriptlevel separator stretchy symmetric voffset frame framespacing side'
).split(' ')

const CONFIG: Config = {
  ALLOWED_TAGS: `${HTML} ${MATHML} ${SVG}`.split(' '),
  ALLOWED_ATTR: ['href', 'src', ...ATTRIBUTES],
  // Only href and src hold addresses; without this the rule for addresses would judge every attribute.
  ADD_URI_SAFE_ATTR: ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https:\/\/|\/content\/[\w-]+\/media\/)/i,
  FORBID_CONTENTS: ['annotation', 'annotation-xml', 'script', 'style', 'template', 'iframe', 'object', 'noscript'],
}

/** The properties that KaTeX sets; any other is dropped. */
const STYLES = new Set(
  (
    'color background-color border-color border-width border-style border-top-width border-bottom-width ' +
    'border-right-width border-right-style height width min-width max-width top bottom left right vertical-align ' +
    'margin margin-left margin-right margin-top padding-left padding-right position'
  ).split(' '),
)

function safeStyle(style: string): string {
  return style
    .split(';')
    .map((rule) => rule.trim())
    .filter((rule) => {
      const [name = '', value = ''] = rule.split(':').map((part) => part.trim().toLowerCase())
      if (name === 'position') return value === 'relative'
      return STYLES.has(name) && /^[#\w\s.%+-]+$/.test(value)
    })
    .join(';')
}

const purify = DOMPurify(window)
purify.addHook('uponSanitizeAttribute', (_node, data) => {
  if (data.attrName === 'style') data.attrValue = safeStyle(data.attrValue)
  // Images are the collection's own; anything else would ask the network.
  if (data.attrName === 'src') data.keepAttr = isMediaUrl(data.attrValue)
})

/** An image that is none of the collection, and a button that plays nothing, have no business in a text. */
purify.addHook('afterSanitizeAttributes', (node) => {
  const idle = node.localName === 'img' ? !node.hasAttribute('src') : !node.hasAttribute('data-sound')
  if (idle && (node.localName === 'img' || node.localName === 'button')) node.remove()
})

/** The second wall: whatever the Markdown renderer gave, only what card text needs comes through. */
export function sanitise(html: string): string {
  return purify.sanitize(html, CONFIG)
}

/** Their texts are not shown: browsers would put them into a tooltip, and they may name what is asked. */
const UNSHOWN: readonly string[] = ['title', 'desc']
const DRAWING_RULES = new Map([...DRAWING_ATTRIBUTES].map(([name, rule]) => [name.toLowerCase(), rule.pattern]))

const DRAWING_CONFIG = {
  ALLOWED_TAGS: ['#text', ...DRAWING_ELEMENTS.filter((name) => !UNSHOWN.includes(name))],
  ALLOWED_ATTR: [...DRAWING_ATTRIBUTES.keys()],
  ADD_URI_SAFE_ATTR: [...DRAWING_ATTRIBUTES.keys()],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  KEEP_CONTENT: false,
  RETURN_DOM_FRAGMENT: true,
} satisfies Config

const drawings = DOMPurify(window)
drawings.addHook('uponSanitizeAttribute', (_node, data) => {
  data.keepAttr = DRAWING_RULES.get(data.attrName)?.test(data.attrValue) ?? false
})

/** A drawing as elements, with nothing but what drawings may have; null when there is none in the text. */
export function sanitiseDrawing(svg: string): SVGElement | null {
  const fragment = drawings.sanitize(svg, DRAWING_CONFIG)
  return fragment.querySelector<SVGElement>(':scope > svg, svg')
}
