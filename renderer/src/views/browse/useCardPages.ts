import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { BrowseMode, BrowseQuery, SearchProblem } from '../../../../electron/contract/procedures/browse.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { useAppStore } from '../../stores/app.ts'
import { createCardPages, PAGE, type CardPages } from './card-pages.ts'
import type { Sort } from './columns.ts'
import { useSlowSearch } from './useSlowSearch.ts'

export interface CardQuery {
  readonly text: string
  readonly deckId: number | null
  readonly mode: BrowseMode
  readonly sort: Sort
}

/** Rows that fly by under a dragged scroll bar are not asked for. */
const SETTLE_MS = 40

/** A query as the host has it. */
export function queryOf({ text, deckId, mode, sort }: CardQuery): BrowseQuery {
  return { text, deckId, mode, sort: sort.by, descending: sort.descending }
}

/** Asks the host for pages of a query; each answer is told to `put`, once no newer question has been asked. */
function useAsking(query: Readonly<Ref<CardQuery>>, held: CardPages, again: () => Promise<void>) {
  const client = useClient()
  const slow = useSlowSearch()
  const problem = ref<string | null>(null)
  const searchProblem = shallowRef<SearchProblem | null>(null)
  let asked = new Set<number>()
  let turn = 0

  async function load(page: number): Promise<void> {
    if (asked.has(page)) return
    asked.add(page)
    const mine = turn
    const asking = { ...queryOf(query.value), offset: page * PAGE, limit: PAGE }
    const result = await attempt(client.browse.cards(asking))
    if (mine !== turn) return
    problem.value = result.ok ? null : sentence(result.error)
    if (!result.ok) return
    searchProblem.value = result.value.problem
    if (result.value.slow) await loadSlowly(mine)
    else if (!result.value.problem) held.put(page, result.value.rows, result.value)
  }

  async function loadSlowly(mine: number): Promise<void> {
    const done = await slow.run(queryOf(query.value))
    if (done === null || mine !== turn) return
    problem.value = done.ok ? null : sentence(done.error)
    if (!done.ok) return
    asked = new Set()
    await again()
  }

  /** What was asked before no longer matters. */
  function forget(): void {
    turn++
    slow.leave()
    asked = new Set()
  }

  onScopeDispose(() => turn++)
  return { load, forget, slow, problem, searchProblem }
}

/**
 * The cards of a query, read in pages as they come into view. A new query shows nothing of the old one once its first
 * page is there; a change in the collection reads anew what is in view, and the rest when it comes into view again.
 * Where the search makes no sense, what was found before stays.
 */
export function useCardPages(query: Readonly<Ref<CardQuery>>) {
  const app = useAppStore()
  const held = createCardPages()
  const asking = useAsking(query, held, loadView)
  let view: readonly [number, number] = [0, 0]
  let timer: ReturnType<typeof setTimeout> | undefined

  async function loadView(): Promise<void> {
    const [first, last] = [Math.floor(view[0] / PAGE), Math.floor(view[1] / PAGE)]
    await Promise.all(Array.from({ length: last - first + 1 }, (_, at) => asking.load(first + at)))
  }

  /** Says which rows are in view, so that they are read. */
  function need(first: number, last: number): void {
    view = [first, Math.max(first, last)]
    clearTimeout(timer)
    timer = setTimeout(() => void loadView(), SETTLE_MS)
  }

  async function again(): Promise<void> {
    asking.forget()
    await loadView()
  }

  async function askAnew(): Promise<void> {
    held.outdate()
    view = [0, 0]
    await again()
  }

  watch(query, askAnew, { immediate: true })
  watch(() => app.revision, again)
  onScopeDispose(() => clearTimeout(timer))

  const { slow, problem, searchProblem } = asking
  return { ...held, problem, searchProblem, slow, need, again }
}
