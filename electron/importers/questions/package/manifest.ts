import { posix } from 'node:path'
import { attribute, descendants, element, elements, textOf, type XmlElement } from '../../xml/index.ts'
import { decoded } from '../moodle-xml/texts.ts'

/** What a manifest says of a file of the package. */
export interface ManifestEntry {
  readonly path: string
  readonly tags: readonly string[]
  /** It is what the resource is about, and holds questions: an item, a test, a bank. */
  readonly asks: boolean
}

/** Types of resources that hold questions, by IMS's names; the rest are pictures, styles and texts. */
const ASKING = /^imsqti_(?:item|test|assessment|section|xmlv1)/i

/** The files that a manifest lists, in its order, with the keywords of their metadata. */
export function readManifest(manifest: XmlElement, manifestPath: string): ManifestEntry[] {
  const folder = posix.dirname(manifestPath)
  return elements(element(manifest, 'resources') ?? manifest, 'resource').flatMap((resource) => {
    const tags = keywords(resource)
    const files = [attribute(resource, 'href'), ...elements(resource, 'file').map((file) => attribute(file, 'href'))]
    const named = attribute(resource, 'bb:file')
    const main = ASKING.test(attribute(resource, 'type')) ? attribute(resource, 'href') : ''
    return [...new Set([...files, named])]
      .filter((href) => href !== '')
      .map((href) => ({ path: resolve(folder, href), tags, asks: href === main }))
  })
}

/** A reference inside the package as a name in the archive. */
export function resolve(folder: string, href: string): string {
  return posix.join(folder, decoded(href.split(/[?#]/)[0] ?? '').replaceAll('\\', '/'))
}

function keywords(resource: XmlElement): string[] {
  const metadata = element(resource, 'metadata')
  if (!metadata) return []
  return descendants(metadata, 'keyword')
    .flatMap((keyword) => {
      const parts = elements(keyword)
      return parts.length > 0 ? parts.map(textOf) : [textOf(keyword)]
    })
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
}
