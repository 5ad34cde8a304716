import { useRouter } from 'vue-router'
import { useActions } from '../keys/useActions.ts'
import type { Handler } from '../stores/keys.ts'
import { useShellStore } from '../stores/shell.ts'
import { useUndoStore } from '../stores/undo.ts'
import { EVERYTHING } from '../views/export/words.ts'
import { NAV } from './nav.ts'

/** What works in every view but an exam that is being sat. */
export function useOpenActions(): void {
  const router = useRouter()
  const shell = useShellStore()
  const go =
    (to: string): Handler =>
    async () =>
      void (await router.push(to))
  useActions('everywhere', {
    ...Object.fromEntries(NAV.map((entry) => [entry.action, go(entry.to)])),
    'go.readiness': go('/readiness'),
    'go.backups': go('/backups'),
    'app.palette': () => void (shell.palette = true),
    'app.newCard': () => shell.newNote(),
  })
}

/** What works beside the navigation, where no view has a meaning of its own for it. */
export function useFrameActions(): void {
  const router = useRouter()
  const history = useUndoStore()
  const shell = useShellStore()
  useActions('everywhere', {
    'app.study': () => void (shell.study = {}),
    'app.export': () => void (shell.exporting = EVERYTHING),
    'app.history': () => void (shell.history = true),
    'app.undo': history.undo,
    'app.redo': history.redo,
    'app.import': async () => void (await router.push('/import')),
  })
}
