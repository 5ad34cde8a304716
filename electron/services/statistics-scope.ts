import type { StatisticsScope } from '../contract/procedures/statistics.ts'
import { parseSearch } from '../core/search/parse.ts'
import { ok } from '../core/result.ts'
import { regexesIn } from '../jobs/search/regexes.ts'
import { cardsUnder, type CardChoice } from '../store/statistics.ts'
import type { Context } from './context.ts'
import { searchCondition } from './search.ts'
import { invalid, notFound, type Served } from './service-error.ts'

/**
 * How a scope is counted: from the daily figures; from the log for the cards that a condition chooses; or from the log
 * once a search with regular expressions has been done.
 */
export type ScopePlan =
  | { readonly way: 'daily'; readonly deckIds: readonly number[] | null }
  | { readonly way: 'log'; readonly choice: CardChoice; readonly objectives: readonly string[] | null }
  | { readonly way: 'search'; readonly text: string }

function ofObjectives(objectives: readonly string[]): ScopePlan {
  const sql = `
    SELECT c.id FROM note AS n JOIN card AS c ON c.note_id = n.id
    WHERE n.objective IN (SELECT value FROM json_each(?))`
  return { way: 'log', choice: { sql, params: [JSON.stringify(objectives)] }, objectives }
}

function searchPlan(context: Context, text: string): Served<ScopePlan> {
  const parsed = parseSearch(text)
  if (parsed.ok && regexesIn(parsed.value).length > 0) return ok({ way: 'search', text })
  const found = searchCondition(context, text)
  if (!found.ok) {
    const { code, message, from, expected } = found.error
    const where = { column: from + 1, source: text }
    return invalid([{ severity: 'error', code, message, where, ...(expected === null ? {} : { expected }) }])
  }
  return ok({ way: 'log', choice: cardsUnder(found.value.where), objectives: null })
}

/** Decides how a scope is counted. */
export function planScope(context: Context, scope: StatisticsScope): Served<ScopePlan> {
  switch (scope.type) {
    case 'all':
      return ok({ way: 'daily', deckIds: null })
    case 'deck': {
      const deckIds = context.collection.decks.subtreeIds(scope.deckId)
      return deckIds.length === 0 ? notFound('deck') : ok({ way: 'daily', deckIds })
    }
    case 'domain': {
      const blueprint = context.catalogue.blueprint(scope.blueprint)
      const domain = blueprint?.domains.find(({ id }) => id === scope.domain)
      if (!domain) return notFound('domain')
      return ok(ofObjectives(domain.tasks.flatMap((task) => task.objectives.map(({ id }) => id))))
    }
    case 'objective':
      return ok(ofObjectives([scope.objective]))
    case 'search':
      return searchPlan(context, scope.text)
  }
}

/** The domains and objectives of the exams, for choosing a scope. */
export function scopeChoices({ catalogue }: Context) {
  return {
    domains: catalogue.blueprints.flatMap((blueprint) =>
      blueprint.domains.map((domain) => ({
        blueprint: blueprint.id,
        code: blueprint.code,
        domain: domain.id,
        title: domain.title,
        objectives: domain.tasks.flatMap((task) => task.objectives.map(({ id, label }) => ({ objective: id, label }))),
      })),
    ),
  }
}
