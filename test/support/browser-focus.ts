import type { Page } from 'playwright-core'

/** A place where the Tab key stopped. */
interface Stop {
  readonly name: string
  /** How it and its surroundings look while it has the focus. */
  readonly look: string
}

const CONTROLS = 'button, a[href], input, select, textarea, summary, [tabindex="0"], [role="slider"]'
/** Inside these, arrows move and only one part is a stop of Tab. */
const COMPOSITES =
  '[role="radiogroup"], [role="treegrid"], [role="menu"], [role="listbox"], [role="toolbar"], .grid65, .ord'

/** Guards of dialogs, parts of a date, the edge of the window. */
const EXTRA_STOPS = 40

/** Marks the controls that are shown, so that they can be told apart, and gives their names. */
async function markControls(page: Page): Promise<Map<string, string>> {
  const names = await page.evaluate(
    ({ controls, composites }) => {
      const root = document.querySelector('[role="dialog"]') ?? document.body
      const shown = [...root.querySelectorAll<HTMLElement>(controls)].filter((one) => {
        if (one.closest('[data-reka-focus-guard], [inert], [aria-hidden="true"]')) return false
        if (one.matches('[role="radiogroup"]')) return false
        const radio = one instanceof HTMLInputElement && one.type === 'radio'
        const part = one.tabIndex < 0 && one.closest(composites) !== null
        const file = one instanceof HTMLInputElement && one.type === 'file'
        return one.checkVisibility({ visibilityProperty: true }) && !part && !radio && !file
      })
      return shown.map((one, index) => {
        one.dataset.stop = String(index)
        const words = one.getAttribute('aria-label') ?? one.innerText ?? ''
        return [String(index), `${one.tagName.toLowerCase()} ${words.trim().slice(0, 60)}`] as const
      })
    },
    { controls: CONTROLS, composites: COMPOSITES },
  )
  return new Map(names)
}

/** The element with the focus, by its mark, with the look of it and of what is around it. */
function lookOf(page: Page, mark: string | null): Promise<{ mark: string | null; look: string } | null> {
  return page.evaluate((wanted) => {
    const at = wanted === null ? document.activeElement : document.querySelector(`[data-stop="${wanted}"]`)
    if (!(at instanceof HTMLElement) || at === document.body) return null
    const active = document.getElementById(at.getAttribute('aria-activedescendant') ?? '')
    const look = [at, active, at.parentElement, at.parentElement?.parentElement]
      .filter((one) => one instanceof HTMLElement)
      .map((one) => {
        const { outlineStyle, outlineWidth, boxShadow, borderColor, borderBottomColor, backgroundColor } =
          getComputedStyle(one)
        return [outlineStyle, outlineWidth, boxShadow, borderColor, borderBottomColor, backgroundColor].join(' ')
      })
    return { mark: at.dataset.stop ?? null, look: look.join('; ') }
  }, mark)
}

/**
 * Goes once through the page by Tab.
 * @returns controls that Tab did not reach, and those that look the same with and without the focus
 */
export async function focusFaults(page: Page): Promise<string[]> {
  const controls = await markControls(page)
  const stops = new Map<string, Stop>()
  let before: string | null = null
  for (let step = 0; step < controls.size + EXTRA_STOPS; step++) {
    await page.keyboard.press('Tab')
    const at = await lookOf(page, null)
    // A date has a stop for each of its parts, which are all the same control.
    if (!at?.mark || at.mark === before) continue
    if (stops.has(at.mark)) break
    before = at.mark
    stops.set(at.mark, { name: controls.get(at.mark) ?? at.mark, look: at.look })
  }
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  const faults = [...controls].filter(([mark]) => !stops.has(mark)).map(([, name]) => `not reached by Tab: ${name}`)
  for (const [mark, stop] of stops) {
    const rest = await lookOf(page, mark)
    if (rest?.look === stop.look) faults.push(`focus cannot be seen: ${stop.name}`)
  }
  return faults
}

/**
 * What does not fit into the window: sideways scrolling, and controls that something else covers.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate((controls) => {
    const faults: string[] = []
    const name = (one: Element) =>
      `${one.tagName.toLowerCase()} ${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 50)}`
    for (const box of [
      document.documentElement,
      ...document.querySelectorAll<HTMLElement>('main, .main, .ex-body, .rv-body'),
    ]) {
      if (box.scrollWidth > box.clientWidth + 1) faults.push(`wider than the window: ${box.tagName} ${box.className}`)
    }
    const root = document.querySelector('[role="dialog"]') ?? document
    for (const one of root.querySelectorAll<HTMLElement>(controls)) {
      if (
        !one.checkVisibility({ visibilityProperty: true }) ||
        one.matches('.skip, [type="radio"], [type="checkbox"], .vh')
      )
        continue
      one.scrollIntoView({ block: 'center', inline: 'nearest' })
      const { left, top, width, height } = one.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      if (hit === null) faults.push(`outside of the window: ${name(one)}`)
      else if (!one.contains(hit) && !hit.contains(one)) faults.push(`${name(one)} is covered by ${name(hit)}`)
    }
    return faults
  }, CONTROLS)
}
