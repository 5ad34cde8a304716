/** Text inside an XML document; characters that XML has no place for are left out. */
export function escapeXml(text: string): string {
  return cleanXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A text without what XML 1.0 forbids even as a reference. */
export function cleanXml(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what XML forbids
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

/** An element; attributes whose value is `null` are left out. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  inner?: string,
): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  return inner === undefined ? `<${name}${list}/>` : `<${name}${list}>${inner}</${name}>`
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
