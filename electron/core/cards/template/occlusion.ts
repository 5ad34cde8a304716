import { escapeAttribute } from './html.ts'

const PREFIX = 'image-occlusion:'

/** Properties of a shape and the data attribute that carries each; `oi` says that all shapes cover. */
const PROPERTIES: Readonly<Record<string, string>> = {
  left: 'left',
  top: 'top',
  width: 'width',
  height: 'height',
  rx: 'rx',
  ry: 'ry',
  angle: 'angle',
  points: 'points',
  text: 'text',
  scale: 'scale',
  fs: 'font-size',
  fill: 'fill',
  oi: 'occludeinactive',
}

/**
 * The attributes of a shape over an image (Anki's image occlusion): `image-occlusion:rect:left=.1:top=.2:…`, sizes as
 * shares of the image. Null when the text is no shape.
 */
export function occlusionAttributes(text: string): string | null {
  if (!text.startsWith(PREFIX)) return null
  const [shape = '', ...rest] = text.slice(PREFIX.length).split(/(?<!\\):/)
  const attributes = [`data-shape="${escapeAttribute(shape)}"`]
  for (const part of rest) {
    const equals = part.indexOf('=')
    const name = part.slice(0, equals)
    if (equals === -1 || !Object.hasOwn(PROPERTIES, name)) continue
    const value = part.slice(equals + 1).replaceAll('\\:', ':')
    attributes.push(`data-${PROPERTIES[name]}="${escapeAttribute(value)}"`)
  }
  return attributes.join(' ')
}
