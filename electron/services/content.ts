import type { ContentOptions } from '../media/content.ts'
import type { App } from './app.ts'

/** What a host serves cards with. */
export function contentOf({ context, services }: Pick<App, 'context' | 'services'>, renderer: string): ContentOptions {
  const { collection, contentToken, dataDir } = context
  return {
    token: contentToken,
    dataDir,
    find: (name) => collection.media.get(name),
    previewed: (name) => services.imports.medium(name),
    exported: (id) => services.exports.file(id),
    renderer,
  }
}
