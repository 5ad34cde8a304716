import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type {
  Evaluation,
  FitOffer,
  FitReport,
  OptimiseStatus,
  ReschedulePreview,
} from '../../electron/contract/procedures/optimise.ts'
import { DEFAULT_PRESET_OPTIONS, type PresetView } from '../../electron/contract/procedures/presets.ts'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AppFrame from '../../renderer/src/shell/AppFrame.vue'
import FitOfferLine from '../../renderer/src/views/options/optimise/FitOfferLine.vue'
import OptimisePart from '../../renderer/src/views/options/optimise/OptimisePart.vue'
import {
  evaluationWords,
  fitWords,
  gain,
  offerWords,
  previewWords,
  statusWords,
} from '../../renderer/src/views/options/optimise/words.ts'
import { findings } from './support/axe.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'

/** A view's code is fetched when it is first opened. */
const PATIENCE_MS = 20_000
const STATUS: OptimiseStatus = {
  presetId: 1,
  name: 'Default',
  reviews: 1240,
  offer: 'first',
  from: 400,
  fitted: false,
  last: null,
}
const REPORT: FitReport = {
  presetId: 1,
  name: 'Default',
  reviews: 1240,
  heldBack: 248,
  outcome: 'better',
  before: { logLoss: 0.4, rmse: 0.08 },
  after: { logLoss: 0.352, rmse: 0.04 },
  weights: [1],
}
const PREVIEW: ReschedulePreview = {
  cards: 100,
  sooner: 30,
  later: 20,
  perDay: 12,
  days: Array.from({ length: 30 }, (_, at) => ({
    day: new Date(Date.UTC(2026, 10, 20 + at)).toISOString().slice(0, 10),
    before: at,
    after: 30 - at,
  })),
}
const MEASURED: Evaluation = { reviews: 900, recalled: 0.84, forecast: 0.9, logLoss: 0.4, rmse: 0.07 }

describe('the words', () => {
  it('say how much better a fit forecasts, and why there is none', () => {
    expect(gain({ logLoss: 0.4, rmse: 0 }, { logLoss: 0.352, rmse: 0 })).toBeCloseTo(0.12, 12)
    expect(fitWords(REPORT)).toBe('Your reviews are forecast 12 % better.')
    expect(fitWords({ ...REPORT, after: { logLoss: 0.399, rmse: 0 } })).toContain('a little better')
    expect(fitWords({ ...REPORT, outcome: 'no-better' })).toContain('They stay as they are.')
    const few = { ...REPORT, outcome: 'too-few', before: null, after: null, weights: null, reviews: 120 } as const
    expect(fitWords(few)).toContain('120 reviews can be learned from, which is too few')
  })

  it('say when a fit is worth it', () => {
    const day = () => '2026-11-03'
    expect(statusWords(STATUS, day)).toContain('Your 1,240 reviews are enough')
    expect(statusWords({ ...STATUS, offer: 'too-few', reviews: 90 }, day)).toContain('takes 400 reviews; there are 90')
    const last = { at: 0, outcome: 'better', before: null, after: null } as const
    expect(statusWords({ ...STATUS, offer: 'again', fitted: true, last }, day)).toBe(
      'The schedule follows weights of its own. Last fit on 3 Nov 2026. There are many new reviews since then, so another fit is worth it.',
    )
  })

  it('say how the forecasts do, and when that cannot be told', () => {
    expect(evaluationWords(MEASURED, 400)).toBe(
      'You recalled 84 % of 900 reviews; 90 % were forecast. The forecasts are often off: a fit may help.',
    )
    expect(evaluationWords({ ...MEASURED, rmse: 0.01 }, 400)).toContain('fit you well')
    expect(evaluationWords({ ...MEASURED, reviews: 60 }, 400)).toContain('too few to tell luck from memory')
    expect(evaluationWords({ ...MEASURED, recalled: null, forecast: null }, 400)).toContain('nothing to compare')
  })

  it('say what rescheduling would do', () => {
    expect(previewWords(PREVIEW)).toContain('30 would come sooner, 20 later, and 50 stay')
    expect(previewWords({ ...PREVIEW, sooner: 0, later: 0 })).toContain('Nothing would move.')
  })
})

const preset: PresetView = { presetId: 1, name: 'Default', isDefault: true, decks: 3, options: DEFAULT_PRESET_OPTIONS }
const Page = defineComponent(() => () => [h(AppFrame, null, () => h(OptimisePart, { preset })), h(NoticeBar)])
const streamed = <T>(value: T) =>
  (async function* () {
    yield { stage: 'Reading your reviews', done: 1, total: 2 }
    return value
  })()
const open = (answers: Answers = {}, at = '/decks/4/options') =>
  mountInApp(Page, {
    at,
    answers: {
      'optimise.status': () => [STATUS],
      'optimise.fit': () => streamed([REPORT]),
      'optimise.evaluate': () => streamed(MEASURED),
      'optimise.preview': () => streamed(PREVIEW),
      'optimise.apply': () => streamed({ undo: 'Fit Default to my reviews', cards: 90 }),
      'optimise.reschedule': () => streamed({ undo: 'Reschedule cards of Default', cards: 50 }),
      'optimise.reset': () => streamed({ undo: 'Use default weights for Default', cards: 90 }),
      ...answers,
    },
  })
async function click(words: string): Promise<void> {
  const found = [...document.querySelectorAll<HTMLButtonElement>('button')].filter((one) =>
    one.textContent?.trim().startsWith(words),
  )
  if (!found[0]) throw new Error(`There is no button ${words}`)
  found[0].click()
  await settle()
}
const notice = () => document.querySelector('.notice')?.textContent

describe('the offer of a fit on Today', () => {
  const OFFER: FitOffer = { presetId: 2, name: 'Slow', deckId: 7, reviews: 1240, offer: 'first' }
  const Today = defineComponent(() => () => [h(AppFrame, null, () => h(FitOfferLine)), h(NoticeBar)])
  const line = () => document.querySelector('[aria-label=Schedule]')?.textContent
  const today = (answers: Answers) => mountInApp(Today, { at: '/today', answers })

  it('says why in one line, and leads to the fit of that preset by a key', async () => {
    const { router } = await today({ 'optimise.offer': () => ({ offer: OFFER }) })
    expect(line()).toContain('Schedule of Slow')
    expect(line()).toContain('1,240 reviews are enough to fit it to your memory')
    expect(offerWords({ ...OFFER, offer: 'again' })).toContain('many new reviews since its last fit')
    expect(await findings()).toEqual([])
    await press('f')
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/decks/7/options?fit=1'), PATIENCE_MS)
  })

  it('goes when it is put off by a key, and has no keys where nothing is offered', async () => {
    let offer: FitOffer | null = OFFER
    const { inputs, router } = await today({
      'optimise.offer': () => ({ offer }),
      'optimise.putOff': () => {
        offer = null
        return {}
      },
    })
    await press('F', { shiftKey: true })
    expect(inputs('optimise.putOff')).toEqual([{ presetId: 2 }])
    expect(line()).toBeUndefined()
    await press('f')
    expect(router.currentRoute.value.fullPath).toBe('/today')
  })

  it('stays, with a word, when putting off fails', async () => {
    await today({
      'optimise.offer': () => ({ offer: OFFER }),
      'optimise.putOff': () => {
        throw refusal('CONFLICT', { reason: 'Another window is at it.' })
      },
    })
    await press('F', { shiftKey: true })
    expect(notice()).toContain('Another window is at it.')
    expect(line()).toContain('Schedule of Slow')
  })

  it('is begun at once on the options page for whoever comes from it, and only once', async () => {
    const { inputs, wrapper, router } = await open({}, '/decks/4/options?fit=1')
    await vi.waitFor(() => expect(wrapper.find('.fits').exists()).toBe(true), PATIENCE_MS)
    expect(inputs('optimise.fit')).toEqual([{ presetId: 1, ignoreBefore: null }])
    expect(router.currentRoute.value.fullPath).toBe('/decks/4/options')
  })
})

describe('fitting on the options page', () => {
  it('tells what came out in plain words, the figures one step further, and takes it only when told to', async () => {
    const { wrapper, inputs } = await open()
    await press('f')
    expect(inputs('optimise.fit')).toEqual([{ presetId: 1, ignoreBefore: null }])
    expect(wrapper.get('.fits').text()).toContain('forecast 12 % better')
    expect(wrapper.get('.fits details').attributes('open')).toBeUndefined()
    expect(wrapper.get('.fits table').text()).toContain('0.4000')
    expect(await findings()).toEqual([])
    expect(inputs('optimise.apply')).toEqual([])
    await click('Use it')
    expect(inputs('optimise.apply')).toEqual([{ presetIds: [1], reschedule: false }])
    expect(notice()).toContain('Done: Fit Default to my reviews.')
    expect(wrapper.find('.fits').exists()).toBe(false)
  })

  it('shows the next 30 days before due dates move with it', async () => {
    const { inputs } = await open()
    await press('f')
    await click('Use it and move due dates')
    expect(inputs('optimise.preview')).toEqual([{ presetId: 1, fitted: true }])
    const dialog = document.querySelector('.dialog')
    expect(dialog?.querySelector('svg[role=img]')?.getAttribute('aria-label')).toContain('30 would come sooner')
    expect(dialog && (await findings(dialog))).toEqual([])
    await click('Use the fit and move due dates')
    expect(inputs('optimise.apply')).toEqual([{ presetIds: [1], reschedule: true }])
  })

  it('moves due dates to the options by a key, after a look, and not when there is nothing to move', async () => {
    const { inputs } = await open()
    await press('d')
    expect(inputs('optimise.preview')).toEqual([{ presetId: 1, fitted: false }])
    await click('Move due dates')
    expect(inputs('optimise.reschedule')).toEqual([{ presetId: 1 }])
    expect(notice()).toContain('Done: Reschedule cards of Default.')
  })

  it('offers nothing to move when all days fit', async () => {
    await open({ 'optimise.preview': () => streamed({ ...PREVIEW, sooner: 0, later: 0 }) })
    await press('d')
    expect(document.querySelector('.dialog')?.textContent).toContain('Nothing would move.')
    expect(document.querySelector('.dialog .dlg-foot')?.textContent).not.toContain('Move due dates')
  })

  it('compares forecasts with answers by a key', async () => {
    const { wrapper } = await open()
    await press('v')
    expect(wrapper.get('.measured').text()).toContain('You recalled 84 % of 900 reviews')
    expect(wrapper.get('.measured').text()).toContain('Log loss 0.4000')
  })

  it('is not offered with too few reviews, and says what a refusal is about', async () => {
    const few = { ...STATUS, offer: 'too-few' as const, reviews: 12 }
    const { inputs, wrapper } = await open({
      'optimise.status': () => [few],
      'optimise.reschedule': () => {
        throw refusal('CONFLICT', { reason: 'Another window is at it.' })
      },
    })
    await press('f')
    expect(inputs('optimise.fit')).toEqual([])
    expect(wrapper.text()).toContain('takes 400 reviews; there are 12')
    await press('d')
    await click('Move due dates')
    expect(notice()).toContain('Another window is at it.')
  })

  it('fits all presets at once, and says of each what came out', async () => {
    const other = { ...STATUS, presetId: 2, name: 'Slow' }
    const { inputs, wrapper } = await open({
      'optimise.status': () => [STATUS, other],
      'optimise.fit': () => streamed([REPORT, { ...REPORT, presetId: 2, name: 'Slow', outcome: 'no-better' as const }]),
    })
    await click('All presets')
    expect(inputs('optimise.fit')).toEqual([{ presetId: null, ignoreBefore: null }])
    expect(wrapper.get('.fits').text()).toContain('Slow: The weights in use')
    await click('Use it')
    expect(inputs('optimise.apply')).toEqual([{ presetIds: [1], reschedule: false }])
  })

  it('goes back to the default weights', async () => {
    const { inputs } = await open({ 'optimise.status': () => [{ ...STATUS, fitted: true }] })
    await click('Use them')
    expect(inputs('optimise.reset')).toEqual([{ presetId: 1 }])
  })
})
