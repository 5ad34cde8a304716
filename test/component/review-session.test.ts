import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { RouterView } from 'vue-router'
import { DEFAULT_PRESET_OPTIONS, NO_DECK_OPTIONS } from '../../electron/contract/procedures/presets.ts'
import { useNoticesStore } from '../../renderer/src/stores/notices.ts'
import { useShellStore } from '../../renderer/src/stores/shell.ts'
import ReviewView from '../../renderer/src/views/review/ReviewView.vue'
import { findings } from './support/axe.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { card, CHOICE, CLOZE, COMPUTED, session, step, SUMMARY, TEXT, TYPED } from './support/reviews.ts'

const open = (answers: Answers, at = '/review') => mountInApp(ReviewView, { answers, at })
/** Views are loaded when they are first gone to. */
const PATIENCE = { timeout: 10_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const second = card({ type: 'text', prompt: 'What is a chunk?', answer: 'A passage.', extra: null }, { cardId: 8 })

/** A window that is as wide as it needs to be for notes in the margin. */
function wide(): void {
  const query = Object.assign(new EventTarget(), { matches: false })
  vi.spyOn(window, 'matchMedia').mockReturnValue(query as unknown as MediaQueryList)
}
afterEach(() => vi.restoreAllMocks())

/** Types into the answer line. */
async function write(words: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('.field-line') ?? expect.fail()
  field.value = words
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}

/** An answer that comes when it is told to. */
function later<T>() {
  let give: (value: T) => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const promise = new Promise<T>((resolve, reject) => {
    give = resolve
    fail = reject
  })
  return { promise, give: (value: T) => give(value), fail: (error: Error) => fail(error) }
}

const OPTIONS: Answers = {
  'decks.options': () => ({
    deckId: 4,
    path: 'AIF-C01::Networks',
    subdecks: 0,
    preset: { presetId: 1, name: 'Default', isDefault: true, decks: 1, options: DEFAULT_PRESET_OPTIONS },
    own: NO_DECK_OPTIONS,
  }),
  'presets.list': () => [],
}

describe('a card', () => {
  it('shows the question with the focus on it, the answer on Space, and four ratings with their dates', async () => {
    await open(session([card(TEXT)]))
    expect(text('.card')).toContain('What is a token?')
    expect(text('body')).not.toContain('A piece of text.')
    expect(document.activeElement?.getAttribute('data-focus')).toBe('prompt')
    await press(' ')
    expect(text('.answer')).toContain('A piece of text.')
    expect(document.activeElement?.getAttribute('data-focus')).toBe('answer')
    expect(text('.rb.again')).toContain('10 min')
    expect(text('.rb.good')).toContain('11 d')
    expect(document.querySelectorAll('.rb')).toHaveLength(4)
    expect(await findings()).toEqual([])
  })

  it('fills the gap of a cloze in its place', async () => {
    await open(session([card(CLOZE)]))
    expect(text('.card .gap')).toContain('[\u2026]')
    await press(' ')
    expect(text('.card')).toBe('The lungs hold air.')
    expect(text('.answer')).toContain('Mostly nitrogen.')
  })

  it('marks which of the counts it belongs to', async () => {
    await open(session([card(TEXT, { state: 'relearning' })]))
    expect(text('.rv-top .now')).toContain('0 being learned, this one among them')
  })
})

describe('rating', () => {
  it('sends a rating once, with the seed and the time since the card was shown', async () => {
    const { inputs } = await open(session([card(TEXT), second]))
    await press(' ')
    await press('3')
    const [sent] = inputs('review.answer') as { durationMs: number }[]
    expect(sent).toMatchObject({ cardId: 7, rating: 3, seed: 11, deckId: null, response: null })
    expect(sent?.durationMs).toBeGreaterThanOrEqual(0)
    expect(text('.card')).toContain('What is a chunk?')
  })

  it('holds the card until the answer is durable, and lets no second one through', async () => {
    const wait = later<ReturnType<typeof step>>()
    const { inputs } = await open(session([card(TEXT)], { 'review.answer': () => wait.promise }))
    await press(' ')
    await press(' ')
    await press('1')
    await press('4')
    expect(inputs('review.answer')).toHaveLength(1)
    expect(document.querySelector('.rb.down')?.classList).toContain('good')
    expect(text('.card')).toContain('What is a token?')
    wait.give(step(second))
    await settle()
    expect(text('.card')).toContain('What is a chunk?')
    expect(document.querySelector('.rb')).toBeNull()
  })

  it('does not rate before the answer was shown', async () => {
    const { inputs } = await open(session([card(TEXT)]))
    await press('3')
    expect(inputs('review.answer')).toHaveLength(0)
  })

  it('reads what to ask now when the card was answered elsewhere, without a word', async () => {
    let asked = 0
    const { inputs } = await open({
      ...session([]),
      'review.next': () => step(asked++ === 0 ? card(TEXT) : second),
      'review.answer': () => {
        throw refusal('CONFLICT', { reason: 'This card was answered already.' })
      },
    })
    await press(' ')
    await press('3')
    expect(text('.card')).toContain('What is a chunk?')
    expect(text('body')).not.toContain('answered already')
    expect(inputs('review.answer')).toHaveLength(1)
  })

  it('keeps the card when the host is gone, so that the rating can be given again', async () => {
    let tries = 0
    const { inputs, wrapper } = await open(
      session([card(TEXT)], {
        'review.answer': () => {
          if (tries++ === 0) throw new Error('lost')
          return step(second)
        },
      }),
    )
    const seen: unknown[] = []
    const { app } = wrapper.vm.$.appContext
    app.config.errorHandler = (error) => void seen.push(error)
    await press(' ')
    await press('3')
    expect(seen).toHaveLength(1)
    expect(text('.answer')).toContain('A piece of text.')
    expect(document.querySelector('.rb.down')).toBeNull()
    await press('3')
    expect(inputs('review.answer')).toHaveLength(2)
    expect(text('.card')).toContain('What is a chunk?')
  })
})

describe('answers that are checked', () => {
  it('compares a typed answer letter by letter', async () => {
    const typed = [
      { text: 'Kend', mark: 'same' },
      { text: 'd', mark: 'extra' },
      { text: 'ra', mark: 'same' },
    ]
    const expected = [
      { text: 'Amazon ', mark: 'missing' },
      { text: 'Kendra', mark: 'same' },
    ]
    const { inputs } = await open(
      session([card(TYPED), second], { 'review.check': () => ({ right: false, typed, expected }) }),
    )
    expect(document.activeElement?.className).toContain('field-line')
    await write('Kenddra')
    await press('Enter')
    expect(inputs('review.check')).toEqual([{ cardId: 7, seed: 11, response: 'Kenddra' }])
    expect(text('.verdict')).toBe('Not right')
    expect(text('.diff .extra')).toBe('d')
    expect(text('.diff .missing')).toBe('Amazon')
    await press('1')
    expect(inputs('review.answer')).toMatchObject([{ response: 'Kenddra', rating: 1 }])
  })

  it('shows the answer without checking when nothing was written', async () => {
    const { inputs } = await open(session([card(TYPED)]))
    await press('Enter')
    expect(inputs('review.check')).toHaveLength(0)
    expect(text('.answer')).toContain('Amazon Kendra')
    expect(document.querySelector('.verdict')).toBeNull()
  })

  it('says how close a number has to be, and shows the steps and the curve', async () => {
    await open(session([card(COMPUTED)]))
    expect(text('.ask')).toContain('± 0.01 is close enough. The numbers change each time.')
    await write('0')
    await press('Enter')
    expect(text('.verdict')).toBe('You wrote 0, within ± 0.01')
    expect(document.querySelectorAll('.answer .steps > li')).toHaveLength(2)
    expect(document.querySelector('.plot')?.getAttribute('aria-label')).toBe('ReLU: at \u22122 the value is 0')
  })

  it('asks an exam question by its letters, then gives the reason of every option', async () => {
    const { inputs } = await open(
      session([card(CHOICE)], { 'review.check': () => ({ right: false, typed: [], expected: [] }) }),
    )
    await press('b')
    await press('a')
    await press('Enter')
    expect(inputs('review.check')).toMatchObject([{ response: { type: 'choices', choices: [0] } }])
    expect(text('.opt.wrong')).toContain('Your answer')
    expect(text('.opt.right')).toContain('Right answer')
    expect(text('.after')).toContain('Too close.')
    expect(text('.after .expl')).toBe('Look at both.')
    expect(await findings()).toEqual([])
  })
})

describe('around a card', () => {
  it('suspends, buries, flags and takes back by one key each', async () => {
    const { inputs, calls } = await open(session([card(TEXT), second, card(TEXT), second]))
    await press('f')
    expect(inputs('review.flag')).toEqual([{ cardId: 7, flag: 1 }])
    await press('s')
    expect(inputs('review.suspend')).toEqual([{ deckId: null, cardId: 7 }])
    await press('b')
    expect(inputs('review.bury')).toEqual([{ deckId: null, cardId: 8 }])
    const before = inputs('review.next').length
    await press('u')
    expect(calls.at(-2)?.path).toBe('history.undo')
    expect(inputs('review.next')).toHaveLength(before + 1)
  })

  it.each(['/review', '/review/4', '/study'])(
    'opens the options of its deck on O from %s, and Esc comes back',
    async (at) => {
      const Page = defineComponent(() => () => h(RouterView))
      const { router } = await mountInApp(Page, {
        answers: { ...session([card(TEXT), second]), ...OPTIONS, 'study.end': () => ({}) },
        at,
      })
      await vi.waitFor(() => expect(text('.card')).toContain('What is a token?'), PATIENCE)
      await press('o')
      await vi.waitFor(() => expect(text('h1')).toBe('Options of Networks'), PATIENCE)
      expect(router.currentRoute.value.params).toEqual({ deckId: '4' })
      await press('Escape')
      await vi.waitFor(() => expect(text('.card')).toContain('What is a token?'), PATIENCE)
      expect(router.currentRoute.value.path).toBe(at)
    },
  )

  it('opens the note for editing', async () => {
    await open(session([card(TEXT)]))
    await press('e')
    expect(useShellStore().note).toEqual({ task: 'edit', noteId: 70 })
  })

  it('explains the interval on W, and remembers that it should', async () => {
    wide()
    await open(session([card(TEXT), second]))
    await press(' ')
    expect(document.querySelector('.why-note')).toBeNull()
    await press('w')
    expect(text('.why-note')).toContain('Why 11 days')
    await press('3')
    await press(' ')
    expect(text('.why-note')).toContain('Why 11 days')
  })

  it('explains it over the page in a narrow window, for this card only', async () => {
    await open(session([card(TEXT), second]))
    await press(' ')
    await press('w')
    expect(text('.why-pop')).toContain('Why 11 days')
    await press('Escape')
    expect(document.querySelector('.why-pop')).toBeNull()
    expect(text('.answer')).toContain('A piece of text.')
  })

  it('names the state of a service with its date', async () => {
    wide()
    const badge = {
      id: 'kendra',
      name: 'Amazon Kendra',
      state: 'maintenance' as const,
      date: '2026-07-30',
      conflicting: false,
    }
    await open(session([card(TEXT, { badges: [badge] })]))
    await press(' ')
    expect(text('.badges')).toContain('Amazon Kendra closed to new customers')
    expect(text('.badges')).toContain('30 Jul 2026')
    expect(text('.margin')).toContain('Closed to new customers: Amazon Kendra')
  })
})

describe('the end of a session', () => {
  it('says what was done, what comes tomorrow and what to do next', async () => {
    const { router } = await open(session([card(TEXT)]))
    await press(' ')
    await press('3')
    expect(text('.rv-end h1')).toBe('Everything due is done')
    expect(text('.rv-end')).toContain('12 answers in 3 minutes. You knew 83 %')
    expect(text('.ahead')).toContain('31 reviews, 20 new cards')
    expect(await findings()).toEqual([])
    await press('Escape')
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('today'), PATIENCE)
  })

  it('names the time at which a card comes back today', async () => {
    const at = new Date()
    at.setHours(23, 58, 0, 0)
    await open({ ...session([]), 'review.next': () => step(null, { nextLearningAt: at.getTime() }) })
    expect(text('.ahead')).toContain('a card comes back at 23:58')
  })

  it('says so when nothing is due', async () => {
    await open({ ...session([]), 'review.summary': () => ({ ...SUMMARY, answered: 0 }) })
    expect(text('.rv-end h1')).toBe('Nothing is due now')
  })

  it('stops on Esc with a summary, and goes on from there', async () => {
    await open(session([card(TEXT), second]))
    await press(' ')
    await press('4')
    await press('Escape')
    expect(text('.rv-end h1')).toBe('Stopped here')
    const more = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Continue reviewing'))
    await new Promise((resolve) => setTimeout(resolve, 850))
    more?.click()
    await settle()
    expect(text('.card')).toContain('What is a chunk?')
  })

  it('says that a new study day has begun, once', async () => {
    const tomorrow = { day: '2026-11-21' }
    const left = [step(second, tomorrow), step(card(TEXT), tomorrow)]
    await open(session([card(TEXT)], { 'review.answer': () => left.shift() }))
    const notices = useNoticesStore()
    await press(' ')
    await press('3')
    expect(notices.current?.words).toContain('A new study day has begun.')
    notices.dismiss()
    await press(' ')
    await press('3')
    expect(text('.card')).toContain('What is a token?')
    expect(notices.current).toBeNull()
  })

  it('asks the cards of one deck only', async () => {
    const { inputs } = await open(session([card(TEXT)]), '/review/4')
    expect(inputs('review.next')).toEqual([{ deckId: 4 }])
  })
})
