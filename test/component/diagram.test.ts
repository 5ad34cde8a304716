import { mount } from '@vue/test-utils'
import './support/dom.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import type { CardFace } from '../../electron/contract/procedures/review.ts'
import { cardFace } from '../../electron/core/cards/faces.ts'
import FacePreview from '../../renderer/src/components/FacePreview.vue'
import DiagramFigure from '../../renderer/src/components/diagram/DiagramFigure.vue'
import { makeDrawing } from '../../renderer/src/content/drawing.ts'
import ReviewView from '../../renderer/src/views/review/ReviewView.vue'
import { DIAGRAM, DRAWING, HOSTILE_DRAWINGS } from '../support/diagram.ts'
import { findings } from './support/axe.ts'
import { mountInApp, press } from './support/mount.ts'
import { card, session } from './support/reviews.ts'

type Face = Extract<CardFace, { type: 'diagram' }>

function faceOf(ordinal: number): Face {
  const face = cardFace(DIAGRAM, ordinal, 1)
  if (!face.ok || face.value.type !== 'diagram') return expect.fail('no face')
  return face.value
}

beforeEach(() => {
  vi.spyOn(SVGGraphicsElement.prototype, 'getBBox').mockReturnValue(new DOMRect(100, 60, 80, 20))
})
afterEach(() => vi.restoreAllMocks())

const figure = (face: Face, revealed = false) => {
  const wrapper = mount(DiagramFigure, { props: { face, revealed }, attachTo: document.body })
  const svg = wrapper.element.querySelector('svg') ?? expect.fail('no drawing')
  return { wrapper, svg, label: svg.querySelector('[data-label="weights"]') ?? expect.fail('no label') }
}

describe('a diagram that is asked', () => {
  it('has the asked text nowhere in the page, and a cover in its place', () => {
    const { wrapper, label } = figure(faceOf(0))
    expect(wrapper.html()).not.toMatch(/weights(?!")/)
    expect(wrapper.text()).not.toContain('weights')
    expect(label.textContent).toBe('?')
    const box = label.querySelector('.diagram-cover')
    expect(['x', 'y', 'width', 'height'].map((name) => box?.getAttribute(name))).toEqual(['96', '56', '88', '28'])
    expect(wrapper.text()).toContain('inputs')
    expect(wrapper.text()).toContain('R&D sketch')
  })

  it('tells a screen reader what it shows, that a label is hidden, and what the others say', () => {
    const { wrapper, svg } = figure(faceOf(0))
    expect(wrapper.attributes('role')).toBe('img')
    expect(wrapper.attributes('aria-label')).toBe(
      'An artificial neuron, from left to right. One label is hidden. The others read: inputs, weighted sum.',
    )
    expect(svg.getAttribute('aria-hidden')).toBe('true')
  })

  it('says nothing of what the file says about itself', () => {
    const { svg } = figure(faceOf(0))
    expect(svg.querySelector('title, desc')).toBeNull()
    expect(svg.textContent).not.toContain('Inputs times')
  })

  it('hides the text even where nothing can be measured', () => {
    vi.spyOn(SVGGraphicsElement.prototype, 'getBBox').mockReturnValue(new DOMRect())
    const { wrapper, label } = figure(faceOf(1))
    expect(wrapper.text()).not.toContain('weighted')
    expect(label.textContent).toBe('weights')
  })

  it('covers a short label widely enough for the question mark', () => {
    vi.spyOn(SVGGraphicsElement.prototype, 'getBBox').mockReturnValue(new DOMRect(100, 60, 6, 20))
    const { label } = figure(faceOf(0))
    expect(label.querySelector('rect')?.getAttribute('width')).toBe('26')
    expect(label.querySelector('rect')?.getAttribute('x')).toBe('90')
  })

  it('is covered anew when the next label is asked', async () => {
    const { wrapper } = figure(faceOf(0))
    await wrapper.setProps({ face: faceOf(1) })
    expect(wrapper.text()).toContain('weights')
    expect(wrapper.text()).not.toContain('weighted')
  })
})

describe('a diagram that is answered', () => {
  it('has the label back, marked, without the cover', async () => {
    const { wrapper } = figure(faceOf(0))
    await wrapper.setProps({ revealed: true })
    const label = wrapper.element.querySelector('[data-label="weights"]')
    expect(label?.textContent).toBe('weights')
    expect(label?.classList).toContain('diagram-asked')
    expect(label?.querySelector('.diagram-mark')).not.toBeNull()
    expect(wrapper.element.querySelector('.diagram-cover')).toBeNull()
    expect(wrapper.attributes('aria-label')).toContain('The marked label reads: weights.')
  })
})

describe('two drawings in one page', () => {
  it('keep their ids apart, and their arrows', () => {
    const both = [0, 1].map((ordinal) => h(DiagramFigure, { face: faceOf(ordinal) }))
    const page = mount({ render: () => both })
    const drawings = page.findAll('svg').map(({ element }) => element)
    const ids = drawings.map((svg) => svg.querySelector('marker')?.id ?? '')
    expect(new Set(ids).size).toBe(2)
    for (const [index, svg] of drawings.entries()) {
      expect(ids[index]).toMatch(/.+-neuron-arrow$/)
      expect(svg.querySelector('line')?.getAttribute('marker-end')).toBe(`url(#${ids[index]})`)
    }
  })
})

describe('a diagram in the app', () => {
  it('is asked by its clue in a review, and answered in words and in the drawing', async () => {
    await mountInApp(ReviewView, { answers: session([card(faceOf(0))]), at: '/review' })
    const prompt = document.querySelector('.card')
    expect(prompt?.textContent).toContain('Each input is multiplied by one of these.')
    expect(prompt?.textContent).toContain('Label 1 of 2 on this figure')
    expect(document.body.textContent).not.toContain('weights')
    const named = prompt
      ?.getAttribute('aria-labelledby')
      ?.split(' ')
      .map((id) => document.getElementById(id))
    expect(named?.map((element) => element?.getAttribute('aria-label') ?? element?.textContent?.trim())).toEqual([
      expect.stringContaining('One label is hidden.'),
      'Each input is multiplied by one of these.',
    ])
    expect(await findings()).toEqual([])
    await press(' ')
    expect(document.querySelector('.answer .big')?.textContent).toBe('weights')
    expect(document.querySelector('.card .diagram-asked')?.textContent).toBe('weights')
    expect(await findings()).toEqual([])
  })

  it('has its drawing, clue and answer in a preview', () => {
    const wrapper = mount(FacePreview, { props: { face: faceOf(1) } })
    expect(wrapper.find('.diagram-cover').exists()).toBe(true)
    expect(wrapper.find('.face-front').text()).toBe('What belongs in the marked place?')
    expect(wrapper.find('.face-back').text()).toBe('weighted sum')
  })
})

describe('the sanitiser', () => {
  it('lets a drawing through as it was drawn', () => {
    const drawing = makeDrawing(DRAWING, 'x') ?? expect.fail('nothing')
    const shown = [...drawing.querySelectorAll('*')].map((element) => element.localName)
    const drawn = DRAWING.match(/(?<=<)(?!svg|title|desc)[a-z]+/g)
    expect(shown).toEqual(drawn)
    expect(drawing.getAttribute('viewBox')).toBe('0 0 720 300')
    expect(drawing.querySelector('circle')?.getAttribute('stroke')).toBe('var(--ink-2)')
  })

  it.each(Object.entries(HOSTILE_DRAWINGS))('leaves nothing of %s', (_what, svg) => {
    const drawing = makeDrawing(svg, 'x')
    if (!drawing) return
    for (const element of [drawing, ...drawing.querySelectorAll('*')]) {
      expect(element.localName).toMatch(/^(svg|g|defs|marker|path|line|poly\w+|rect|circle|ellipse|text|tspan)$/)
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|href|style|class|src/i)
        expect(value).not.toMatch(/url\((?!#x-)|javascript|attacker/i)
      }
    }
    expect(drawing.querySelector('svg, marker [marker-mid], g[marker-mid]')).toBeNull()
  })
})
