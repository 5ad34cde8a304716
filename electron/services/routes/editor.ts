import type { Watch } from '../bulk.ts'
import type { Context } from '../context.ts'
import { dropDraft, getDraft, listDrafts, putDraft } from '../drafts.ts'
import { editorChoices } from '../editor-choices.ts'
import { addMedium, markdownOf } from '../media-add.ts'
import { bothWays } from '../notes.ts'
import * as types from '../note-types.ts'
import { api, served } from '../serve.ts'
import type { Served } from '../service-error.ts'
import type { Services } from '../services.ts'
import { similarNotes } from '../similar-notes.ts'
import { withProgress } from '../with-progress.ts'

/** Long work as a stream whose refusal is the contract's. */
function watched<T>(work: (watch: Watch) => Promise<Served<T>>, signal: AbortSignal | undefined) {
  return withProgress(async (inner, onProgress) => served(await work({ signal: inner, onProgress })), signal)
}

/** Writing notes: unsaved work, what the fields offer, media, note types. */
export function editorRouter(context: Context, { outline }: Services) {
  const { drafts, editor, noteTypes } = api
  return {
    drafts: {
      list: drafts.list.handler(() => listDrafts(context)),
      get: drafts.get.handler(({ input }) => getDraft(context, input.key)),
      put: drafts.put.handler(async ({ input }) => served(await putDraft(context, input.key, input.content))),
      drop: drafts.drop.handler(async ({ input }) => served(await dropDraft(context, input.key))),
    },
    editor: {
      choices: editor.choices.handler(() => editorChoices(context, outline)),
      addMedium: editor.addMedium.handler(async ({ input }) => served(await addMedium(context, input.file))),
      fromHtml: editor.fromHtml.handler(({ input }) => markdownOf(context, input.html)),
      bothWays: editor.bothWays.handler(({ input }) => served(bothWays(input.note))),
      similar: editor.similar.handler(({ input }) => similarNotes(context, input)),
    },
    noteTypes: {
      get: noteTypes.get.handler(({ input }) => served(types.getNoteType(context, input.guid))),
      create: noteTypes.create.handler(async ({ input }) =>
        served(await types.createNoteType(context, input.name, input.definition)),
      ),
      preview: noteTypes.preview.handler(({ input }) => served(types.previewNoteType(input.definition, input.fields))),
      effect: noteTypes.effect.handler(({ input, signal }) =>
        watched((watch) => types.noteTypeEffect(context, input, watch), signal),
      ),
      update: noteTypes.update.handler(({ input, signal }) =>
        watched((watch) => types.updateNoteType(context, input, watch), signal),
      ),
      remove: noteTypes.remove.handler(async ({ input }) => served(await types.removeNoteType(context, input.guid))),
    },
  }
}
