import { z } from 'zod'
import {
  FIT_OUTCOMES,
  FitFigures,
  type Evaluation,
  type FitReport,
  type OptimiseStatus,
  type ReschedulePreview,
} from '../contract/procedures/optimise.ts'
import { ok, type Result } from '../core/result.ts'
import { LEAST_REVIEWS, offerOf } from '../core/scheduling/optimise/offer.ts'
import { dateToDay } from '../core/scheduling/study-day.ts'
import type { ScheduleMoment, WeightChange } from '../jobs/optimise/plan.ts'
import type { JobFailure, JobName, JobRequest, JobValues } from '../jobs/protocol.ts'
import { runJob } from '../jobs/run-job.ts'
import type { Preset } from '../store/presets.ts'
import type { Watch } from './bulk.ts'
import { today, write, type Context } from './context.ts'
import { DeckPlan } from './deck-plan.ts'
import { recalledByPreset } from './optimise-counts.ts'
import { conflict, notFound, type Served } from './service-error.ts'

type Changed = { undo: string; cards: number }

const KEY = 'optimised'

/** What is kept of the last fit of a preset, by its guid. */
const LastFit = z.object({
  at: z.int(),
  /** Answers to cards in review that there were, as the offer counts them. */
  reviews: z.int(),
  outcome: z.enum(FIT_OUTCOMES),
  before: FitFigures.nullable(),
  after: FitFigures.nullable(),
})
type LastFit = z.infer<typeof LastFit>
const LastFits = z.record(z.string(), LastFit)

/** FSRS's weights from the person's own reviews, and due dates after options have changed. */
export class OptimiseService {
  readonly #context: Context
  /** What the last fits of this session came to. Only from here weights are taken, so that none is unproven. */
  readonly #fits = new Map<number, FitReport>()

  constructor(context: Context) {
    this.#context = context
  }

  /** Each preset with how much there is to learn from, and whether fitting is worth it. */
  async status(): Promise<OptimiseStatus[]> {
    const counts = await recalledByPreset(this.#context)
    const fits = this.#lastFits()
    return this.#context.collection.presets.all().map((preset) => {
      const reviews = counts.get(preset.id) ?? 0
      const last = fits[preset.guid]
      return {
        presetId: preset.id,
        name: preset.name,
        reviews,
        offer: offerOf(reviews, last === undefined || last.outcome === 'too-few' ? null : last.reviews),
        from: LEAST_REVIEWS,
        fitted: preset.options.weights !== null,
        last:
          last === undefined ? null : { at: last.at, outcome: last.outcome, before: last.before, after: last.after },
      }
    })
  }

  /** Fits the weights of a preset, or of all for null; nothing is changed until they are applied. */
  async fit(presetId: number | null, ignoreBefore: string | null, watch: Watch): Promise<Served<FitReport[]>> {
    const { presets } = this.#context.collection
    const all = presetId === null ? presets.all() : [presets.get(presetId)].filter((preset) => preset !== undefined)
    if (all.length === 0) return notFound('preset')
    const day = ignoreBefore === null ? null : dateToDay(ignoreBefore)
    const order = { job: 'fit', presetIds: all.map((preset) => preset.id), ignoreBefore: day } as const
    const done = await this.#inWorker<'fit'>(order, watch)
    if (!done.ok) return done
    for (const report of done.value) this.#fits.set(report.presetId, report)
    const kept = await this.#keep(all, done.value)
    return kept.ok ? done : kept
  }

  /** Takes the weights of the last fit, with memories by them and, if so asked, due dates. */
  async apply(presetIds: readonly number[], moving: boolean, watch: Watch): Promise<Served<Changed>> {
    const changes: WeightChange[] = []
    const names: string[] = []
    for (const presetId of presetIds) {
      const preset = this.#context.collection.presets.get(presetId)
      if (preset === undefined) return notFound('preset')
      const fit = this.#fits.get(presetId)
      if (fit?.outcome !== 'better') return conflict(`There are no better weights for ${preset.name} yet.`)
      changes.push({ presetId, weights: fit.weights })
      names.push(preset.name)
    }
    const undo =
      names.length === 1 ? `Fit ${names[0] ?? ''} to my reviews` : `Fit ${names.length} presets to my reviews`
    const done = await this.#change(changes, moving, undo, watch)
    if (done.ok) for (const presetId of presetIds) this.#fits.delete(presetId)
    return done
  }

  /** Back to the default weights; due dates stay. */
  reset(presetId: number, watch: Watch): Promise<Served<Changed>> {
    return this.#one(presetId, (preset) =>
      this.#change([{ presetId, weights: null }], false, `Use default weights for ${preset.name}`, watch),
    )
  }

  /** How the weights in use do on all reviews of a preset. */
  evaluate(presetId: number, watch: Watch): Promise<Served<Evaluation>> {
    return this.#one(presetId, () => this.#inWorker<'evaluate'>({ job: 'evaluate', presetId }, watch))
  }

  /** What rescheduling would do, with the weights in use or those of the last fit. */
  preview(presetId: number, fitted: boolean, watch: Watch): Promise<Served<ReschedulePreview>> {
    return this.#one(presetId, () => {
      const weights = fitted ? this.#fits.get(presetId)?.weights : undefined
      const change = weights === undefined || weights === null ? { presetId } : { presetId, weights }
      return this.#inWorker<'preview-reschedule'>({ job: 'preview-reschedule', change, moment: this.#moment() }, watch)
    })
  }

  /** Moves due dates to the options of a preset as they are. */
  reschedule(presetId: number, watch: Watch): Promise<Served<Changed>> {
    return this.#one(presetId, (preset) =>
      this.#change([{ presetId }], true, `Reschedule cards of ${preset.name}`, watch),
    )
  }

  async #one<T>(presetId: number, work: (preset: Preset) => Promise<Served<T>>): Promise<Served<T>> {
    const preset = this.#context.collection.presets.get(presetId)
    return preset === undefined ? notFound('preset') : work(preset)
  }

  async #change(
    changes: readonly WeightChange[],
    moving: boolean,
    undo: string,
    watch: Watch,
  ): Promise<Served<Changed>> {
    const order = { changes, moving, undo, moment: this.#moment() }
    const done = await this.#inWorker<'reschedule'>({ job: 'reschedule', order }, watch)
    if (done.ok) {
      this.#context.settings.forget()
      this.#context.events.emit({ type: 'changed' })
    }
    return done
  }

  #moment(): ScheduleMoment {
    const { rolloverHour, holidays } = this.#context.settings.get()
    const { room } = new DeckPlan(this.#context, today(this.#context).day)
    const exam = room?.exam ?? null
    return {
      now: this.#context.now(),
      zone: this.#context.zone(),
      rolloverHour,
      holidays,
      exam: exam && { daysToExam: exam.daysToExam, target: exam.target },
      retention: room?.retention ?? null,
    }
  }

  #lastFits(): Record<string, LastFit> {
    const read = LastFits.safeParse(this.#context.collection.settings.get(KEY))
    return read.success ? read.data : {}
  }

  async #keep(presets: readonly Preset[], reports: readonly FitReport[]): Promise<Served<void>> {
    const counts = await recalledByPreset(this.#context)
    const at = this.#context.now()
    return write(this.#context, null, (writes) => {
      const fits = this.#lastFits()
      for (const { presetId, outcome, before, after } of reports) {
        const guid = presets.find((preset) => preset.id === presetId)?.guid
        if (guid !== undefined) fits[guid] = { at, reviews: counts.get(presetId) ?? 0, outcome, before, after }
      }
      writes.settings.set(KEY, fits)
      return ok(undefined)
    })
  }

  async #inWorker<N extends JobName>(
    request: Extract<JobRequest, { job: N }>,
    { signal, onProgress }: Watch,
  ): Promise<Served<JobValues[N]>> {
    const { resources, dataDir } = this.#context
    const done: Result<JobValues[N], Exclude<JobFailure, { code: 'bug' }>> = await runJob<N>(request, {
      worker: resources.worker,
      dataDir,
      signal,
      onProgress,
    })
    if (done.ok) return done
    if (done.error.code === 'cancelled') return conflict('Cancelled. Nothing was changed.')
    return conflict(done.error.issues[0]?.message ?? 'This could not be done.')
  }
}
