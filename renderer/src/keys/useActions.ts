import { inject, onScopeDispose, toValue, type InjectionKey, type MaybeRefOrGetter } from 'vue'
import { useKeysStore, type Handlers } from '../stores/keys.ts'
import type { Scope } from './actions.ts'

/** How many dialogs lie around a component; provided by AppDialog. */
export const depthKey: InjectionKey<number> = Symbol('depth')

/**
 * Answers to the keys of actions while the component is mounted. Give a getter when what can be done changes. Inside
 * a dialog call it in a component that stands in the dialog, so that it knows its place. A newer layer wins over an
 * older one.
 */
export function useActions(scope: Scope, handlers: MaybeRefOrGetter<Handlers>): void {
  const remove = useKeysStore().add({
    scope,
    depth: inject(depthKey, 0),
    get handlers() {
      return toValue(handlers)
    },
  })
  onScopeDispose(remove)
}
