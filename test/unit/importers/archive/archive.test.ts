import { Buffer } from 'node:buffer'
import { zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Issue } from '../../../../electron/contract/errors.ts'
import {
  ARCHIVE_LIMITS,
  inflateZstd,
  readArchive,
  type Archive,
  type ArchiveLimits,
} from '../../../../electron/importers/archive/index.ts'
import { makeZip, type ZipEntry, type ZipOptions } from '../../../fixtures/zip.ts'

async function open(bytes: Uint8Array, limits?: ArchiveLimits): Promise<Archive> {
  const opened = await readArchive({ name: 'bank.zip', bytes }, limits)
  if (!opened.ok) expect.fail(JSON.stringify(opened.error))
  return opened.value
}

async function refusal(bytes: Uint8Array, limits?: ArchiveLimits): Promise<Issue> {
  const opened = await readArchive({ name: 'bank.zip', bytes }, limits)
  if (opened.ok) expect.fail('opened')
  expect(opened.error).toHaveLength(1)
  const [issue] = opened.error
  expect(issue?.where.file).toBe('bank.zip')
  return issue ?? expect.fail('no issue')
}

async function readFailure(bytes: Uint8Array, name: string, cap?: number): Promise<Issue> {
  const read = await (await open(bytes)).read(name, cap)
  if (read.ok) expect.fail('read')
  expect(read.error[0]?.where).toEqual({ file: 'bank.zip', field: name })
  return read.error[0] ?? expect.fail('no issue')
}

const one = (entry: Partial<ZipEntry>, options?: ZipOptions) =>
  makeZip([{ name: 'a.txt', data: 'hello', ...entry }], options)
const limits = (changed: Partial<ArchiveLimits>): ArchiveLimits => ({ ...ARCHIVE_LIMITS, ...changed })

describe('an archive', () => {
  it('lists its files with their sizes, folders apart, and gives their bytes', async () => {
    const bytes = makeZip([
      { name: 'items/' },
      { name: 'items/a.xml', data: 'first' },
      { name: 'b.png', data: 'second', method: 0 },
      { name: 'empty', data: '' },
    ])
    const archive = await open(bytes)
    expect(archive.entries).toEqual([
      { name: 'items/a.xml', size: 5 },
      { name: 'b.png', size: 6 },
      { name: 'empty', size: 0 },
    ])
    expect(archive.has('b.png')).toBe(true)
    expect(archive.has('items/')).toBe(false)
    const texts = await Promise.all(['items/a.xml', 'b.png', 'empty'].map((name) => archive.read(name)))
    expect(texts.map((read) => (read.ok ? Buffer.from(read.value).toString() : 'failed'))).toEqual([
      'first',
      'second',
      '',
    ])
  })

  it('reads names in UTF-8 whether they say so or not, and others in the DOS encoding', async () => {
    const bytes = makeZip([
      { name: 'Größe.png' },
      { name: 'naïve.png', flags: 0 },
      { name: Buffer.from([0x81, 0x2e, 0x70, 0x6e, 0x67]), flags: 0 },
    ])
    expect((await open(bytes)).entries.map(({ name }) => name)).toEqual(['Größe.png', 'naïve.png', 'ü.png'])
  })

  it('says so when it does not hold a file', async () => {
    expect(await readFailure(one({}), 'b.txt')).toMatchObject({ code: 'archive-missing', expected: 'b.txt' })
  })
})

describe('names that an archive must not have', () => {
  it.each([
    ['../../etc/passwd', 'leads out'],
    ['a/../../b', 'leads out'],
    ['a/.../b', 'leads out'],
    ['a/.. /b', 'leads out'],
    ['..', 'leads out'],
    ['/etc/passwd', 'absolute'],
    ['//server/share', 'absolute'],
    ['C:/Windows/win.ini', 'drive letter'],
    ['c:autoexec.bat', 'drive letter'],
    ['..\\..\\boot.ini', 'backslash'],
    ['a\\b.txt', 'backslash'],
    ['a.txt\0.png', 'control character'],
    ['a\nb', 'control character'],
    ['CON', 'devices'],
    ['x/nul.txt', 'devices'],
    ['LPT1.xml', 'devices'],
    ['aux .xml', 'devices'],
    ['a//b', 'empty level'],
    ['a/./b', 'empty level'],
    ['', 'empty level'],
  ])('%j', async (name, why) => {
    const issue = await refusal(makeZip([{ name: 'good.txt' }, { name }]))
    expect(issue).toMatchObject({ severity: 'error', code: 'archive-name' })
    expect(issue.message).toContain(why)
    expect(JSON.stringify(issue)).not.toContain('\\u0000')
  })

  it('too long ones, and folders inside one another without end', async () => {
    expect(await refusal(one({ name: 'x'.repeat(501) }))).toMatchObject({
      code: 'archive-name-length',
      expected: 'at most 500 characters',
      found: '501 characters',
    })
    expect(await refusal(one({ name: `${'a/'.repeat(24)}b` }))).toMatchObject({
      code: 'archive-depth',
      expected: 'at most 24 levels',
      found: '25 levels',
    })
  })

  it('the same one twice, whatever its Unicode form', async () => {
    const twice = makeZip([{ name: 'é.txt'.normalize('NFC') }, { name: 'é.txt'.normalize('NFD') }])
    expect(await refusal(twice)).toMatchObject({ code: 'archive-duplicate' })
  })
})

describe('entries that an archive must not have', () => {
  it.each<[string, Partial<ZipEntry>, string]>([
    ['a symbolic link', { attributes: 0o120777 * 0x10000 }, 'archive-link'],
    ['a device', { attributes: 0o020666 * 0x10000 }, 'archive-device'],
    ['a pipe', { attributes: 0o010666 * 0x10000 }, 'archive-device'],
    ['encryption', { flags: 0x0801 }, 'archive-encrypted'],
    ['hidden headers', { flags: 0x2800 }, 'archive-encrypted'],
    ['AES encryption', { method: 99 }, 'archive-encrypted'],
    ['a packing that is not read', { method: 14 }, 'archive-method'],
    ['two sizes though not packed', { method: 0, size: 4 }, 'archive-damaged'],
    ['another name in its own header', { localName: 'b.txt' }, 'archive-damaged'],
    ['another method in its own header', { localMethod: 0 }, 'archive-damaged'],
    ['an offset outside the archive', { offset: 5_000_000 }, 'archive-damaged'],
    ['an offset where nothing begins', { offset: 3 }, 'archive-damaged'],
    ['more packed bytes than there are', { packedSize: 5000 }, 'archive-damaged'],
  ])('%s', async (_what, entry, code) => {
    expect(await refusal(one(entry))).toMatchObject({ code, where: { field: 'a.txt' } })
  })

  it('strong encryption', async () => {
    expect((await refusal(one({ flags: 0x0841 }))).code).toBe('archive-encrypted')
  })

  it('two that share their bytes', async () => {
    const bytes = makeZip([
      { name: 'a.txt', data: 'x'.repeat(100) },
      { name: 'a2txt', data: 'y', offset: 0, localName: 'a.txt' },
    ])
    expect((await refusal(bytes)).code).toBe('archive-damaged')
    const inside = makeZip([{ name: 'b.txt', data: 'inner', method: 0 }]).subarray(0, 40)
    const quilt = makeZip([
      { name: 'a.txt', data: inside, method: 0 },
      { name: 'b.txt', data: 'inner', method: 0, offset: 35 },
    ])
    expect(await refusal(quilt)).toMatchObject({ code: 'archive-overlap', found: 'bytes of a.txt' })
  })

  it('a size or a checksum that is a lie', async () => {
    expect(await readFailure(one({ size: 4 }), 'a.txt')).toMatchObject({ message: expect.stringContaining('larger') })
    expect(await readFailure(one({ size: 6 }), 'a.txt')).toMatchObject({
      found: '5 instead of 6 bytes',
      code: 'archive-damaged',
    })
    expect((await readFailure(one({ crc: 1 }), 'a.txt')).message).toContain('checksum')
    const bytes = one({ data: 'hello '.repeat(50) })
    bytes[36] = 0xff
    expect((await readFailure(bytes, 'a.txt')).code).toBe('archive-damaged')
  })
})

describe('bounds of an archive', () => {
  it('entries, bytes of one, bytes of all, growth', async () => {
    const bytes = makeZip(Array.from({ length: 5 }, (_, at) => ({ name: `${at}`, data: 'x'.repeat(1000) })))
    expect(await refusal(bytes, limits({ entries: 4 }))).toMatchObject({
      code: 'archive-entries',
      expected: 'at most 4 entries',
      found: '5 entries',
    })
    expect(await refusal(bytes, limits({ entryBytes: 999 }))).toMatchObject({ code: 'archive-entry-size' })
    expect(await refusal(bytes, limits({ totalBytes: 4999 }))).toMatchObject({ code: 'archive-total-size' })
    expect(await refusal(bytes, limits({ ratio: 10, ratioFromBytes: 500 }))).toMatchObject({
      code: 'archive-ratio',
      expected: 'at most 10 times its packed size',
    })
    expect((await open(bytes, limits({ ratio: 10 }))).entries).toHaveLength(5)
  })

  it('a bomb that declares its size, and one that does not', async () => {
    const bomb = Buffer.alloc(20 * 1024 * 1024)
    expect(await refusal(one({ data: bomb }))).toMatchObject({ code: 'archive-ratio' })
    expect(await readFailure(one({ data: bomb, size: 1000 }), 'a.txt')).toMatchObject({ code: 'archive-damaged' })
  })

  it('the bytes that the caller is ready to take', async () => {
    expect(await readFailure(one({}), 'a.txt', 4)).toMatchObject({ code: 'archive-entry-size', found: '5 bytes' })
  })
})

describe('archives that are not whole', () => {
  it('one of several parts, too few or too many entries, no end, a cut, bytes behind the end', async () => {
    expect((await refusal(one({}, { disk: 2 }))).code).toBe('archive-parts')
    expect((await refusal(one({}, { entryCount: 3 }))).code).toBe('archive-damaged')
    expect((await refusal(one({}).subarray(0, -22))).code).toBe('archive-damaged')
    expect((await refusal(Buffer.from('PK\x03\x04'))).code).toBe('archive-damaged')
    expect((await refusal(new Uint8Array(0))).code).toBe('archive-damaged')
    expect((await refusal(Buffer.concat([one({}), Buffer.from('more')]))).code).toBe('archive-damaged')
  })
})

describe('Zstandard', () => {
  const text = Buffer.from('What is asked again is kept. '.repeat(100))

  it('is unpacked up to the cap', () => {
    const packed = zstdCompressSync(text)
    const unpacked = inflateZstd(packed, text.length)
    expect(unpacked.ok && Buffer.from(unpacked.value).equals(text)).toBe(true)
    expect(inflateZstd(packed, text.length - 1, { file: 'a.apkg' })).toMatchObject({
      error: { code: 'zstd-size', where: { file: 'a.apkg' } },
    })
  })

  it('stops a bomb at the cap', () => {
    const bomb = zstdCompressSync(Buffer.alloc(256 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(100_000)
    expect(inflateZstd(bomb, 1024 * 1024)).toMatchObject({ ok: false, error: { code: 'zstd-size' } })
  })

  it('refuses what is damaged or cut', () => {
    const packed = zstdCompressSync(text)
    for (const bytes of [packed.subarray(0, -3), Buffer.from('no zstd'), Buffer.alloc(0)]) {
      expect(inflateZstd(bytes, 10_000), bytes.toString('hex')).toMatchObject({ ok: false, error: { code: 'zstd' } })
    }
  })
})
