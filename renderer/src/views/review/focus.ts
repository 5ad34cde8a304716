/** Where the focus may go, the most wanted first. */
const WANTED = ['field', 'answer', 'end', 'back', 'prompt']

/** Scrolls as far as it takes to see an answer, or half a screen of it, and never past where it begins. */
function show(answer: HTMLElement, body: HTMLElement): void {
  const box = body.getBoundingClientRect()
  const { top, height } = answer.getBoundingClientRect()
  const hidden = top + Math.min(height, box.height / 2) - box.bottom
  if (hidden > 0) body.scrollTop += Math.min(hidden, top - box.top - 16)
}

/** Moves the focus to what is to be read or filled in now, so that a screen reader says it. */
export function focusCard(root: HTMLElement): void {
  const target = WANTED.map((name) => root.querySelector<HTMLElement>(`[data-focus="${name}"]`)).find(Boolean)
  const body = root.querySelector<HTMLElement>('.rv-body')
  if (!target || !body) return
  target.focus({ preventScroll: true })
  if (target.dataset['focus'] === 'answer') show(target, body)
  else body.scrollTop = 0
}
