import { computed, reactive, ref, watch } from 'vue'
import { MOST_STUDIED_DEFAULT, type StudyTask } from './task.ts'
import { useClient } from '../../client/client.ts'
import { useRead } from '../../client/useRead.ts'
import { useDecksStore } from '../../stores/decks.ts'
import { useSlowCount } from './useSlowCount.ts'
import { choiceOf, PLANS, searchOf, type StudyForm } from './plans.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

const LOOK_MS = 150

/** The search for a tag, whatever is in its name. */
function tagTerm(tag: string): string {
  return `"tag:${tag.replaceAll(/["\\*_]/g, (sign) => `\\${sign}`)}"`
}

/** What is filled in, what it comes to, and how many cards that is at the moment. */
export function useStudyForm(task: StudyTask) {
  const client = useClient()
  const decks = useDecksStore()
  const kind = task.kind ?? (task.search === undefined ? 'cram' : 'search')
  const form = reactive<Writable<StudyForm>>({
    kind,
    deckId: task.deckId ?? null,
    days: PLANS[kind].days ?? 1,
    subject: task.subject ?? '',
    search: task.search ?? '',
    order: PLANS[kind].order,
    limit: MOST_STUDIED_DEFAULT,
    reschedule: PLANS[kind].reschedule,
  })
  watch(
    () => form.kind,
    (now) =>
      Object.assign(form, { order: PLANS[now].order, reschedule: PLANS[now].reschedule, days: PLANS[now].days ?? 1 }),
  )

  const outline = useRead(() => client.browse.outline())
  const subjects = computed(() => {
    const { domains = [], tags = [] } = outline.data.value ?? {}
    return [
      ...domains.map(({ id, title }) => ({ value: `domain:${id}`, label: title })),
      ...domains.flatMap(({ objectives }) =>
        objectives.map((one) => ({ value: `objective:${one.id}`, label: `${one.id} ${one.label}` })),
      ),
      ...tags.map(({ tag }) => ({ value: tagTerm(tag), label: `Tag ${tag}` })),
    ]
  })
  watch(subjects, ([first]) => {
    if (form.subject === '' && first) form.subject = first.value
  })
  const places = computed(() => [
    { value: null, label: 'All decks' },
    ...(decks.decks ?? []).map((deck) => ({ value: deck.deckId, label: deck.path.replaceAll('::', ' / ') })),
  ])

  /** A search is counted when the typing pauses. */
  const counted = ref(searchOf(form))
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => searchOf(form),
    (text) => {
      clearTimeout(timer)
      timer = setTimeout(() => (counted.value = text), LOOK_MS)
    },
  )
  const found = useRead(
    () => client.study.count({ text: counted.value, deckId: form.deckId }),
    [counted, () => form.deckId],
  )
  const slow = useSlowCount(() => ({ text: counted.value, deckId: form.deckId }), found)
  const choice = computed(() => {
    const named = subjects.value.find((one) => one.value === form.subject)?.label ?? form.subject
    return choiceOf(form, named)
  })
  return { form, subjects, places, found: slow.found, slow, choice }
}
