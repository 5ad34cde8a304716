import type { Context } from './context.ts'
import type { OutlineService } from './outline.ts'

/** What the fields beside a note's text offer: tags, objectives, services, note types. */
export async function editorChoices({ collection, catalogue }: Context, outline: OutlineService) {
  const { tags, domains } = await outline.get()
  return {
    tags: tags.map(({ tag }) => tag),
    domains,
    services: catalogue.services.map(({ id, name }) => ({ id, name })),
    noteTypes: collection.noteTypes.all().map(({ guid, name, definition }) => {
      return { guid, name, kind: definition.kind, fields: definition.fields }
    }),
  }
}
