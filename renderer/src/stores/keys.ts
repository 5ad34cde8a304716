import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef } from 'vue'
import { ACTION_IDS, specOf, type ActionId, type Scope } from '../keys/actions.ts'
import { isSingle, shown, type Combo } from '../keys/combos.ts'
import { useSettingsStore } from './settings.ts'

export type Handler = () => void | Promise<void>
export type Handlers = Readonly<Partial<Record<ActionId, Handler>>>

/** What a part of the screen that is mounted now can do. */
export interface Layer {
  readonly scope: Scope
  /** How many dialogs lie below it; only the topmost layers hear keys. */
  readonly depth: number
  /** Those it answers to now. */
  readonly handlers: Handlers
}

/** Keys of actions, with the person's own, and the layers that listen. */
export const useKeysStore = defineStore('keys', () => {
  const settings = useSettingsStore()
  const layers = shallowRef<Layer[]>([])
  const depth = shallowRef(0)
  const single = computed(() => settings.settings.singleKeys)

  /** The key of an action now, or null when it has none or single keys are off. */
  function keyOf(id: ActionId): Combo | null {
    const own = settings.settings.keys[id]
    const key = own === undefined ? specOf(id).key : own || null
    return key && isSingle(key) && !single.value ? null : key
  }

  /** Every combo that fires an action now. */
  function combosOf(id: ActionId): readonly Combo[] {
    const all = [keyOf(id), ...(specOf(id).also ?? [])]
    return all.filter((combo): combo is Combo => combo !== null && (single.value || !isSingle(combo)))
  }

  /** The key as it is drawn, or null. */
  function capOf(id: ActionId): string | null {
    const key = keyOf(id)
    return key && shown(key)
  }

  /** Actions that the combo already fires where `id` is heard: in its own scope, or everywhere. */
  function conflicts(id: ActionId, combo: Combo): ActionId[] {
    const { scope } = specOf(id)
    const meets = (other: Scope) => scope === 'everywhere' || other === 'everywhere' || other === scope
    return ACTION_IDS.filter((other) => other !== id && meets(specOf(other).scope) && combosOf(other).includes(combo))
  }

  function add(layer: Layer): () => void {
    layers.value = [...layers.value, layer]
    return () => {
      layers.value = layers.value.filter((other) => other !== layer)
    }
  }

  /** A dialog opens: the layers below it rest until the returned function is called. */
  function descend(): () => void {
    depth.value++
    let open = true
    return () => {
      if (!open) return
      open = false
      depth.value--
      triggerRef(layers)
    }
  }

  /** The layers that hear keys now, the newest first. */
  const active = computed(() => layers.value.filter((layer) => layer.depth === depth.value).toReversed())

  return { keyOf, combosOf, capOf, conflicts, add, descend, active, layers, depth }
})
