/**
 * A combo names a key press the same way everywhere: modifiers in the order `mod+alt+shift`, then the key,
 * e.g. `mod+k`, `shift+a`, `?`, `space`, `up`. `mod` is Ctrl, or Cmd on macOS.
 */
export type Combo = string

export const isMac = /mac/i.test(navigator.platform)

const NAMED: Readonly<Record<string, string>> = {
  ' ': 'space',
  Spacebar: 'space',
  Escape: 'esc',
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Delete: 'del',
  Backspace: 'backspace',
  PageUp: 'pageup',
  PageDown: 'pagedown',
}

const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])

/** Letters and named keys tell Shift apart; for other characters Shift is how they are typed. */
function tellsShift(key: string): boolean {
  return key.length > 1 || /^[a-z]$/.test(key)
}

/** The combo of a key press, or null for a modifier pressed on its own. */
export function comboOf(event: KeyboardEvent, mac = isMac): Combo | null {
  if (MODIFIERS.has(event.key)) return null
  // On Windows AltGr is told as Ctrl and Alt together; it only types.
  const altGraph = event.ctrlKey && event.altKey && event.getModifierState('AltGraph')
  const alt = event.altKey && !altGraph
  // With Alt the character depends on the keyboard's layout, so the place of the key counts.
  const place = alt ? /^(?:Key|Digit)(.)$/.exec(event.code)?.[1] : undefined
  const key = place?.toLowerCase() ?? NAMED[event.key] ?? event.key.toLowerCase()
  if (key === 'dead') return null
  const mod = (mac ? event.metaKey : event.ctrlKey) && !altGraph
  const parts = [mod && 'mod', alt && 'alt', event.shiftKey && tellsShift(key) && 'shift', key]
  return parts.filter(Boolean).join('+')
}

/** True for a combo made of one character alone (WCAG 2.1.4). */
export function isSingle(combo: Combo): boolean {
  const last = combo.startsWith('shift+') ? combo.slice(6) : combo
  return last.length === 1
}

/** True when pressing it while writing would write something or move the caret. */
export function writes(combo: Combo): boolean {
  const keys = ['space', 'enter', 'backspace', 'del', 'up', 'down', 'left', 'right', 'home', 'end', 'tab']
  return isSingle(combo) || keys.includes(combo.replace('shift+', ''))
}

const SHOWN: Readonly<Record<string, string>> = {
  space: 'Space',
  enter: 'Enter',
  esc: 'Esc',
  up: '\u2191',
  down: '\u2193',
  left: 'Left',
  right: 'Right',
  del: 'Del',
  backspace: 'Backspace',
  tab: 'Tab',
  home: 'Home',
  end: 'End',
  pageup: 'Page up',
  pagedown: 'Page down',
  shift: 'Shift',
}

function shownPart(part: string, mac: boolean): string {
  if (part === 'mod') return mac ? '\u2318' : 'Ctrl'
  if (part === 'alt') return mac ? '\u2325' : 'Alt'
  return SHOWN[part] ?? part.toUpperCase()
}

/** A combo for people: `Ctrl K`, drawn with the sign of the Cmd key on macOS. */
export function shown(combo: Combo, mac = isMac): string {
  const plus = combo === '+' || combo.endsWith('++')
  const parts = plus ? [...combo.slice(0, -1).split('+').filter(Boolean), '+'] : combo.split('+')
  return parts.map((part) => shownPart(part, mac)).join(' ')
}

/** A combo in the form of `aria-keyshortcuts`: `Control+K`. */
export function spoken(combo: Combo, mac = isMac): string {
  const names: Record<string, string> = { mod: mac ? 'Meta' : 'Control', alt: 'Alt', shift: 'Shift', esc: 'Escape' }
  if (combo === '+') return 'plus'
  return combo
    .split('+')
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part[0]?.toUpperCase() + part.slice(1)))
    .join('+')
}
