import { describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { WhyView } from '../../electron/contract/procedures/optimise.ts'
import { recallAfter } from '../../renderer/src/charts/forgetting.ts'
import InspectorWhy from '../../renderer/src/views/browse/InspectorWhy.vue'
import WhyNote from '../../renderer/src/views/review/WhyNote.vue'
import { curvesOf, ratingsOf } from '../../renderer/src/views/review/why.ts'
import { findings } from './support/axe.ts'
import { mountInApp, press } from './support/mount.ts'
import { card, TEXT } from './support/reviews.ts'

const now = Date.now()
const DAY = 86_400_000

describe('what each rating would do', () => {
  it('is said in words, with what becomes of stability', () => {
    const [again, hard, good] = ratingsOf(card(TEXT), now)
    expect(again?.words).toBe('in 10 minutes, a step to learn it again. Stability falls from 8.2 to 1.2 days.')
    expect(hard?.words).toContain('in 7 days, when recall should be 0.92; the day was chosen by your limits')
    expect(good?.words).toBe(
      'in 11 days, when your recall should be down to 0.90. Stability grows from 8.2 to 11 days.',
    )
  })

  it('is said of new cards and learning steps too', () => {
    const fresh = card(TEXT, { state: 'new', memory: null })
    const [again, , , easy] = ratingsOf(fresh, now)
    expect(again?.words).toBe(
      'in 10 minutes, a step of learning, before there are days between. It begins with a stability of 1.2 days.',
    )
    expect(easy?.words).toContain('It begins with a stability of 22 days.')
  })

  it('says that a day is the least there is', () => {
    const previews = [{ rating: 3 as const, due: now + DAY, scheduledDays: 1, stability: 0.2, difficulty: 5 }]
    expect(ratingsOf(card(TEXT, { previews }), now)[0]?.words).toMatch(/^in 1 day, the least between two days; recall/)
  })

  it('follows the curve of the weights in use', () => {
    // (1 + factor)^-decay = 0.9 at t = S, whatever the decay; further on a greater decay has forgotten more.
    expect(recallAfter(10, 10, 0.5)).toBeCloseTo(0.9, 12)
    expect(recallAfter(10, 10)).toBeCloseTo(0.9, 12)
    expect(recallAfter(100, 10, 0.5)).toBeLessThan(recallAfter(100, 10, 0.1))
    const flat = { ...card(TEXT, { desiredRetention: 0.9 }), decay: 0.8 }
    expect(ratingsOf(flat, now)[2]?.words).toContain('0.90')
  })

  it('has a curve for each rating that leads to days', () => {
    expect(curvesOf(card(TEXT), now).curves.map(({ rating, days }) => [rating, days])).toEqual([
      [2, 7],
      [3, 11],
      [4, 22],
    ])
  })
})

describe('the note', () => {
  it('shows curves, figures with what they mean, and each rating, soundly for a screen reader', async () => {
    const Note = defineComponent(() => () => h(WhyNote, { card: card(TEXT), rating: 3 as const, now }))
    const { wrapper } = await mountInApp(Note)
    const label = wrapper.get('svg').attributes('aria-label')
    expect(label).toContain('0.90 in 11 days after Good')
    expect(wrapper.get('.why-facts').text()).toContain('The chance that you know it at this moment.')
    expect(wrapper.findAll('.why-ratings li')).toHaveLength(4)
    expect(wrapper.get('[aria-current=true]').text()).toMatch(/^Good/)
    expect(await findings()).toEqual([])
  })
})

describe('beside the list of cards', () => {
  const { state, desiredRetention, decay, previews } = card(TEXT)
  const why: WhyView = {
    state,
    desiredRetention,
    decay,
    previews,
    memory: { stability: 8.2, difficulty: 5, retrievability: 0.87 },
  }
  const Page = defineComponent(() => {
    const open = ref(false)
    return () => h(InspectorWhy, { cardId: 7, open: open.value, 'onUpdate:open': (on: boolean) => (open.value = on) })
  })

  it('is folded until its key is pressed, and only then asked for', async () => {
    const { wrapper, inputs } = await mountInApp(Page, { at: '/browse', answers: { 'optimise.why': () => why } })
    expect(inputs('optimise.why')).toEqual([])
    await press('w')
    expect(inputs('optimise.why')).toEqual([{ cardId: 7 }])
    expect(wrapper.text()).toContain('Why 11 days')
    expect(wrapper.get('button').attributes('aria-expanded')).toBe('true')
    await press('w')
    expect(wrapper.find('.why-note').exists()).toBe(false)
  })
})
