const PART = /^([+-]?)((?:\d|[.,])*\d[.,]?|)(?:e([+-]?\d{1,3}))?$/i

/**
 * The numbers that a typed text can mean, most likely first; empty when it is not a number. Understands decimal
 * points and commas, thousands separators, exponents, fractions such as 5/8, the note's unit and a per cent sign.
 * Text such as "1,234" has two readings: 1.234 and 1234.
 * @param unit the note's unit, which may be typed too; with the unit "%", 62 % is 62, otherwise 0.62
 */
export function readNumbers(typed: string, unit: string | undefined): number[] {
  let text = typed.normalize('NFKC').trim().replace(/^=\s*/, '')
  text = text.replace(/[\u2212\u2012\u2013]/g, '-').replace(/\u2044/g, '/')
  const bare = withoutUnit(text, unit)
  const percent = bare.endsWith('%')
  const [above = '', below, ...more] = (percent ? bare.slice(0, -1) : bare).split('/')
  if (more.length > 0) return []
  const tops = readPart(above)
  const numbers = below === undefined ? tops : tops.flatMap((top) => readPart(below).map((bottom) => top / bottom))
  const scaled = numbers.map((number) => (percent ? number / 100 : number))
  return scaled.filter((number) => Number.isFinite(number))
}

function withoutUnit(text: string, unit: string | undefined): string {
  const wanted = unit?.normalize('NFKC').trim().toLowerCase() ?? ''
  return wanted !== '' && text.toLowerCase().endsWith(wanted) ? text.slice(0, -wanted.length).trim() : text
}

function readPart(part: string): number[] {
  // Spaces, apostrophes and underscores group digits.
  const match = PART.exec(
    part
      .trim()
      .replace(/(?<=\d)[\s'’_](?=\d)/g, '')
      .replace(/^([+-])\s+/, '$1'),
  )
  const [, sign, digits, exponent] = match ?? []
  if (digits === undefined || digits === '') return []
  const power = exponent === undefined ? '' : `e${exponent}`
  return plainForms(digits).map((form) => Number(`${sign === '-' ? '-' : ''}${form}${power}`))
}

/** Digits with points and commas → with at most one decimal point. */
function plainForms(digits: string): string[] {
  const points = digits.split('.').length - 1
  const commas = digits.split(',').length - 1
  if (commas === 0) return points <= 1 ? [digits] : grouped(digits, '.')
  if (points === 0) return commas === 1 ? [digits.replace(',', '.'), ...grouped(digits, ',')] : grouped(digits, ',')
  const decimal = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ','
  const [whole = '', fraction = '', ...more] = digits.split(decimal)
  if (more.length > 0) return []
  return grouped(whole, decimal === '.' ? ',' : '.').map((form) => `${form}.${fraction}`)
}

/** Digits in groups of three, joined: 1,234,567 → 1234567; none when the groups are not of three. */
function grouped(digits: string, separator: string): string[] {
  const [first = '', ...groups] = digits.split(separator)
  const fits = first.length >= 1 && first.length <= 3 && groups.every((group) => group.length === 3)
  return fits ? [[first, ...groups].join('')] : []
}
