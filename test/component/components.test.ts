import { describe, expect, it } from 'vitest'
import { defineComponent, h, ref, type VNode } from 'vue'
import AppButton from '../../renderer/src/components/AppButton.vue'
import AppDialog from '../../renderer/src/components/AppDialog.vue'
import AppField from '../../renderer/src/components/AppField.vue'
import AppMenu from '../../renderer/src/components/AppMenu.vue'
import AppSelect from '../../renderer/src/components/AppSelect.vue'
import AppSwitch from '../../renderer/src/components/AppSwitch.vue'
import AppTooltip from '../../renderer/src/components/AppTooltip.vue'
import ChartFrame from '../../renderer/src/components/ChartFrame.vue'
import EmptyState from '../../renderer/src/components/EmptyState.vue'
import FacePreview from '../../renderer/src/components/FacePreview.vue'
import IssueItem from '../../renderer/src/components/IssueItem.vue'
import JobProgress from '../../renderer/src/components/JobProgress.vue'
import KeyCap from '../../renderer/src/components/KeyCap.vue'
import RatingBars from '../../renderer/src/components/RatingBars.vue'
import SegmentedControl from '../../renderer/src/components/SegmentedControl.vue'
import ServiceBadge from '../../renderer/src/components/ServiceBadge.vue'
import ShareInterval from '../../renderer/src/components/ShareInterval.vue'
import StateMark from '../../renderer/src/components/StateMark.vue'
import TextField from '../../renderer/src/components/TextField.vue'
import { placeWords, underline } from '../../renderer/src/components/issue-place.ts'
import { badgeFace } from '../../renderer/src/components/service-badge.ts'
import { findings } from './support/axe.ts'
import { mountInApp, press, settle } from './support/mount.ts'

/** Mounts what a function draws. */
const draw = (view: () => VNode | VNode[]) => mountInApp(defineComponent(() => () => view()))

describe('AppButton', () => {
  it('tells its key to people and to screen readers', async () => {
    const { wrapper } = await draw(() => h(AppButton, { action: 'app.newCard' }, () => 'New card'))
    expect(wrapper.get('button').attributes('aria-keyshortcuts')).toBe('N')
    expect(wrapper.get('kbd').text()).toBe('N')
  })

  it('stays focusable but does nothing when disabled', async () => {
    let pressed = 0
    const { wrapper } = await draw(() => h(AppButton, { disabled: true, onPress: () => pressed++ }, () => 'Move'))
    await wrapper.get('button').trigger('click')
    expect(pressed).toBe(0)
    expect(wrapper.get('button').attributes()).toMatchObject({ 'aria-disabled': 'true', type: 'button' })
  })
})

describe('marks', () => {
  it('draws each state of a card in its own way', async () => {
    const states = ['new', 'learning', 'relearning', 'review', 'suspended'] as const
    const { wrapper } = await draw(() => states.map((state) => h(StateMark, { state })))
    const shapes = wrapper.findAll('svg').map((svg) => svg.html().replace(/\s+/g, ''))
    expect(shapes[1]).toBe(shapes[2])
    expect(new Set(shapes).size).toBe(4)
  })

  it('fills as many steps as the rating', async () => {
    const { wrapper } = await draw(() => ([1, 2, 3, 4] as const).map((rating) => h(RatingBars, { rating })))
    expect(wrapper.findAll('svg').map((svg) => svg.findAll('.on').length)).toEqual([1, 2, 3, 4])
  })

  it('draws a key, and none when there is none', async () => {
    const { wrapper } = await draw(() => [h(KeyCap, { combo: 'shift+a' }), h(KeyCap)])
    expect(wrapper.findAll('kbd').map((cap) => cap.text())).toEqual(['Shift A'])
  })
})

describe('ServiceBadge', () => {
  const base = { id: 'x', name: 'Amazon Kendra', conflicting: false } as const

  it('has words, and the date in the tooltip', async () => {
    const badge = { ...base, state: 'maintenance', date: '2026-07-30', successor: 'Bedrock' } as const
    expect(badgeFace(badge)).toMatchObject({
      words: 'Amazon Kendra closed to new customers',
      tip: 'Amazon Kendra: closed to new customers, 30 Jul 2026. Now use Bedrock.',
      tone: 'warn',
    })
    expect(badgeFace({ ...base, state: 'sunset', date: '2027-04-30' }).words).toBe('Amazon Kendra ends 30 Apr 2027')
    const { wrapper } = await draw(() => h(ServiceBadge, { badge }))
    await wrapper.get('.badge').trigger('focus')
    await settle()
    expect(document.querySelector('[role=tooltip]')?.textContent).toContain('30 Jul 2026')
    expect(await findings()).toEqual([])
  })

  it('hides what is active unless asked, but never that sources differ', async () => {
    const active = { ...base, state: 'active' } as const
    const { wrapper } = await draw(() => [
      h(ServiceBadge, { badge: active }),
      h(ServiceBadge, { badge: active, active: true }),
      h(ServiceBadge, { badge: { ...active, conflicting: true } }),
    ])
    expect(wrapper.findAll('.badge').map((badge) => badge.text())).toEqual(['Amazon Kendra active', 'Sources differ'])
  })
})

describe('controls', () => {
  const OPTIONS = [
    { value: 'a', label: 'First' },
    { value: 'b', label: 'Second' },
  ] as const

  it('chooses one of a few by the arrows', async () => {
    const value = ref<'a' | 'b' | null>('a')
    const { wrapper } = await draw(() =>
      h(SegmentedControl<'a' | 'b'>, {
        options: OPTIONS,
        label: 'Which',
        modelValue: value.value,
        'onUpdate:modelValue': (next: 'a' | 'b' | null) => (value.value = next),
      }),
    )
    wrapper.get<HTMLElement>('[role=radio]').element.focus()
    await press('ArrowRight')
    expect(value.value).toBe('b')
    expect(await findings()).toEqual([])
  })

  it('gives back the value of a choice, not its place', async () => {
    const value = ref<number | null>(null)
    const options = [
      { value: null, label: 'None' },
      { value: 7, label: 'Seven' },
    ]
    const { wrapper } = await draw(() =>
      h(AppSelect<number | null>, {
        options,
        label: 'Pick',
        modelValue: value.value,
        'onUpdate:modelValue': (next: number | null) => (value.value = next),
      }),
    )
    const select = wrapper.get<HTMLSelectElement>('select')
    select.element.selectedIndex = 1
    await select.trigger('change')
    expect(value.value).toBe(7)
  })

  it('switches', async () => {
    const on = ref(false)
    const { wrapper } = await draw(() =>
      h(AppSwitch, { label: 'Loud', modelValue: on.value, 'onUpdate:modelValue': (now: boolean) => (on.value = now) }),
    )
    await wrapper.get('[role=switch]').trigger('click')
    expect(on.value).toBe(true)
    expect(wrapper.get('[role=switch]').attributes()).toMatchObject({ 'aria-checked': 'true', 'aria-label': 'Loud' })
  })

  it('ties a field to its label and to what is wrong with it', async () => {
    const error = ref('')
    const { wrapper } = await draw(() =>
      h(TextField, { label: 'Name', hint: 'One line.', error: error.value, modelValue: '' }),
    )
    const input = wrapper.get('input')
    expect(wrapper.get('label').attributes('for')).toBe(input.attributes('id'))
    expect(wrapper.get('.hint').attributes('id')).toBe(input.attributes('aria-describedby'))
    error.value = 'Use a number from 1 to 200.'
    await settle()
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(wrapper.get('.err').attributes('id')).toBe(input.attributes('aria-describedby'))
    expect(await findings()).toEqual([])
  })

  it('gives any control its ids', async () => {
    const { wrapper } = await draw(() =>
      h(AppField, { label: 'Deck' }, { default: (p: { id: string }) => h('input', p) }),
    )
    expect(wrapper.get('input').attributes('id')).toBe(wrapper.get('label').attributes('for'))
  })
})

describe('what lies above the page', () => {
  it('keeps the focus in a dialog, starts at its field, and gives it back', async () => {
    const open = ref(false)
    await draw(() => [
      h('button', { id: 'opener' }, 'Open'),
      h(
        AppDialog,
        { title: 'Move', open: open.value, 'onUpdate:open': (now: boolean) => (open.value = now) },
        { default: () => h('input', { 'aria-label': 'Where' }), foot: () => h('button', 'Move') },
      ),
    ])
    document.getElementById('opener')?.focus()
    open.value = true
    await settle()
    const box = document.querySelector('[role=dialog]')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Where')
    expect(box?.getAttribute('aria-labelledby')).toBe(box?.querySelector('h2')?.id)
    expect(box && (await findings(box))).toEqual([])
    await press('Escape')
    expect(document.querySelector('[role=dialog]')).toBeNull()
    expect(document.activeElement?.id).toBe('opener')
  })

  it('works a menu by the keyboard', async () => {
    let deleted = 0
    const items = [
      { words: 'Rename', run: () => undefined },
      { words: 'Delete', parted: true, run: () => deleted++ },
    ]
    const { wrapper } = await draw(() => h(AppMenu, { items }, () => h('button', { 'aria-label': 'More' })))
    wrapper.get('button').element.focus()
    await press('Enter')
    expect(document.querySelectorAll('[role=menuitem]')).toHaveLength(2)
    expect(await findings()).toEqual([])
    await press('ArrowDown')
    await press('Enter')
    expect(deleted).toBe(1)
  })

  it('shows a tooltip on focus', async () => {
    const { wrapper } = await draw(() => h(AppTooltip, { words: 'Why' }, () => h('button', 'W')))
    await wrapper.get('button').trigger('focus')
    await settle()
    expect(wrapper.get('button').attributes('aria-describedby')).toBe(document.querySelector('[role=tooltip]')?.id)
  })
})

describe('issues', () => {
  const issue = {
    severity: 'error',
    code: 'cloze',
    message: 'The second cloze is opened and never closed.',
    where: { note: 417, field: 'Text', line: 3, column: 5, source: 'The {{c2::loss grows' },
    expected: '}}',
    found: 'the end of the field',
  } as const

  it('says where, what was expected and what was found', async () => {
    expect(placeWords(issue.where)).toBe('Note 417, field Text, line 3, column 5')
    const { wrapper } = await draw(() => h('ul', [h(IssueItem, { issue }, () => h('button', 'Leave out'))]))
    expect(wrapper.text()).toContain('Note 417, field Text, line 3, column 5. Expected }}, found the end of the field.')
    expect(wrapper.get('mark').text()).toBe('{{c2::loss')
    expect(await findings()).toEqual([])
  })

  it('underlines what was found, or one character at the end', () => {
    expect(underline({ ...issue, found: 'grows' })).toEqual(['The {{c2::loss ', 'grows', ''])
    expect(underline({ ...issue, where: { column: 3, source: 'ab' } })).toEqual(['ab', '', ''])
    expect(underline({ ...issue, where: {} })).toBeNull()
  })
})

describe('figures', () => {
  it('changes between chart and table', async () => {
    const { wrapper } = await draw(() =>
      h(ChartFrame, { title: 'Loss', line: 'share wrong' }, { chart: () => h('svg'), table: () => h('table') }),
    )
    expect(wrapper.find('table').exists()).toBe(false)
    await wrapper.get('[aria-label=Table]').trigger('click')
    expect(wrapper.find('table').exists()).toBe(true)
    expect(await findings()).toEqual([])
  })

  it('begins the scale where the interval needs it', async () => {
    const { wrapper } = await draw(() => [
      h(ShareInterval, { value: 0.76, low: 0.69, high: 0.82, pass: 0.7 }),
      h(ShareInterval, { value: 0.4, low: 0.3, high: 0.5, pass: 0.7 }),
    ])
    expect(wrapper.findAll('svg').map((svg) => svg.get('text').text())).toEqual(['50 %', '0 %'])
  })

  it('shows progress and can be stopped', async () => {
    let stopped = 0
    const progress = { stage: 'Reading', done: 420, total: 1680 }
    const { wrapper } = await draw(() => h(JobProgress, { progress, cancel: true, onCancel: () => stopped++ }))
    expect(wrapper.get('[role=progressbar]').attributes('aria-valuenow')).toBe('25')
    expect(wrapper.text()).toContain('420 of 1,680')
    await wrapper.get('button').trigger('click')
    expect(stopped).toBe(1)
  })

  it('says what to do next where there is nothing', async () => {
    const { wrapper } = await draw(() =>
      h(EmptyState, { title: 'Empty' }, { default: () => 'Why.', do: () => h('button', 'Do') }),
    )
    expect(wrapper.text()).toBe('EmptyWhy.Do')
  })
})

describe('FacePreview', () => {
  it('hides the gaps of a cloze in front and shows them behind', async () => {
    const face = { type: 'cloze', prompt: 'A \uE000\uE001.', answer: 'A \uE000b\uE001.', extra: null } as const
    const { wrapper } = await draw(() => h(FacePreview, { face }))
    expect(wrapper.get('.face-front .gap').text()).toBe('blank [\u2026]')
    expect(wrapper.get('.face-back .gap').text()).toBe('b')
  })

  it('marks the right options of a question', async () => {
    const question = { kind: 'multiple-choice', stem: 'Which?', options: ['x', 'y'], choose: 1 } as const
    const key = { answer: { type: 'choices', choices: [1] }, reasons: [null, null], explanation: 'Since.' } as const
    const face = { type: 'question', question: { ...question, options: [...question.options] }, key } as never
    const { wrapper } = await draw(() => h(FacePreview, { face }))
    expect(wrapper.findAll('li.right').map((line) => line.text())).toEqual(['By'])
    expect(wrapper.text()).toContain('Since.')
  })
})
