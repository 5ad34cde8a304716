import { ORPCError } from '@orpc/client'
import { describe, expect, it, vi } from 'vitest'
import { attempt, failureOf, sentence } from '../../renderer/src/client/attempt.ts'
import { awaitPort, takeToken } from '../../renderer/src/client/transport.ts'
import { refusal } from './support/fake-client.ts'

describe('attempt', () => {
  it('gives values and coded refusals', async () => {
    expect(await attempt(Promise.resolve(3))).toEqual({ ok: true, value: 3 })
    const issue = { severity: 'error', code: 'x', message: 'Use a number.', where: { line: 3 } }
    const failed = await attempt(Promise.reject(refusal('INVALID', { issues: [issue] })))
    expect(failed).toMatchObject({ ok: false, error: { code: 'INVALID', issues: [issue] } })
    expect(failed.ok === false && sentence(failed.error)).toBe('Use a number.')
  })

  it('says the reason of a conflict', () => {
    const failure = failureOf(refusal('CONFLICT', { reason: 'An exam is running.', id: 4 }))
    expect(failure).toMatchObject({ code: 'CONFLICT', id: 4 })
    expect(failure && sentence(failure)).toBe('An exam is running.')
  })

  it('reads what the schema refused, field by field', () => {
    const issues = [{ message: 'write some text here', path: ['note', 'content', 'front'] }]
    const failure = failureOf(new ORPCError('BAD_REQUEST', { data: { issues } }))
    expect(failure).toMatchObject({ code: 'INVALID', issues: [{ where: { field: 'front' } }] })
  })

  it('throws bugs on', async () => {
    await expect(attempt(Promise.reject(new TypeError('fetch failed')))).rejects.toThrow('fetch failed')
    await expect(attempt(Promise.reject(new ORPCError('INTERNAL_SERVER_ERROR')))).rejects.toThrow()
  })
})

describe('the loopback token', () => {
  it('moves from the address into this tab', () => {
    const history = { replaceState: vi.fn() }
    const location = { hash: '#token=abc-123_X', pathname: '/', search: '' }
    const take = () => takeToken(location as Location, history as unknown as History, window.sessionStorage)
    expect(take()).toBe('abc-123_X')
    expect(history.replaceState).toHaveBeenCalledWith(null, '', '/')
    location.hash = '#/today'
    expect(take()).toBe('abc-123_X')
    expect(history.replaceState).toHaveBeenCalledTimes(1)
  })
})

describe('the desktop port', () => {
  it('takes the port of its own window only', async () => {
    const { port1 } = new MessageChannel()
    const connect = vi.fn()
    const waiting = awaitPort(window, connect)
    const say = (data: unknown, source: unknown, ports: readonly MessagePort[]) =>
      window.dispatchEvent(Object.assign(new Event('message'), { data, source, ports }))
    const taken = vi.fn()
    void waiting.then(taken)
    say('epoch:port', null, [port1])
    say('else', window, [port1])
    say('epoch:port', window, [])
    await Promise.resolve()
    expect(taken).not.toHaveBeenCalled()
    say('epoch:port', window, [port1])
    expect(await waiting).toBe(port1)
    expect(connect).toHaveBeenCalledTimes(1)
    port1.close()
  })
})
