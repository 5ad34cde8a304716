import { computed, ref, shallowRef, type Ref } from 'vue'
import type { AttemptSitting, Feedback, ResponseState } from '../../../../electron/contract/procedures/exam.ts'
import type { Answer } from '../../../../electron/contract/shapes.ts'
import { itemsOf, placesFor, type Filter, type SheetItem } from './sheet.ts'
import type { Draft } from './saver.ts'
import type { Stretch } from './stretches.ts'

/** The answer sheet on screen: where the person is, and every response as it stands. Each change goes to `save`. */
export function useSitting(sitting: AttemptSitting, save: (draft: Draft) => void) {
  const items = shallowRef<SheetItem[]>(itemsOf(sitting))
  const place = ref(Math.min(Math.max(0, sitting.position), items.value.length - 1))
  const item = computed(() => items.value[place.value])

  function amend(at: number, change: Partial<ResponseState>, feedback?: Feedback): void {
    const now = items.value[at]
    if (!now) return
    items.value = items.value.with(at, {
      ...now,
      response: { ...now.response, ...change },
      feedback: feedback ?? now.feedback,
    })
  }
  function write(change: Partial<ResponseState>): void {
    amend(place.value, change)
    const now = item.value
    if (now) save(draftOf(now))
  }
  const change = (answer: Answer | null, struck: readonly number[]) => write({ answer, struck: [...struck] })
  const flag = () => write({ flagged: item.value?.response.flagged !== true })
  const guess = () => write({ guessed: item.value?.response.guessed !== true })
  const mark = (stretches: readonly Stretch[]) => write({ highlights: stretches.map(([from, to]) => [from, to]) })
  /** The key of a question is known from now on. */
  const tell = (at: number, feedback: Feedback) => amend(at, { seen: true }, feedback)

  const pages = usePages(items, place, () => amend(place.value, { seen: true }))
  pages.show(place.value)
  return { items, item, place, ...pages, change, flag, guess, mark, tell }
}

/** Going from question to question; `see` is told when one comes on screen. */
function usePages(items: Readonly<Ref<SheetItem[]>>, place: Ref<number>, see: () => void) {
  const last = items.value.length - 1
  const reviewing = ref(false)
  /** The places that Next and Previous go through, when it is not all of them. */
  const walk = shallowRef<{ readonly filter: Filter; readonly places: readonly number[] } | null>(null)

  function show(next: number): void {
    place.value = Math.min(Math.max(0, next), last)
    reviewing.value = false
    see()
  }
  /** Opens a question by itself, which ends a walk. */
  function open(next: number): void {
    walk.value = null
    show(next)
  }
  function step(by: 1 | -1): void {
    const places = walk.value?.places ?? items.value.map((_, index) => index)
    const next = places[places.indexOf(place.value) + by]
    if (next !== undefined && places.includes(place.value)) show(next)
    else if (by === 1) review()
  }
  function review(): void {
    walk.value = null
    reviewing.value = true
  }
  /** Goes through the questions of a filter; false when there are none. */
  function go(filter: Filter): boolean {
    const places = placesFor(items.value, filter)
    const [first] = places
    if (first === undefined) return false
    walk.value = { filter, places }
    show(first)
    return true
  }

  return { last, reviewing, walk, open, step, review, go, show }
}

function draftOf({ ordinal, response }: SheetItem): Draft {
  const { answer, flagged, guessed, struck, highlights } = response
  return { ordinal, answer, flagged, guessed, struck: [...struck], highlights: [...highlights] }
}
