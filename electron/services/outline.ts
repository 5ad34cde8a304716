import { OWN_FIELDS } from '../core/search/note-fields.ts'
import type { Outline } from '../jobs/bulk/job.ts'
import { runJob } from '../jobs/run-job.ts'
import type { Context } from './context.ts'

/** Up to so many cards tags are counted at once; counting more would hold up the window. */
const FEW_CARDS = 5000

/** What the list beside the cards offers. Counting tags reads every note, so it is done again only after a change. */
export class OutlineService {
  readonly #context: Context
  #counted: { readonly revision: number; readonly outline: Promise<Outline> } | null = null

  constructor(context: Context) {
    this.#context = context
  }

  async get() {
    const { catalogue, collection } = this.#context
    const { tags, kinds } = await this.#count()
    const noteTypes = collection.noteTypes.all()
    return {
      tags,
      kinds,
      noteTypes: noteTypes.map((type) => type.name),
      domains: catalogue.blueprints.flatMap((blueprint) =>
        blueprint.domains.map(({ id, title, tasks }) => ({
          id,
          title,
          objectives: tasks.flatMap((task) => task.objectives.map((one) => ({ id: one.id, label: one.label }))),
        })),
      ),
      fields: [
        ...new Set([...OWN_FIELDS, ...noteTypes.flatMap((type) => type.definition.fields.map((field) => field.name))]),
      ],
    }
  }

  #count(): Promise<Outline> {
    const { collection } = this.#context
    const revision = collection.revision()
    if (this.#counted?.revision === revision) return this.#counted.outline
    const outline = collection.cards.total() <= FEW_CARDS ? Promise.resolve(this.#here()) : this.#inWorker()
    this.#counted = { revision, outline }
    return outline
  }

  #here(): Outline {
    const { search } = this.#context.collection
    return { tags: search.tagCounts(), kinds: search.kindCounts() as Outline['kinds'] }
  }

  async #inWorker(): Promise<Outline> {
    const { dataDir, resources } = this.#context
    const done = await runJob({ job: 'outline' }, { worker: resources.worker, dataDir })
    return done.ok ? done.value : this.#here()
  }
}
