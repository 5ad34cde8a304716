import { describe, expect, it, vi } from 'vitest'
import { createSaver, type Draft } from '../../renderer/src/views/exam/saver.ts'
import { clock, clockSpoken, spent, warningBetween } from '../../renderer/src/views/exam/time.ts'

const draft = (ordinal: number, choice: number): Draft => ({
  ordinal,
  answer: { type: 'choices', choices: [choice] },
  flagged: false,
  guessed: false,
  struck: [],
  highlights: [],
})
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** A host that answers when it is told to. */
function host() {
  const sent: Draft[] = []
  const waiting: { ok: (open: boolean) => void; lose: () => void }[] = []
  const send = (given: Draft) =>
    new Promise<boolean>((resolve, reject) => {
      sent.push(given)
      waiting.push({ ok: resolve, lose: () => reject(new Error('lost')) })
    })
  const next = async (): Promise<{ ok: (open: boolean) => void; lose: () => void }> => {
    await vi.waitFor(() => expect(waiting).not.toHaveLength(0))
    return waiting.shift() ?? expect.fail('nothing was sent')
  }
  return { sent, send, next }
}

describe('the saver', () => {
  it('sends one response after the other, in order', async () => {
    const { sent, send, next } = host()
    const saver = createSaver(send, turn)
    saver.put(draft(0, 1))
    saver.put(draft(4, 2))
    expect(saver.state.value).toBe('saving')
    expect(sent).toEqual([draft(0, 1)])
    ;(await next()).ok(true)
    ;(await next()).ok(true)
    await saver.settled()
    expect(sent).toEqual([draft(0, 1), draft(4, 2)])
    expect(saver.state.value).toBe('saved')
  })

  it('sends only the newest of several changes that wait', async () => {
    const { sent, send, next } = host()
    const saver = createSaver(send, turn)
    saver.put(draft(0, 1))
    saver.put(draft(0, 2))
    saver.put(draft(0, 3))
    ;(await next()).ok(true)
    ;(await next()).ok(true)
    await saver.settled()
    expect(sent).toEqual([draft(0, 1), draft(0, 3)])
  })

  it('tries again until it succeeds, says that it is late, and then sends the newest', async () => {
    const { sent, send, next } = host()
    const tries: number[] = []
    const saver = createSaver(send, async (count) => {
      tries.push(count)
      await turn()
    })
    saver.put(draft(0, 1))
    ;(await next()).lose()
    await turn()
    expect(saver.state.value).toBe('late')
    ;(await next()).lose()
    saver.put(draft(0, 2))
    ;(await next()).ok(true)
    await saver.settled()
    expect(tries).toEqual([1, 2])
    expect(sent.at(-1)).toEqual(draft(0, 2))
    expect(saver.state.value).toBe('saved')
  })

  it('sends nothing more once the attempt is over', async () => {
    const { sent, send, next } = host()
    const saver = createSaver(send, turn)
    saver.put(draft(0, 1))
    saver.put(draft(1, 1))
    ;(await next()).ok(false)
    await saver.settled()
    expect(sent).toHaveLength(1)
  })
})

describe('the clock', () => {
  it('shows minutes and seconds, with hours when there are any, and 0:00 only at the end', () => {
    expect(clock(90 * 60_000)).toBe('1:30:00')
    expect(clock(58 * 60_000 + 12_000)).toBe('58:12')
    expect(clock(1)).toBe('0:01')
    expect(clock(0)).toBe('0:00')
    expect(spent(81_400)).toBe('1:21')
    expect(clockSpoken(61_000)).toBe('2 minutes')
  })

  it('warns when it passes 30 and 5 minutes, once', () => {
    const minutes = (value: number) => value * 60_000
    expect(warningBetween(minutes(30) + 1, minutes(30))).toBe(30)
    expect(warningBetween(minutes(30), minutes(29))).toBeNull()
    expect(warningBetween(minutes(6), minutes(4))).toBe(5)
    expect(warningBetween(minutes(31), minutes(4))).toBe(5)
    expect(warningBetween(minutes(4), minutes(3))).toBeNull()
  })
})
