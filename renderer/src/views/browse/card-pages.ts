import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { CardRow } from '../../../../electron/contract/procedures/browse.ts'

export const PAGE = 100

export interface PageMeta {
  readonly total: number
  /** Cards, or notes, in the whole collection. */
  readonly all: number
  readonly tookMs: number
}

/** The pages of a list that have been read so far. */
export interface CardPages {
  readonly pages: Readonly<ShallowRef<ReadonlyMap<number, readonly CardRow[]>>>
  readonly meta: Readonly<ShallowRef<PageMeta | null>>
  /** Goes up with each new question whose first page has come. */
  readonly version: Readonly<Ref<number>>
  /** What is held answers an older question: the next page replaces all of it. */
  readonly outdate: () => void
  readonly put: (page: number, rows: readonly CardRow[], meta: PageMeta) => void
  readonly rowAt: (index: number) => CardRow | undefined
  /** The index of a card among those that have been read, or null. */
  readonly indexOf: (cardId: number) => number | null
}

/** Pages that are held; far ones are read again when they come into view. */
const MOST_PAGES = 60

export function createCardPages(): CardPages {
  const pages = shallowRef<ReadonlyMap<number, readonly CardRow[]>>(new Map())
  const meta = shallowRef<PageMeta | null>(null)
  const version = ref(0)
  let outdated = false
  return {
    pages,
    meta,
    version,
    outdate: () => void (outdated = true),
    put(page, rows, now) {
      const next = new Map(outdated ? [] : pages.value)
      next.delete(page)
      next.set(page, rows)
      const [oldest] = next.keys()
      if (next.size > MOST_PAGES && oldest !== undefined) next.delete(oldest)
      pages.value = next
      meta.value = now
      if (!outdated) return
      outdated = false
      version.value++
    },
    rowAt: (index) => pages.value.get(Math.floor(index / PAGE))?.[index % PAGE],
    indexOf(cardId) {
      for (const [page, rows] of pages.value) {
        const at = rows.findIndex((row) => row.cardId === cardId)
        if (at !== -1) return page * PAGE + at
      }
      return null
    },
  }
}
