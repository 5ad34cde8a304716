import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import NoticeBar from '../../renderer/src/components/NoticeBar.vue'
import AboutView from '../../renderer/src/views/about/AboutView.vue'
import SettingsView from '../../renderer/src/views/settings/SettingsView.vue'
import { findings } from './support/axe.ts'
import { HELLO, SETTINGS } from './support/data.ts'
import { refusal, type Answers } from './support/fake-client.ts'
import { mountInApp, press, settle, type Mounted } from './support/mount.ts'

const Page = defineComponent(() => () => [h(SettingsView), h(NoticeBar)])

/** A host that keeps what it is told. */
function keeping(): Answers {
  let kept = SETTINGS
  return { 'app.updateSettings': (patch: object) => (kept = { ...kept, ...patch }) }
}
const open = (answers: Answers = keeping()) => mountInApp(Page, { answers, at: '/settings' })

async function write({ wrapper }: Mounted, label: string, text: string): Promise<void> {
  await wrapper.get(`input[aria-label="${label}"]`).setValue(text)
  await wrapper.get(`input[aria-label="${label}"]`).trigger('blur')
  await settle()
}

describe('SettingsView', () => {
  it('has no serious finding', async () => {
    await open()
    expect(await findings()).toEqual([])
  })

  it('applies theme and text size at once', async () => {
    const { wrapper, inputs } = await open()
    const click = async (words: string) => {
      await wrapper
        .findAll('[role=radio]')
        .find((one) => one.text() === words)
        ?.trigger('click')
      await settle()
    }
    await click('Dark')
    await click('130 %')
    expect(document.documentElement.classList.contains('dark')).toBe(true)
    expect(document.documentElement.style.getPropertyValue('--text-size')).toBe('1.3')
    expect(inputs('app.updateSettings')).toEqual([{ theme: 'dark' }, { textSize: 1.3 }])
    expect(wrapper.get('.head [role=status]').text()).toBe('Saved')
  })

  it('keeps numbers that make sense, and says what it expects of others', async () => {
    const mounted = await open()
    await write(mounted, 'New cards a day', '25')
    await write(mounted, 'Desired retention', '85')
    await write(mounted, 'Minutes a day', '')
    await write(mounted, 'Reviews a day, at most', 'eighteen')
    expect(mounted.inputs('app.updateSettings')).toEqual([
      { newPerDay: 25 },
      { desiredRetention: 0.85 },
      { minutesPerDay: null },
    ])
    expect(mounted.wrapper.get('[role=alert]').text()).toBe('Use a whole number from 0 to 9999.')
  })

  it('sets and clears the date of the exam', async () => {
    const mounted = await open()
    const date = mounted.wrapper.get('input[type=date]')
    await date.setValue('2027-01-15')
    await date.setValue('')
    expect(mounted.inputs('app.updateSettings')).toEqual([{ examDate: '2027-01-15' }, { examDate: null }])
  })

  it('puts a setting back that the host refuses', async () => {
    const { wrapper } = await open({
      'app.updateSettings': () => {
        throw refusal('CONFLICT', { reason: 'The disk is full.' })
      },
    })
    await wrapper.get('[aria-label="Keys of a single character"]').trigger('click')
    await settle()
    expect(wrapper.get('[aria-label="Keys of a single character"]').attributes('aria-checked')).toBe('true')
    expect(wrapper.get('.notice').text()).toContain('The disk is full.')
  })
})

describe('keys in the settings', () => {
  const row = (mounted: Mounted, words: string) =>
    mounted.wrapper.findAll('.key-set li').find((one) => one.get('span').text() === words)

  async function change(mounted: Mounted, words: string, key: string): Promise<void> {
    await row(mounted, words)?.get(`[aria-label="Change the key for ${words}"]`).trigger('click')
    await settle()
    await press(key)
  }

  it('takes a free key, and gives the default back', async () => {
    const mounted = await open()
    await change(mounted, 'New card', 'y')
    expect(mounted.inputs('app.updateSettings')).toEqual([{ keys: { 'app.newCard': 'y' } }])
    expect(row(mounted, 'New card')?.get('kbd').text()).toBe('Y')
    await mounted.wrapper.get('[aria-label="Default key for New card"]').trigger('click')
    await settle()
    expect(mounted.inputs('app.updateSettings')).toHaveLength(2)
    expect(row(mounted, 'New card')?.get('kbd').text()).toBe('N')
  })

  it('warns of a key that is taken, and takes it over only when told', async () => {
    const mounted = await open()
    await change(mounted, 'Plan', 'r')
    expect(mounted.wrapper.get('.clash').text()).toContain('already does: Review')
    expect(mounted.inputs('app.updateSettings')).toEqual([])
    await mounted.wrapper.get('.clash .btn').trigger('click')
    await settle()
    expect(mounted.inputs('app.updateSettings')).toEqual([{ keys: { 'today.plan': 'r', 'today.review': '' } }])
  })

  it('leaves everything when Esc is pressed', async () => {
    const mounted = await open()
    await change(mounted, 'New card', 'Escape')
    expect(mounted.inputs('app.updateSettings')).toEqual([])
    expect(mounted.wrapper.find('.press').exists()).toBe(false)
  })
})

describe('AboutView', () => {
  const licences = [{ name: 'vue', version: '3.5.45', licence: 'MIT', text: 'The MIT License' }]

  it('shows version, place of the data and licences, and copies the diagnostics', async () => {
    const { wrapper, inputs } = await mountInApp(AboutView, {
      answers: { 'app.licences': () => licences, 'app.diagnostics': () => ({ text: 'Epoch 0.1.0' }) },
      at: '/about',
    })
    expect(wrapper.text()).toContain(`Epoch ${HELLO.version}`)
    expect(wrapper.text()).toContain(HELLO.dataDir)
    expect(wrapper.text()).toContain('vue 3.5.45')
    await wrapper
      .findAll('.btn')
      .find((one) => one.text() === 'Copy diagnostics')
      ?.trigger('click')
    await settle()
    expect(inputs('app.diagnostics')).toHaveLength(1)
    expect(await navigator.clipboard.readText()).toBe('Epoch 0.1.0')
    expect(await findings()).toEqual([])
  })
})
