import { afterEach, describe, expect, it, vi } from 'vitest'
import ScrollAcross from '../../renderer/src/views/exam/ScrollAcross.vue'
import { findings } from './support/axe.ts'
import { mountInApp, settle } from './support/mount.ts'

afterEach(() => vi.unstubAllGlobals())

/** Mounts it in a window that leaves it so much room, with a table of 600 pixels. */
async function inRoomOf(width: number): Promise<HTMLElement> {
  type Heard = (entries: { contentRect: { width: number } }[]) => void
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #heard: Heard
      constructor(heard: Heard) {
        this.#heard = heard
      }
      observe = () => this.#heard([{ contentRect: { width } }])
      unobserve = () => undefined
      disconnect = () => undefined
    },
  )
  vi.spyOn(HTMLElement.prototype, 'scrollWidth', 'get').mockReturnValue(600)
  await mountInApp(ScrollAcross, { props: { label: 'Results' }, slots: { default: () => 'wide' } })
  await settle()
  return document.querySelector<HTMLElement>('.ex-scroll') ?? expect.fail()
}

describe('a wide table', () => {
  it('is reached by Tab and named where it has to be moved sideways', async () => {
    const box = await inRoomOf(400)
    expect(box.tabIndex).toBe(0)
    expect(box.getAttribute('aria-label')).toBe('Results')
    expect(await findings()).toEqual([])
  })

  it('is no stop where all of it shows', async () => {
    const box = await inRoomOf(600)
    expect(box.hasAttribute('tabindex')).toBe(false)
    expect(box.hasAttribute('role')).toBe(false)
  })
})
