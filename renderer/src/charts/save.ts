import { csvOf, type Sheet } from './sheet.ts'
import { standalone, type Caption } from './standalone.ts'

/** Pictures are drawn this much larger than on the screen, so that they stay sharp on paper. */
const SCALE = 2
const FAMILY = 'Atkinson Hyperlegible Next Variable'
/** Kept until the browser has taken the file over. */
const KEEP_MS = 60_000

/** `Future due` as `epoch-future-due-2026-11-19.svg`. */
export function fileName(title: string, day: string, ending: string): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `epoch-${words}-${day}.${ending}`
}

/** Hands a file to the person. */
export function save(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS)
}

/** Saves the numbers; the mark at the start tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, sheet: Sheet): void {
  save(name, new Blob([`\uFEFF${csvOf(sheet)}`], { type: 'text/csv;charset=utf-8' }))
}

/** What is above a chart in its file; the font comes by itself. */
export type Heading = Omit<Caption, 'font'>

export async function saveSvg(name: string, chart: SVGSVGElement, heading: Heading): Promise<void> {
  const { svg } = standalone(chart, { ...heading, font: await fontFace() })
  save(name, new Blob([svg], { type: 'image/svg+xml' }))
}

/** Draws the chart on a canvas and saves that. */
export async function savePng(name: string, chart: SVGSVGElement, heading: Heading): Promise<void> {
  const { svg, width, height } = standalone(chart, { ...heading, font: await fontFace() })
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SCALE
  canvas.height = height * SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('the canvas gave no picture')
  save(name, blob)
}

function* fontRules(): Generator<CSSFontFaceRule> {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) if (rule instanceof CSSFontFaceRule) yield rule
  }
}

/** The interface's font as a rule that holds the file itself; null where there is none, and the system's is drawn. */
async function fontFace(): Promise<string | null> {
  for (const { style, parentStyleSheet } of fontRules()) {
    const own = style.getPropertyValue('font-family').includes(FAMILY)
    const url = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1]
    if (!own || style.getPropertyValue('font-style') === 'italic' || url === undefined) continue
    const response = await fetch(new URL(url, parentStyleSheet?.href ?? location.href))
    if (!response.ok) return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    return `@font-face{font-family:'${FAMILY}';font-weight:200 800;src:url(data:font/woff2;base64,${text})}`
  }
  return null
}
