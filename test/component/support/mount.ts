import './dom.ts'
import { enableAutoUnmount, flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach } from 'vitest'
import { defineComponent, h, onScopeDispose, ref, type Component, type VNode } from 'vue'
import { createMemoryHistory, type Router } from 'vue-router'
import { provideClient } from '../../../renderer/src/client/client.ts'
import { listenForKeys } from '../../../renderer/src/keys/listen.ts'
import { createAppRouter } from '../../../renderer/src/router.ts'
import { useAppStore } from '../../../renderer/src/stores/app.ts'
import { useKeysStore } from '../../../renderer/src/stores/keys.ts'
import { DECKS, HELLO, SETTINGS, TODAY } from './data.ts'
import { fakeClient, type Answers, type FakeClient } from './fake-client.ts'

enableAutoUnmount(afterEach)
afterEach(() => {
  window.localStorage.clear()
  window.sessionStorage.clear()
})

export interface Mounted extends FakeClient {
  readonly wrapper: VueWrapper
  readonly router: Router
}

export interface MountOptions {
  readonly answers?: Answers
  readonly props?: Record<string, unknown>
  readonly slots?: Record<string, () => VNode | string>
  /** The address at which the app stands. */
  readonly at?: string
}

const BASE: Answers = {
  'app.hello': () => HELLO,
  'app.today': () => TODAY,
  'app.updateSettings': (patch: object) => ({ ...SETTINGS, ...patch }),
  'app.events': () => (async function* () {})(),
  'decks.tree': () => DECKS,
  'readiness.line': () => null,
  'exam.leave': () => ({}),
  'drafts.list': () => [],
  'drafts.get': () => null,
  'drafts.put': () => ({ savedAt: 0 }),
  'drafts.drop': () => ({}),
  'editor.choices': () => ({ tags: ['one', 'maths::vectors'], domains: [], services: [], noteTypes: [] }),
  'editor.similar': () => [],
  'study.current': () => ({ session: null }),
  'plan.line': () => ({ paceBy: 'cards', exam: null, spread: null }),
  'optimise.status': () => [],
  'optimise.offer': () => ({ offer: null }),
  'history.undo': () => ({ name: 'delete deck Spanish' }),
  'history.redo': () => ({ name: null }),
  find: () => ({ decks: [], cards: [] }),
}

/** Greets the host before its slot is made, so that views find what App gives them; listens for keys. */
const Stage = defineComponent({
  setup(_, { slots }) {
    const ready = ref(false)
    const stop = listenForKeys(useKeysStore(), (error) => void Promise.reject(error))
    onScopeDispose(stop)
    void useAppStore()
      .greet()
      .then(() => (ready.value = true))
    return () => ready.value && slots['default']?.()
  },
})

/** Mounts a component as it stands in the app: client, stores, router and keys. */
export async function mountInApp(component: Component, options: MountOptions = {}): Promise<Mounted> {
  const fake = fakeClient({ ...BASE, ...options.answers })
  const router = createAppRouter(createMemoryHistory())
  await router.push(options.at ?? '/today')
  const wrapper = mount(Stage, {
    attachTo: document.body,
    slots: { default: () => h(component, options.props, options.slots) },
    global: { plugins: [createPinia(), router, { install: (app) => provideClient(app, fake.client) }] },
  })
  await settle()
  return { ...fake, wrapper, router }
}

/** Waits until promises and frames have come to rest. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await flushPromises()
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

/** Presses a key where the focus is, as a browser would tell it. */
export async function press(key: string, modifiers: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }))
  await settle()
}
