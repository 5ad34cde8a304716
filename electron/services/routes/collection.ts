import { find } from '../browse.ts'
import type { Context } from '../context.ts'
import { createDeck, deckTree, moveDeck, removeDeck, renameDeck } from '../decks.ts'
import { jumpHistory, swapHistory } from '../history.ts'
import * as notes from '../notes.ts'
import { runImport } from '../run-import.ts'
import { deckOptionsRouter } from './presets.ts'
import { api, served } from '../serve.ts'
import type { Services } from '../services.ts'

/** What the collection holds: decks, notes, cards, imports, undo. */
export function collectionRouter(context: Context, { review, imports }: Services) {
  return {
    decks: {
      tree: api.decks.tree.handler(() => deckTree(context)),
      create: api.decks.create.handler(async ({ input }) =>
        served(await createDeck(context, input.name, input.parentId)),
      ),
      rename: api.decks.rename.handler(async ({ input }) =>
        served(await renameDeck(context, input.deckId, input.name)),
      ),
      move: api.decks.move.handler(async ({ input }) => served(await moveDeck(context, input.deckId, input.parentId))),
      remove: api.decks.remove.handler(async ({ input }) => served(await removeDeck(context, input.deckId))),
      ...deckOptionsRouter(context),
    },
    notes: {
      get: api.notes.get.handler(({ input }) => served(notes.getNote(context, input.noteId))),
      create: api.notes.create.handler(async ({ input }) =>
        served(await notes.createNote(context, input.deckId, input.note)),
      ),
      update: api.notes.update.handler(async ({ input }) =>
        served(await notes.updateNote(context, input.noteId, input.note)),
      ),
      remove: api.notes.remove.handler(async ({ input }) => served(await notes.removeNote(context, input.noteId))),
      preview: api.notes.preview.handler(({ input }) => served(notes.previewNote(context, input.note, input.seed))),
      updates: api.notes.updates.handler(() => notes.waitingUpdates(context)),
      settleUpdate: api.notes.settleUpdate.handler(async ({ input }) =>
        served(await notes.settleUpdate(context, input.noteId, input.take)),
      ),
    },
    find: api.find.handler(({ input }) => find(context, input.text)),
    imports: {
      preview: api.imports.preview.handler(async ({ input, signal }) =>
        served(await imports.previewSent(input.file, signal)),
      ),
      adjust: api.imports.adjust.handler(async ({ input, signal }) =>
        served(await imports.adjust(input.importId, input, signal)),
      ),
      run: api.imports.run.handler(({ input, signal }) => {
        const order = { skipBad: input.skipBad, choice: input.package }
        return runImport(imports, input.importId, order, signal)
      }),
      discard: api.imports.discard.handler(({ input }) => {
        imports.discard(input.importId)
        return {}
      }),
    },
    history: {
      undo: api.history.undo.handler(async () => served(await swapHistory(context, review, false))),
      redo: api.history.redo.handler(async () => served(await swapHistory(context, review, true))),
      list: api.history.list.handler(() => {
        const { history } = context.collection
        const entries = (redo: boolean) =>
          history.entries(redo).map((entry) => ({ name: entry.name, at: entry.at, about: history.subject(entry) }))
        return { undo: entries(false), redo: entries(true) }
      }),
      jump: api.history.jump.handler(async ({ input }) => served(await jumpHistory(context, review, input))),
    },
  }
}
