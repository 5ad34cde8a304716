import fc from 'fast-check'
import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { boundaryOf, formParts, FormProblem } from '../../../electron/loopback/multipart.ts'
import { isLargeUpload, withUpload } from '../../../electron/loopback/upload.ts'
import { Spool, SPOOL_FOLDER } from '../../../electron/services/spool.ts'
import { temporaryFolder } from '../../support/host.ts'

/** Bytes in pieces of these sizes, over and over. */
async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
    await Promise.resolve()
  }
}

async function wireOf(form: FormData): Promise<{ bytes: Uint8Array; boundary: string }> {
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  const boundary = boundaryOf(request.headers.get('content-type')) ?? ''
  return { bytes: new Uint8Array(await request.arrayBuffer()), boundary }
}

describe('a form that is read as it comes', () => {
  it('gives every part as it was sent, however its bytes are cut', async () => {
    const piece = fc.integer({ min: 1, max: 90 })
    const content = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(Buffer.from('\r\n--almost\r\n------\r\n')))
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        content,
        fc.string(),
        async (sizes, bytes, text) => {
          const form = new FormData()
          form.append('data', text)
          form.append('0', new File([Uint8Array.from(bytes)], 'Übung "1" 学习.apkg', { type: 'application/zip' }))
          const { bytes: wire, boundary } = await wireOf(form)
          const seen: unknown[] = []
          for await (const { name, fileName, type, body } of formParts(inPieces(wire, sizes), boundary)) {
            const parts: Uint8Array[] = []
            for await (const part of body) parts.push(part.slice())
            seen.push([name, fileName, type, Buffer.concat(parts).toString('hex')])
          }
          const sent = Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n')).toString('hex')
          expect(seen).toEqual([
            ['data', null, '', sent],
            ['0', 'Übung "1" 学习.apkg', 'application/zip', Buffer.from(bytes).toString('hex')],
          ])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is refused when it ends too soon or is none', async () => {
    const form = new FormData()
    form.append('0', new File(['bytes'], 'a.apkg'))
    const { bytes, boundary } = await wireOf(form)
    for (const wrong of [bytes.subarray(0, -6), bytes.subarray(0, 20), Buffer.from('nothing of the kind')]) {
      const read = async (): Promise<void> => {
        for await (const { body } of formParts(inPieces(wrong, [7]), boundary)) for await (const _part of body);
      }
      await expect(read()).rejects.toThrow(FormProblem)
    }
  })
})

describe('a large file that is sent', () => {
  let dataDir: string
  let spool: Spool
  beforeEach(() => {
    dataDir = temporaryFolder('spool')
    spool = new Spool(dataDir)
  })

  const waiting = (): string[] => {
    const folder = path.join(dataDir, SPOOL_FOLDER)
    return fs.existsSync(folder) ? fs.readdirSync(folder) : []
  }
  const request = (bytes: string): Request => {
    const form = new FormData()
    form.append('data', '{"json":{}}')
    form.append('0', new File([bytes], 'deck.apkg'))
    return new Request('http://localhost/', { method: 'POST', body: form })
  }

  it('lies on the disk when the call is handled, and stays for who takes charge of it', async () => {
    let claimed = ''
    const answer = await withUpload(request('a package'), spool, 100, async (whole) => {
      const form = await whole.formData()
      expect(form.get('data')).toBe('{"json":{}}')
      const file = form.get('0') as File
      expect([file.name, file.size, await file.text()]).toEqual(['deck.apkg', 9, 'a package'])
      claimed = (await spool.claim(file)).path
      return new Response('done')
    })
    expect(await answer.text()).toBe('done')
    expect(fs.readFileSync(claimed, 'utf8')).toBe('a package')
    spool.remove(claimed)
    expect(waiting()).toEqual([])
  })

  it('goes when nobody takes charge of it, when the call fails, and when it is too large', async () => {
    await withUpload(request('a package'), spool, 100, () => Promise.resolve(new Response('no')))
    expect(waiting()).toEqual([])
    await expect(withUpload(request('a package'), spool, 100, () => Promise.reject(new Error('bug')))).rejects.toThrow(
      'bug',
    )
    expect(waiting()).toEqual([])
    const refused = await withUpload(request('a package'), spool, 8, () => Promise.resolve(new Response('no')))
    expect([refused.status, waiting()]).toEqual([413, []])
  })

  it('of an earlier run is swept at the start', async () => {
    await spool.receive(inPieces(Buffer.from('left'), [2]), 10)
    expect(waiting()).toHaveLength(1)
    new Spool(dataDir)
    expect(waiting()).toEqual([])
  })

  it('is told by the length that the call says', () => {
    const headers = (length: string, type = 'multipart/form-data; boundary=x') =>
      new Request('http://localhost/', { method: 'POST', headers: { 'content-length': length, 'content-type': type } })
    expect(isLargeUpload(headers('11'), 10, 20)).toBe(true)
    for (const other of [headers('10'), headers('21'), headers('11', 'application/json')]) {
      expect(isLargeUpload(other, 10, 20)).toBe(false)
    }
  })
})
