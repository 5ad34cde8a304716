/** What a backslash makes plain, and the noncharacter (Unicode 23.7) that stands for it while the text is taken apart. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\ufdd0',
  ':': '\ufdd1',
  '#': '\ufdd2',
  '=': '\ufdd3',
  '{': '\ufdd4',
  '}': '\ufdd5',
  '~': '\ufdd6',
  n: '\ufdd7',
}
const SIGNS = '\\:#={}~\n'

/** Hides escaped signs, so that what is left of `~ = # { }` has its meaning. */
export function hideEscapes(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\\:#={}~n])/g, (_whole, sign: string) => ESCAPES[sign] ?? sign) : text
}

/** Brings hidden signs back as plain text; an escaped `n` becomes a line end. */
export function showEscapes(text: string): string {
  return text.replace(/[\ufdd0-\ufdd7]/g, (sign) => SIGNS[sign.charCodeAt(0) - 0xfdd0] ?? '')
}

/** Puts a backslash before every sign that would mean something; line ends become `\n`. */
export function escapeGift(text: string): string {
  return text.replace(/[\\:#={}~]/g, '\\$&').replace(/\n/g, '\\n')
}
