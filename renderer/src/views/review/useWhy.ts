import { computed, onScopeDispose, ref, watch, type WatchSource } from 'vue'

const KEY = 'epoch.why'

/**
 * The margin note: beside the answer where the window is wide, and then it stays from card to card (remembered in
 * this window); over the page where it is narrow, and then it goes with its card.
 */
export function useWhy(turn: WatchSource) {
  const query = window.matchMedia('(max-width: 1240px)')
  const narrow = ref(query.matches)
  const follow = () => (narrow.value = query.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))

  const beside = ref(window.localStorage.getItem(KEY) === 'open')
  const over = ref(false)
  watch(turn, () => (over.value = false))

  function toggle(): void {
    if (narrow.value) over.value = !over.value
    else {
      beside.value = !beside.value
      window.localStorage.setItem(KEY, beside.value ? 'open' : 'closed')
    }
  }

  const open = computed(() => (narrow.value ? over.value : beside.value))
  return { narrow, open, toggle }
}
