import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rangeOf } from '../../../electron/media/range.ts'
import { mediaType } from '../../../electron/media/sniff.ts'
import {
  hasFile,
  hashOf,
  pathOfHash,
  putFile,
  readFile,
  removeFile,
  storedHashes,
  sweep,
} from '../../../electron/media/store.ts'
import { pngOf, wavOf } from '../../fixtures/templates.ts'
import { temporaryFolder } from '../../support/host.ts'

const text = (words: string): Uint8Array => new TextEncoder().encode(words)

describe('files by their hash', () => {
  it('are kept once, and read back as they were', () => {
    const folder = temporaryFolder('media')
    const put = putFile(folder, text('hello'))
    expect(put).toEqual({ hash: hashOf(text('hello')), size: 5 })
    const file = pathOfHash(folder, put.hash)
    expect(file).toBe(path.join(folder, 'media', '2c', put.hash))
    const before = fs.statSync(file).mtimeMs
    expect(putFile(folder, text('hello'))).toEqual(put)
    expect(fs.statSync(file).mtimeMs).toBe(before)
    expect(readFile(folder, put.hash)?.toString()).toBe('hello')
    expect([...storedHashes(folder)]).toEqual([put.hash])
    removeFile(folder, put.hash)
    expect(hasFile(folder, put.hash)).toBe(false)
    expect(readFile(folder, put.hash)).toBeNull()
  })

  it('come back whole when the one there is cut short', () => {
    const folder = temporaryFolder('media')
    const { hash } = putFile(folder, text('hello'))
    fs.writeFileSync(pathOfHash(folder, hash), 'he')
    putFile(folder, text('hello'))
    expect(readFile(folder, hash)?.toString()).toBe('hello')
  })

  it('leave nothing behind that a later sweep does not find', () => {
    const folder = temporaryFolder('media')
    const { hash } = putFile(folder, new Uint8Array(0))
    const left = path.join(path.dirname(pathOfHash(folder, hash)), '.new-0123456789abcdef')
    fs.writeFileSync(left, 'half')
    expect(sweep(folder, Date.now() - 60_000)).toBe(0)
    expect(sweep(folder, Date.now() + 60_000)).toBe(1)
    expect(fs.existsSync(left)).toBe(false)
    expect(hasFile(folder, hash)).toBe(true)
    expect(sweep(temporaryFolder('empty'), Date.now())).toBe(0)
  })

  it.each(['', '..', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}/../x`])(
    'are never looked for at %j',
    (hash) => {
      expect(() => pathOfHash('/data', hash)).toThrow('a media hash')
    },
  )
})

describe('what a file is', () => {
  it.each([
    ['PNG', pngOf(1, 1, [0, 0, 0]), 'image/png'],
    ['WAV', wavOf(0.01), 'audio/wav'],
    ['JPEG', Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg'],
    ['GIF', text('GIF89a....'), 'image/gif'],
    ['WebP', text('RIFF....WEBPVP8 '), 'image/webp'],
    ['AVIF', text('\0\0\0\x1cftypavif'), 'image/avif'],
    ['MP3 with a tag', text('ID3\x03'), 'audio/mpeg'],
    ['MP3 without one', Buffer.from('fffb9064', 'hex'), 'audio/mpeg'],
    ['AAC', Buffer.from('fff15080', 'hex'), 'audio/aac'],
    ['Ogg', text('OggS..............vorbis'), 'audio/ogg'],
    ['M4A', text('\0\0\0\x20ftypM4A '), 'audio/mp4'],
    ['MP4', text('\0\0\0\x20ftypisom'), 'video/mp4'],
    ['WebM', Buffer.from('1a45dfa3', 'hex'), 'video/webm'],
    ['WOFF2', text('wOF2....'), 'font/woff2'],
    ['TrueType', Buffer.from('0001000000', 'hex'), 'font/ttf'],
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg">'), 'image/svg+xml'],
    ['SVG behind a prologue', text('\uFEFF<?xml version="1.0"?>\n<!-- x --><!DOCTYPE svg>\n<svg>'), 'image/svg+xml'],
  ])('is told by its bytes: %s', (_what, bytes, type) => {
    expect(mediaType(bytes)?.type).toBe(type)
  })

  it.each([
    ['HTML', '<!doctype html><script>1</script>'],
    ['HTML that names svg', '<html><svg>'],
    ['a script', 'alert(1)'],
    ['a style sheet', '@import "x"'],
    ['nothing', ''],
    ['XML', '<?xml version="1.0"?><x><svg/></x>'],
  ])('is not served when it is %s', (_what, words) => {
    expect(mediaType(text(words))).toBeNull()
  })

  it('is decided for any bytes without failing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void mediaType(bytes)))
    expect(mediaType(text('<!--'.repeat(1000)))).toBeNull()
    expect(mediaType(text('<?'.repeat(2000)))).toBeNull()
  })
})

describe('ranges', () => {
  it.each([
    [null, null],
    ['bytes=0-', { first: 0, last: 99 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-1000', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['items=0-1', null],
    ['bytes=0x1-2', null],
    [`bytes=${'9'.repeat(15)}-`, 'unsatisfiable'],
  ])('reads %j', (header, expected) => {
    expect(rangeOf(header, 100)).toEqual(expected)
  })

  it('stay within the file', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), fc.integer({ min: 1, max: 1e6 }), (from, to, size) => {
        const range = rangeOf(`bytes=${from}-${to}`, size)
        if (range === null || range === 'unsatisfiable') return
        expect(range.first).toBeLessThanOrEqual(range.last)
        expect(range.last).toBeLessThan(size)
      }),
    )
  })
})
