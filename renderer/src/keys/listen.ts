import { specOf, type ActionId } from './actions.ts'
import { comboOf, isSingle, writes, type Combo } from './combos.ts'
import type { Handler, useKeysStore } from '../stores/keys.ts'

type Keys = ReturnType<typeof useKeysStore>

const WRITABLE =
  'input:not([type=checkbox],[type=radio],[type=button],[type=range]), textarea, select, [contenteditable]'
const PRESSABLE = 'button, a[href], summary, input, [role=button], [role=radio], [role=switch], [role=menuitem]'
const LISTENS = '[role=menu], [role=listbox]'
const MOVES = '[role=radiogroup]'

/** True when the focused thing wants this key itself. */
function rests(target: EventTarget | null, combo: Combo, id: ActionId): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest(WRITABLE)) return writes(combo) && specOf(id).inFields !== true
  if (combo === 'space' || combo === 'enter') return target.closest(PRESSABLE) !== null
  if (target.closest(MOVES)) return writes(combo) && !isSingle(combo)
  return target.closest(LISTENS) !== null && (isSingle(combo) || writes(combo))
}

/** The handler that a key press reaches, or null. */
export function handlerFor(keys: Keys, event: KeyboardEvent): Handler | null {
  const combo = comboOf(event)
  if (combo === null || event.isComposing || event.defaultPrevented) return null
  for (const layer of keys.active) {
    for (const [id, run] of Object.entries(layer.handlers) as [ActionId, Handler | undefined][]) {
      if (!run || !keys.combosOf(id).includes(combo)) continue
      if (event.repeat && specOf(id).repeats !== true) continue
      if (!rests(event.target, combo, id)) return run
    }
  }
  return null
}

/** Listens for the keys of all actions on a window; returns how to stop. Errors go to `onError`. */
export function listenForKeys(keys: Keys, onError: (error: unknown) => void, target: Window = window): () => void {
  const press = (event: KeyboardEvent) => {
    const run = handlerFor(keys, event)
    if (!run) return
    event.preventDefault()
    void (async () => run())().catch(onError)
  }
  target.addEventListener('keydown', press)
  return () => target.removeEventListener('keydown', press)
}
