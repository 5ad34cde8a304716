import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { QUIZ_SIZE, type QuizChoices, type QuizFilter } from '../../../../electron/contract/procedures/exam.ts'
import { attempt, sentence } from '../../client/attempt.ts'
import { useClient } from '../../client/client.ts'
import { count } from '../../format/words.ts'

/** What a person wants to be asked about, and how many questions there are of it. */
export function useQuiz(blueprintId: string | null, objective: string | null) {
  const client = useClient()
  const filter = reactive<QuizFilter>({
    blueprintId,
    domains: [],
    objectives: objective === null ? [] : [objective],
    kinds: [],
    services: [],
    difficulties: [],
    past: 'any',
  })
  const size = ref(10)
  const order = ref<'mixed' | 'weakest'>('mixed')
  const choices = shallowRef<QuizChoices | null>(null)
  const matching = ref<number | null>(null)
  const problem = ref('')
  let latest = 0

  async function readChoices(): Promise<void> {
    const result = await attempt(client.exam.quizChoices({ blueprintId: filter.blueprintId }))
    if (result.ok) choices.value = result.value
    else problem.value = sentence(result.error)
  }
  async function countMatches(): Promise<void> {
    latest += 1
    const mine = latest
    const result = await attempt(client.exam.quizMatches(plainOf(filter)))
    if (mine !== latest) return
    if (result.ok) matching.value = result.value.questions
    else problem.value = sentence(result.error)
  }
  watch(
    () => filter.blueprintId,
    () => {
      Object.assign(filter, { domains: [], objectives: [], services: [] })
      void readChoices()
    },
  )
  watch(filter, () => void countMatches(), { immediate: true })
  void readChoices()

  const words = computed(() => (matching.value === null ? '' : matchWords(matching.value, size.value)))
  const plain = () => plainOf(filter)
  return { filter, size, order, choices, matching, problem, words, plain, limits: QUIZ_SIZE }
}

/** The filter as the host takes it. */
function plainOf(filter: QuizFilter): QuizFilter {
  const { domains, objectives, kinds, services, difficulties } = filter
  return {
    ...filter,
    domains: [...domains],
    objectives: [...objectives],
    kinds: [...kinds],
    services: [...services],
    difficulties: [...difficulties],
  }
}

/** How many questions fit, and how many of them the quiz asks. */
function matchWords(found: number, size: number): string {
  if (found === 0) return 'No question fits this choice.'
  if (found === 1) return '1 question fits. The quiz asks it.'
  return `${count(found)} questions fit. The quiz asks ${found <= size ? 'all of them' : size}.`
}
