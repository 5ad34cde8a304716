import type { DeckRow } from '../../../../electron/contract/procedures/collection.ts'
import type { StatisticsScope } from '../../../../electron/contract/procedures/statistics.ts'

export interface Domain {
  readonly blueprint: string
  readonly code: string
  readonly domain: string
  readonly title: string
  readonly objectives: readonly { readonly objective: string; readonly label: string }[]
}

export interface Choice {
  readonly value: string
  readonly label: string
}

const SEARCH = 'search'

/** Everything that can be counted by itself: all cards, decks, domains of the exams, and what a search finds. */
export function scopeChoices(decks: readonly DeckRow[], domains: readonly Domain[]): Choice[] {
  return [
    { value: 'all', label: 'All cards' },
    ...decks.map((deck) => ({ value: `deck ${deck.deckId}`, label: `Deck ${deck.path.replaceAll('::', ' / ')}` })),
    ...domains.map(({ blueprint, domain, code, title }) => ({
      value: `domain ${blueprint} ${domain}`,
      label: `${code} domain ${domain}: ${title}`,
    })),
    { value: SEARCH, label: 'What a search finds' },
  ]
}

/** The objectives of a domain, behind the whole of it. */
export function objectiveChoices(domain: Domain): Choice[] {
  const objectives = domain.objectives.map(({ objective, label }) => ({
    value: objective,
    label: `${objective} ${label}`,
  }))
  return [{ value: '', label: 'All objectives' }, ...objectives]
}

/** The choice that a scope stands for in the list. */
export function valueOf(scope: StatisticsScope, domains: readonly Domain[]): string {
  switch (scope.type) {
    case 'all':
      return 'all'
    case 'deck':
      return `deck ${scope.deckId}`
    case 'domain':
      return `domain ${scope.blueprint} ${scope.domain}`
    case 'objective': {
      const own = domainOf(scope, domains)
      return own ? `domain ${own.blueprint} ${own.domain}` : 'all'
    }
    case 'search':
      return SEARCH
  }
}

/** The domain that a scope is in. */
export function domainOf(scope: StatisticsScope, domains: readonly Domain[]): Domain | null {
  if (scope.type === 'domain')
    return domains.find(({ blueprint, domain }) => blueprint === scope.blueprint && domain === scope.domain) ?? null
  if (scope.type !== 'objective') return null
  return domains.find((one) => one.objectives.some(({ objective }) => objective === scope.objective)) ?? null
}

/** The scope of a choice in the list; `text` is what the search field holds. */
export function scopeOf(value: string, text: string): StatisticsScope {
  const [type = '', first = '', second = ''] = value.split(' ')
  if (type === 'deck') return { type, deckId: Number(first) }
  if (type === 'domain') return { type, blueprint: first, domain: second }
  return type === SEARCH ? { type, text } : { type: 'all' }
}
