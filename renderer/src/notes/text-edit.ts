/** A field that text is written into. */
export type TextArea = HTMLTextAreaElement | HTMLInputElement

/**
 * Puts text in place of a stretch as if it were typed, so that the field's own undo takes it back, and selects part
 * of what is then there.
 */
export function replaceText(
  area: TextArea,
  start: number,
  end: number,
  text: string,
  select?: readonly [number, number],
): void {
  area.focus()
  area.setSelectionRange(start, end)
  // The only way to write into a field that keeps its undo; where a host has none, the text is set.
  const typed = typeof document.execCommand === 'function' && document.execCommand('insertText', false, text)
  if (!typed) {
    area.setRangeText(text, start, end, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (select) area.setSelectionRange(select[0], select[1])
}

/** Puts text where the caret is, in place of what is selected. */
export function insertText(area: TextArea, text: string): void {
  replaceText(area, area.selectionStart ?? 0, area.selectionEnd ?? 0, text)
}

/** Puts marks around what is selected, or takes them off; without a selection the caret stands between them. */
export function wrapText(area: TextArea, before: string, after = before): void {
  const start = area.selectionStart ?? 0
  const end = area.selectionEnd ?? 0
  const inside = area.value.slice(start, end)
  const around = area.value.slice(0, start).endsWith(before) && area.value.slice(end).startsWith(after)
  if (around) {
    const from = start - before.length
    return replaceText(area, from, end + after.length, inside, [from, from + inside.length])
  }
  const from = start + before.length
  replaceText(area, start, end, `${before}${inside}${after}`, [from, from + inside.length])
}

/** Makes what is selected the words of a link; the caret then stands where its address goes. */
export function linkText(area: TextArea, html: boolean): void {
  const start = area.selectionStart ?? 0
  const end = area.selectionEnd ?? 0
  const words = area.value.slice(start, end) || 'words'
  const open = html ? '<a href="https://' : `[${words}](https://`
  const caret = start + open.length
  replaceText(area, start, end, html ? `${open}">${words}</a>` : `${open})`, [caret, caret])
}

/** How a medium is written in a text. */
export function mediumText(medium: { readonly name: string; readonly kind: string }, html: boolean): string {
  if (medium.kind !== 'image') return `[sound:${medium.name}]`
  return html ? `<img src="${medium.name}">` : `![](${medium.name})`
}
