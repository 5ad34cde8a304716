import { describe, expect, it, vi } from 'vitest'
import type { PdfSaved } from '../../electron/contract/procedures/app.ts'
import { useNoticesStore } from '../../renderer/src/stores/notices.ts'
import { useShellStore } from '../../renderer/src/stores/shell.ts'
import ReportView from '../../renderer/src/views/exam/ReportView.vue'
import ReadinessView from '../../renderer/src/views/readiness/ReadinessView.vue'
import { findings } from './support/axe.ts'
import { HELLO } from './support/data.ts'
import { refusal } from './support/fake-client.ts'
import { mountInApp, press, settle } from './support/mount.ts'
import { readiness } from './support/readiness.ts'
import { report } from './support/sittings.ts'

const PATIENCE = { timeout: 20_000 }
const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim()
const named = (name: string) =>
  document.querySelector<HTMLElement>(`[aria-label="${name}"]`) ?? expect.fail(`no ${name}`)
const open = (at = '/exams/9/report', more = {}) =>
  mountInApp(ReportView, { answers: { 'exam.report': () => report(), ...more }, at })

describe('from a report', () => {
  it('what was missed is studied by Shift S, and the objective of a row by its button', async () => {
    await open()
    await press('S', { shiftKey: true })
    expect(useShellStore().study).toEqual({ kind: 'missed' })
    named('Study objective 1.1.1').click()
    expect(useShellStore().study).toEqual({ kind: 'subject', subject: 'objective:1.1.1' })
  })

  it('everything is saved by Shift C, and a refusal is said', async () => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const url = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:here')
    const file = () => ({ name: 'mock.json', type: 'application/json', text: '{}' })
    const { inputs } = await open('/exams/9/report', { 'report.file': file })
    await press('C', { shiftKey: true })
    await vi.waitFor(() => expect(click).toHaveBeenCalled(), PATIENCE)
    expect(inputs('report.file')).toEqual([{ attemptId: 9, format: 'json' }])
    expect(useNoticesStore().current?.words).toBe('mock.json is with your downloads.')
    click.mockRestore()
    url.mockRestore()
  })

  it('all on one page opens and closes by W', async () => {
    const { router } = await open()
    await press('w')
    await vi.waitFor(() => expect(document.querySelectorAll('.wr-item')).toHaveLength(5), PATIENCE)
    await press('w')
    await vi.waitFor(() => expect(document.querySelector('.wr-item')).toBeNull(), PATIENCE)
    expect(router.currentRoute.value.query).toEqual({})
  })
})

describe('in Epoch’s own window', () => {
  const desktop = { 'app.hello': () => ({ ...HELLO, host: 'desktop' as const }) }

  it('a report is saved as PDF by Shift P, with every question on the page, and where it is is said', async () => {
    let questions = 0
    const saved = (): PdfSaved => {
      questions = document.querySelectorAll('.wr-item').length
      return { outcome: 'saved', path: '/home/me/mock.pdf' }
    }
    const { inputs, router } = await open('/exams/9/report', { ...desktop, 'app.savePdf': saved })
    await press('P', { shiftKey: true })
    await vi.waitFor(() => expect(useNoticesStore().current?.words).toBe('Saved as /home/me/mock.pdf'), PATIENCE)
    expect(inputs('app.savePdf')).toEqual([{ name: 'aif-c01-mock-exam-4' }])
    expect(questions).toBe(5)
    await vi.waitFor(() => expect(router.currentRoute.value.query).toEqual({ all: 'read' }), PATIENCE)
    expect(await findings()).toEqual([])
  })

  it('it says why a file could not be written, and nothing when the person thought better of it', async () => {
    const answers: (() => PdfSaved)[] = [
      () => ({ outcome: 'cancelled', path: null }),
      () => {
        throw refusal('CONFLICT', { reason: 'The file could not be written: no space' })
      },
    ]
    const { inputs } = await open('/exams/9/report?all=read', { ...desktop, 'app.savePdf': () => answers.shift()?.() })
    await press('P', { shiftKey: true })
    await vi.waitFor(() => expect(inputs('app.savePdf')).toHaveLength(1), PATIENCE)
    await settle()
    expect(useNoticesStore().current).toBeNull()
    await press('P', { shiftKey: true })
    await vi.waitFor(() => expect(useNoticesStore().current?.words).toContain('no space'), PATIENCE)
  })

  it('a browser offers its print dialog only', async () => {
    await open()
    expect(text('.rp-files')).toContain('Print or save as PDF')
    expect(document.body.textContent).not.toContain('Save as PDF')
  })
})

describe('from a question that was answered', () => {
  it('the question is edited by E, and its objective studied by S', async () => {
    await open('/exams/9/report?answer=2')
    await press('e')
    expect(useShellStore().note).toEqual({ task: 'edit', noteId: 101 })
    await press('s')
    expect(useShellStore().study).toEqual({ kind: 'subject', subject: 'objective:1.1.1' })
    expect(await findings()).toEqual([])
  })

  it('a word about a mistake in it goes to the clipboard by Shift W', async () => {
    const { inputs } = await open('/exams/9/report?answer=2', { 'app.noteReport': () => ({ text: 'guid q-1' }) })
    await press('W', { shiftKey: true })
    await vi.waitFor(async () => expect(await navigator.clipboard.readText()).toBe('guid q-1'), PATIENCE)
    expect(inputs('app.noteReport')).toEqual([{ noteId: 101 }])
    await vi.waitFor(() => expect(useNoticesStore().current?.words).toContain('is on the clipboard'), PATIENCE)
  })

  it('neither is offered for a question that was deleted or has no objective', async () => {
    const gone = report()
    const items = gone.items.map((item) => ({ ...item, noteId: null, objective: null }))
    const { inputs } = await open('/exams/9/report?answer=2', { 'exam.report': () => ({ ...gone, items }) })
    await press('e')
    await press('s')
    await press('W', { shiftKey: true })
    expect(text('.sources')).not.toContain('Edit the question')
    expect([useShellStore().note, useShellStore().study]).toEqual([null, null])
    expect(inputs('app.noteReport')).toEqual([])
  })

  it('goes back to the report by G', async () => {
    const { router } = await open('/exams/9/report?answer=2')
    await press('g')
    await vi.waitFor(() => expect(router.currentRoute.value.query).toEqual({}), PATIENCE)
    expect(document.querySelector('.rp-top')).not.toBeNull()
  })
})

describe('from readiness', () => {
  it('an objective is studied by its button, and a mock exam is begun by S', async () => {
    const { router } = await mountInApp(ReadinessView, {
      answers: { 'readiness.get': () => readiness() },
      at: '/readiness',
    })
    named('Study objective 3.1.2').click()
    await settle()
    expect(useShellStore().study).toEqual({ kind: 'subject', subject: 'objective:3.1.2' })
    await press('s')
    await vi.waitFor(() => expect(router.currentRoute.value.query).toEqual({ start: 'aif-c01' }), PATIENCE)
  })
})
