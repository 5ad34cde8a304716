import { plainMath } from './plain-math.ts'

/**
 * As in Pandoc: no blank inside the dollar signs, no digit after them, so that prices stay prices. The lengths are
 * bounded here and below, so that no text takes longer than in proportion to its own.
 */
const MATH =
  /\$\$([\s\S]{1,2000}?)\$\$|\$(?=\S)((?:\\[\s\S]|[^$\\])+?)(?<=\S)\$(?!\d)|\\\(([\s\S]{1,2000}?)\\\)|\\\[([\s\S]{1,2000}?)\\\]/g

/** Markdown with math as one line of plain text: what it says, without its markup. */
export function plainText(markdown: string): string {
  const maths: string[] = []
  // Math is put aside first, so that its underscores and stars are not taken for emphasis.
  const aside = markdown.replace(MATH, (_, ...groups: (string | undefined)[]) => {
    maths.push(plainMath(groups.slice(0, 4).find((group) => group !== undefined) ?? ''))
    return `\u{F0000}${maths.length - 1}\u{F0001}`
  })
  const bare = plainMarkdown(aside).replace(
    /\u{F0000}(\d+)\u{F0001}/gu,
    (_, index: string) => maths[Number(index)] ?? '',
  )
  return bare.replace(/\s+/g, ' ').trim()
}

/** Where signs with a backslash before them are put aside, so that they are not taken for markup. */
const ESCAPED_FROM = 0xf1000

function plainMarkdown(text: string): string {
  return text
    .replace(/\\([\\`*_{}[\]()#+\-.!$|>~])/g, (_, sign: string) =>
      String.fromCodePoint(ESCAPED_FROM + sign.charCodeAt(0)),
    )
    .replace(/^ {0,3}(?:```|~~~).*$/gm, '')
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+/gm, '')
    .replace(/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, '')
    .replace(/\[sound:[^\]\n]{1,500}\]/g, '')
    .replace(/!?\[([^\][]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/<(https?:[^\s>]+)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)([\s\S]{0,500}?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]*?\S)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_]*?\S)_(?!\w)/g, '$1')
    .replace(/~~([^~]+)~~/g, '$1')
    .replace(/`+/g, '')
    .replace(/[\u{F1000}-\u{F107F}]/gu, (sign) => String.fromCharCode((sign.codePointAt(0) ?? 0) - ESCAPED_FROM))
}

/** The text cut to at most `most` characters, never inside one, with an ellipsis where it was cut. */
export function cut(text: string, most: number): string {
  const characters = [...text]
  if (characters.length <= most) return text
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`
}
