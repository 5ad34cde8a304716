import { Layers, ListFilter, Settings2, Sun, Timer, TrendingDown } from '@lucide/vue'
import type { Component } from 'vue'
import type { ActionId } from '../keys/actions.ts'

export interface NavEntry {
  readonly action: ActionId
  readonly to: string
  readonly icon: Component
}

/** The views of the navigation, in the order of their keys. */
export const NAV: readonly NavEntry[] = [
  { action: 'go.today', to: '/today', icon: Sun },
  { action: 'go.decks', to: '/decks', icon: Layers },
  { action: 'go.exams', to: '/exams', icon: Timer },
  { action: 'go.browse', to: '/browse', icon: ListFilter },
  { action: 'go.insight', to: '/insight', icon: TrendingDown },
  { action: 'go.settings', to: '/settings', icon: Settings2 },
]
