import { z } from 'zod'
import type { FitOffer } from '../contract/procedures/optimise.ts'
import { ok } from '../core/result.ts'
import { today, write, type Context } from './context.ts'
import type { OptimiseService } from './optimise.ts'
import { notFound, type Served } from './service-error.ts'

const KEY = 'fit.putOff'
/** The study day on which the offer for a preset was put off, by its guid. */
const PutOff = z.record(z.string(), z.int())

interface Made {
  /** Answers alone do not change what it depends on by much: it is looked for anew on every day and after changes. */
  readonly key: string
  readonly offer: FitOffer | null
}

/** The offer on Today to fit weights: one preset at a time, and none that was put off for the day. */
export class FitOffers {
  readonly #context: Context
  readonly #optimise: OptimiseService
  #made: Made | null = null

  constructor(context: Context, optimise: OptimiseService) {
    this.#context = context
    this.#optimise = optimise
  }

  /** The preset with the most answers among those whose fit is offered today, or null. */
  async get(): Promise<FitOffer | null> {
    const key = JSON.stringify([today(this.#context).day, this.#context.collection.revision()])
    if (this.#made?.key !== key) this.#made = { key, offer: await this.#find() }
    return this.#made.offer
  }

  /** Offers no fit of this preset before the next study day. */
  async putOff(presetId: number): Promise<Served<Record<string, never>>> {
    const preset = this.#context.collection.presets.get(presetId)
    if (preset === undefined) return notFound('preset')
    const { day } = today(this.#context)
    return write(this.#context, null, (writes) => {
      const others = Object.entries(this.#putOff()).filter(([, until]) => until === day)
      writes.settings.set(KEY, { ...Object.fromEntries(others), [preset.guid]: day })
      return ok({})
    })
  }

  async #find(): Promise<FitOffer | null> {
    const { presets, decks } = this.#context.collection
    const { day } = today(this.#context)
    const off = this.#putOff()
    const all = await this.#optimise.status()
    const tree = decks.tree()
    const found = all.flatMap(({ presetId, name, reviews, offer }) => {
      const deck = tree.find((node) => node.presetId === presetId)
      const putOff = off[presets.get(presetId)?.guid ?? ''] === day
      if ((offer !== 'first' && offer !== 'again') || deck === undefined || putOff) return []
      return [{ presetId, name: all.length > 1 ? name : null, deckId: deck.id, reviews, offer }]
    })
    return found.toSorted((a, b) => b.reviews - a.reviews)[0] ?? null
  }

  #putOff(): Record<string, number> {
    const read = PutOff.safeParse(this.#context.collection.settings.get(KEY))
    return read.success ? read.data : {}
  }
}
