import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { toggleStretch, wordsIn, type Stretch } from './stretches.ts'
import { rangeOf, select, selectedIn } from './text-place.ts'

const NAME = 'exam-marks'

/** Paints stretches of an element's text, without touching the text. */
function paint(element: Element | null, stretches: readonly Stretch[]): void {
  if (typeof Highlight === 'undefined') return
  const ranges = element ? stretches.flatMap((stretch) => rangeOf(element, stretch) ?? []) : []
  CSS.highlights.set(NAME, new Highlight(...ranges))
}

/** Words by their number: the first, and the one that the keys move. */
interface Words {
  readonly first: number
  readonly last: number
}
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** The words after a step; with Shift, more or fewer of them. */
function stepped(at: Words, by: number, count: number, more: boolean): Words {
  const last = Math.min(Math.max(at.last + by, 0), count - 1)
  return more ? { first: Math.min(at.first, last), last } : { first: last, last }
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, [from, to]) => sum + to - from, 0)
}

/**
 * Marks in the stem of a question: what is selected, or, with nothing selected, words that are chosen by keys.
 * @param stem the element that shows the stem
 * @param marks the stretches that are marked
 * @param change told of new ones
 */
export function useHighlights(
  stem: Readonly<Ref<HTMLElement | null>>,
  marks: () => readonly Stretch[],
  change: (marks: Stretch[]) => void,
) {
  /** What was done, for those who cannot see it. */
  const said = ref('')
  /** First and last word that the keys have chosen; null while they choose none. */
  const chosen = ref<Words | null>(null)
  const words = () => wordsIn(stem.value?.textContent ?? '')
  watch([stem, marks], () => paint(stem.value, marks()), { immediate: true, flush: 'post' })
  onScopeDispose(() => paint(null, []))

  function show(): void {
    const list = words()
    const at = chosen.value
    const first = at && list[at.first]
    const last = at && list[at.last]
    if (!stem.value || !first || !last) return
    select(stem.value, [first[0], last[1]])
    said.value = (stem.value.textContent ?? '').slice(first[0], last[1])
  }
  function leave(): void {
    chosen.value = null
    document.getSelection()?.removeAllRanges()
  }
  function toggle(): void {
    if (!stem.value) return
    const selected = selectedIn(stem.value)
    if (!selected) {
      if (words().length === 0) return
      chosen.value = { first: 0, last: 0 }
      stem.value.focus()
      return show()
    }
    const next = toggleStretch(marks(), selected)
    said.value = lengthOf(next) > lengthOf(marks()) ? 'Highlighted.' : 'Highlight removed.'
    change(next)
    leave()
  }
  /** Keys on the stem while words are chosen by them. */
  function press(event: KeyboardEvent): void {
    const at = chosen.value
    if (!at || event.altKey || event.ctrlKey || event.metaKey) return
    const by = STEPS[event.key]
    if (by === undefined && event.key !== 'Escape' && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return leave()
    if (by === undefined) return toggle()
    chosen.value = stepped(at, by, words().length, event.shiftKey)
    show()
  }
  function clear(): void {
    change([])
    said.value = 'All highlights of this question removed.'
  }
  return { toggle, press, leave, clear, said, choosing: computed(() => chosen.value !== null) }
}
