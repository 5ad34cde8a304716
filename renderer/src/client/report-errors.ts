import type { App } from 'vue'
import { useAppStore } from '../stores/app.ts'
import { useNoticesStore } from '../stores/notices.ts'
import { copyText } from './copy.ts'

/** What a report needs of an error. */
export function details(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)
}

/** The one place where bugs and a lost host come to light: said to the person, with details to copy. */
export function reportErrors(app: App): void {
  const show = (error: unknown) => {
    app.runWithContext(() => {
      if (useAppStore().connection === 'lost') return
      const run = () => void copyText(details(error))
      useNoticesStore().say({
        words: 'Something went wrong. What was saved before is safe.',
        tone: 'error',
        action: { words: 'Copy details', run },
      })
    })
  }
  app.config.errorHandler = show
  window.addEventListener('unhandledrejection', (event) => show(event.reason))
}
