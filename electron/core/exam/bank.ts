import type { Blueprint } from '../../contract/content/catalogue.ts'
import type { BankItem } from './assemble.ts'
import { domainCounts, domainOf } from './blueprint.ts'

export interface DomainSupply {
  readonly id: string
  readonly title: string
  readonly weight: number
  /** Questions that a form takes from the domain. */
  readonly perForm: number
  /** Questions in the bank, and those of them that were in no exam yet. */
  readonly bank: number
  readonly unseen: number
}

/** True when a deck is the one at a path, or lies under it. */
export function isUnder(deck: string | undefined, path: string): boolean {
  return deck === path || (deck?.startsWith(`${path}::`) ?? false)
}

/**
 * The questions that an exam draws from. One that names its deck takes them from there; any other takes what no
 * other exam's deck holds, since exams may number their objectives alike.
 * @param all every exam there is
 */
export function bankOf<T extends BankItem>(blueprint: Blueprint, all: readonly Blueprint[], bank: readonly T[]): T[] {
  const own = blueprint.deck
  if (own !== undefined) return bank.filter(({ deck }) => isUnder(deck, own))
  const others = all.flatMap(({ id, deck }) => (deck === undefined || id === blueprint.id ? [] : [deck]))
  return bank.filter(({ deck }) => !others.some((path) => isUnder(deck, path)))
}

/** What a bank holds for a blueprint, by domain, and how many forms it still fills without a repeated question. */
export function surveyBank(
  blueprint: Blueprint,
  bank: readonly BankItem[],
  seen: ReadonlySet<string>,
): { domains: DomainSupply[]; freshForms: number } {
  const counts = new Map<string, { bank: number; unseen: number }>()
  for (const item of bank) {
    const domain = domainOf(blueprint, item)
    if (domain === undefined) continue
    const count = counts.get(domain) ?? { bank: 0, unseen: 0 }
    count.bank++
    if (!seen.has(item.guid)) count.unseen++
    counts.set(domain, count)
  }
  const weights = new Map(blueprint.domains.map(({ id, weight }) => [id, weight]))
  const domains = domainCounts(blueprint).map(({ id, title, total }): DomainSupply => {
    const supply = counts.get(id) ?? { bank: 0, unseen: 0 }
    return { id, title, weight: weights.get(id) ?? 0, perForm: total, ...supply }
  })
  const forms = domains.filter(({ perForm }) => perForm > 0).map(({ unseen, perForm }) => Math.floor(unseen / perForm))
  return { domains, freshForms: Math.min(...forms) }
}
