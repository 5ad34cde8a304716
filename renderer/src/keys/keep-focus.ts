/** What takes the focus. */
const FOCUSABLE =
  'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]:not([data-reka-focus-guard])'
/** What takes letters as text: the keys of the view would rest there. */
const FIELD = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]'
/** Not where the focus may fall by itself: what is pressed next would be written there, instead of doing something. */
const WRITABLE = 'input, select, textarea'
/** One of several alike. */
const ITEM = 'li, tr, [role="row"], [role="treeitem"], [role="option"]'
/** The page, as against dialogs, menus and notices over it; views that fill the window look after their own focus. */
const PAGE = '.app'

/** Where the focus was, as far as it can be told after the element is gone. */
interface Place {
  readonly element: HTMLElement
  /** The lists around it, the innermost first, with the place of the item in each. */
  readonly lists: readonly { readonly list: Element; readonly at: number }[]
  /** What it stood in, the innermost first, up to the page. */
  readonly around: readonly Element[]
}

function placeOf(element: HTMLElement): Place {
  const around: Element[] = []
  const lists: { list: Element; at: number }[] = []
  for (let one: Element | null = element; one && !one.matches(PAGE); one = one.parentElement) {
    if (one !== element) around.push(one)
    const list = one.matches(ITEM) ? one.parentElement : null
    if (list) lists.push({ list, at: [...list.children].indexOf(one) })
  }
  return { element, lists, around }
}

const isShown = (one: Element): boolean => one.isConnected && one.checkVisibility({ visibilityProperty: true })

/**
 * The first thing in a part of the page that takes the focus, or the part itself.
 * @param but what is passed over
 */
function firstIn(part: Element | undefined, but = ':not(*)'): HTMLElement | null {
  if (!part) return null
  const all = [part, ...part.querySelectorAll(FOCUSABLE)]
  const found = all.find(
    (one) =>
      one.matches(FOCUSABLE) && !one.matches(but) && isShown(one) && !one.closest('[inert], [aria-hidden="true"]'),
  )
  return found instanceof HTMLElement && !found.matches(WRITABLE) ? found : null
}

/** What stands at an item's place now, else what is left beside it. */
function neighbor({ lists }: Place): HTMLElement | null {
  for (const { list, at } of lists) {
    if (!list.isConnected) continue
    const items = [...list.children].filter((one) => one.matches(ITEM))
    const found = firstIn(items[at]) ?? firstIn(items.at(-1))
    if (found) return found
  }
  return null
}

/** Where the focus goes from a place that is gone; null where nothing is left of the page it stood on. */
function successor(place: Place): HTMLElement | null {
  if (isShown(place.element)) return place.element
  const beside = neighbor(place)
  if (beside) return beside
  for (const part of place.around) {
    if (part.matches('main, aside, .page')) break
    const inside = part.isConnected ? firstIn(part, FIELD) : null
    if (inside) return inside
  }
  return null
}

/**
 * Keeps the focus on the page: when what had it goes away (a row that was deleted, a dialog whose button is gone, a
 * notice that closes), it moves to what stands in its place or beside it, and else to the heading of the page.
 * @returns how to stop
 */
export function keepFocus(target: Document = document): () => void {
  let last: HTMLElement | null = null
  /** The latest place on the page itself. */
  let page: Place | null = null
  let waiting = 0

  function take(event: FocusEvent): void {
    if (!(event.target instanceof HTMLElement)) return
    last = event.target
    if (last.closest(PAGE)) page = placeOf(last)
  }

  function mend(): void {
    waiting = 0
    if (!last || last.isConnected || target.activeElement !== target.body) return
    last = null
    if (target.querySelector('[role="dialog"], [role="alertdialog"]') || !target.querySelector(PAGE)) return
    const next = (page && successor(page)) ?? target.querySelector<HTMLElement>('main h1[tabindex]')
    next?.focus({ preventScroll: true })
  }

  /** A frame later: views and dialogs that place the focus themselves come first. */
  const watcher = new MutationObserver(() => {
    if (!waiting && last && !last.isConnected) waiting = requestAnimationFrame(mend)
  })
  target.addEventListener('focusin', take)
  watcher.observe(target.body, { childList: true, subtree: true })
  return () => {
    target.removeEventListener('focusin', take)
    watcher.disconnect()
    cancelAnimationFrame(waiting)
  }
}
