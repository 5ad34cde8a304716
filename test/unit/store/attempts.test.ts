import { describe, expect, it } from 'vitest'
import type { Collection } from '../../../electron/store/collection.ts'
import { clock, contentOf, error, newCollection, NOW, value } from './support.ts'

const items = ['q1', 'q2', 'q3'].map((guid, index) => ({
  note_id: index + 1,
  note_guid: guid,
  domain: '1',
  objective: '1.1.1',
  scored: index < 2 ? 1 : 0,
  snapshot: JSON.stringify({ stem: guid }),
}))
const attempt = {
  blueprint_id: 'aif-c01',
  blueprint: '{"minutes":90}',
  title: 'Mock exam',
  seed: 7,
  limit_ms: 5_400_000,
  items,
}

const start = (collection: Collection) => value(collection.transact(null, (write) => write.attempts.insert(attempt)))
const chosen = (index: number) => JSON.stringify({ type: 'choices', choices: [index] })

describe('an attempt', () => {
  it('starts with its items, one at a time', () => {
    const collection = newCollection({ now: clock() })
    const id = start(collection)
    expect(collection.attempts.runningId()).toBe(id)
    expect(collection.attempts.items(id).map((item) => [item.ordinal, item.note_guid, item.answer])).toEqual([
      [0, 'q1', null],
      [1, 'q2', null],
      [2, 'q3', null],
    ])
    const second = collection.transact(null, (write) => write.attempts.insert(attempt))
    expect(error(second)).toMatchObject({ code: 'already-running', attemptId: id })
    expect(collection.attempts.count()).toBe(1)
  })

  it('keeps each response with its changes', () => {
    const collection = newCollection()
    const id = start(collection)
    const respond = (ordinal: number, answer: string | null, struck = '[]') =>
      collection.transact(null, (write) => write.attempts.saveResponse(id, ordinal, { answer, struck, flagged: true }))
    value(respond(1, chosen(0)))
    value(respond(1, chosen(0), '[2]'))
    const first = collection.attempts.item(id, 1)
    value(respond(1, chosen(3), '[2]'))
    expect(first).toMatchObject({ answer: chosen(0), changes: 1, flagged: 1, struck: '[2]', seen: 1 })
    const then = collection.attempts.item(id, 1)
    expect(then).toMatchObject({ answer: chosen(3), changes: 2 })
    expect(then?.answered_at).toBeGreaterThan(first?.answered_at ?? Infinity)
    expect(error(respond(9, null)).code).toBe('no-such-attempt')
    expect(error(collection.transact(null, (write) => write.attempts.submit(9, [], false))).code).toBe(
      'no-such-attempt',
    )
  })

  it('keeps its clock, what was seen, and pauses', () => {
    const collection = newCollection()
    const id = start(collection)
    const pulse = (position: number, addMs: number, onOrdinal: number, gapMs?: number) =>
      value(
        collection.transact(null, (write) =>
          write.attempts.pulse(id, {
            position,
            addMs,
            onOrdinal,
            ...(gapMs === undefined ? {} : { interruption: { at: NOW, gapMs } }),
          }),
        ),
      )
    pulse(0, 2000, 0)
    pulse(1, 1500, 0)
    pulse(1, 2000, 1, 60_000)
    pulse(1, 0, 1, 90_000)
    expect(collection.attempts.get(id)).toMatchObject({ spent_ms: 5500, position: 1 })
    expect(JSON.parse(collection.attempts.get(id)?.interruptions ?? '')).toEqual([
      { at: NOW, gapMs: 60_000 },
      { at: NOW, gapMs: 90_000 },
    ])
    expect(collection.attempts.items(id).map((item) => [item.seen, item.spent_ms])).toEqual([
      [1, 3500],
      [1, 2000],
      [0, 0],
    ])
  })

  it('is closed once it is submitted, and counts what was right among the scored', () => {
    const collection = newCollection()
    const id = start(collection)
    value(
      collection.transact(null, (w) =>
        w.attempts.saveResponse(id, 0, { answer: chosen(0), struck: '[]', flagged: false }),
      ),
    )
    expect(collection.attempts.summary(id)).toMatchObject({ answered: 1, questions: 3, scored: 2, right: null })
    value(collection.transact(null, (write) => write.attempts.submit(id, [true, false, true], true)))
    expect(collection.attempts.list()).toEqual([
      expect.objectContaining({ id, answered: 1, questions: 3, scored: 2, right: 1, timed_out: 1 }),
    ])
    expect(collection.attempts.runningId()).toBeNull()
    const late = [
      collection.transact(null, (w) => w.attempts.saveResponse(id, 0, { answer: null, struck: '[]', flagged: false })),
      collection.transact(null, (write) => write.attempts.pulse(id, { position: 0, addMs: 1, onOrdinal: 0 })),
      collection.transact(null, (write) => write.attempts.submit(id, [], false)),
    ]
    expect(late.map((result) => error(result).code)).toEqual(['not-running', 'not-running', 'not-running'])
    start(collection)
  })

  it('can be deleted and brought back; its questions were seen all the same', () => {
    const collection = newCollection()
    const id = start(collection)
    value(collection.transact(null, (write) => write.attempts.submit(id, [true, true, true], false)))
    const before = contentOf(collection)
    value(collection.transact('Delete exam', (write) => write.attempts.remove(id)))
    expect(collection.attempts.list()).toEqual([])
    expect(collection.attempts.get(id)).toBeUndefined()
    expect([...collection.attempts.askedAt().keys()]).toEqual(['q1', 'q2', 'q3'])
    value(collection.history.undo())
    expect(contentOf(collection)).toEqual(before)
    expect(collection.attempts.list()).toHaveLength(1)
  })

  it('that is deleted while it runs does not stand in the way of the next', () => {
    const collection = newCollection()
    const id = start(collection)
    value(collection.transact('Delete exam', (write) => write.attempts.remove(id)))
    expect(collection.attempts.runningId()).toBeNull()
    const next = start(collection)
    expect(error(collection.history.undo()).code).toBe('conflict')
    expect(collection.attempts.runningId()).toBe(next)
  })
})

describe('what practice adds', () => {
  const practice = (collection: Collection) =>
    value(collection.transact(null, (write) => write.attempts.insert({ ...attempt, mode: 'practice', limit_ms: 0 })))

  it('keeps marks that a later answer does not name, and whole answers that were replaced', () => {
    const collection = newCollection()
    const id = start(collection)
    const save = (answer: string | null, more: object) =>
      value(
        collection.transact(null, (write) =>
          write.attempts.saveResponse(id, 0, { answer, struck: '[]', flagged: false, ...more }),
        ),
      )
    save(chosen(1), { guessed: true, highlights: '[[0,4]]' })
    save(chosen(2), { keepReplaced: true })
    save(chosen(3), { keepReplaced: false })
    expect(collection.attempts.item(id, 0)).toMatchObject({ guessed: 1, highlights: '[[0,4]]', answer: chosen(3) })
    const history = JSON.parse(collection.attempts.item(id, 0)?.history ?? '') as unknown[]
    expect(history).toEqual([{ answer: { type: 'choices', choices: [1] }, spentMs: 0 }])
    for (let index = 0; index < 60; index += 1) save(chosen(index % 4), { keepReplaced: true })
    expect(JSON.parse(collection.attempts.item(id, 0)?.history ?? '')).toHaveLength(50)
  })

  it('drops what never came on screen, without a gap in the numbers', () => {
    const collection = newCollection()
    const id = practice(collection)
    value(collection.transact(null, (write) => write.attempts.pulse(id, { position: 2, addMs: 0, onOrdinal: 0 })))
    value(collection.transact(null, (write) => write.attempts.reveal(id, 1)))
    value(collection.transact(null, (write) => write.attempts.dropUnseen(id)))
    expect(collection.attempts.items(id).map((item) => [item.ordinal, item.note_guid])).toEqual([
      [0, 'q2'],
      [1, 'q3'],
    ])
    expect(collection.attempts.get(id)?.position).toBe(1)
  })

  it('counts what was asked and what was right, in attempts that are over', () => {
    const collection = newCollection()
    const id = practice(collection)
    expect(collection.attempts.records().size).toBe(0)
    value(collection.transact(null, (write) => write.attempts.submit(id, [true, false, false], false)))
    expect(collection.attempts.records().get('q1')).toEqual({ asked: 1, right: 1 })
    expect(collection.attempts.records().get('q2')).toEqual({ asked: 1, right: 0 })
    expect(collection.attempts.countMode('practice', null)).toBe(1)
    expect(collection.attempts.countMode('practice', 'other')).toBe(0)
    expect(collection.attempts.countMode('exam', null)).toBe(0)
  })
})
