import { TextDecoder } from 'node:util'
import type { Issue } from '../../contract/errors.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { decodeText } from '../encoding.ts'

/** Encodings beside UTF-8 and UTF-16 that a declaration may name, and how Node calls them. */
const OTHERS: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'windows-1252': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'iso-8859-2': 'iso-8859-2',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  shift_jis: 'shift_jis',
  'euc-jp': 'euc-jp',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  gb18030: 'gb18030',
}

/** The encoding that a declaration at the start names, in small letters; `null` when there is none. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const found = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)
  return found?.[1]?.toLowerCase() ?? null
}

/** The text of an XML document in the encoding that it declares, strictly; line ends become `\n`. */
export function decodeXml(bytes: Uint8Array, file: string): Result<string, Issue[]> {
  const declared = declaredEncoding(bytes)
  const encoding = declared === null ? undefined : OTHERS[declared]
  if (encoding === undefined) return decodeText(bytes, file)
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return ok(text.replace(/\r\n?/g, '\n'))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const message = `The document says it is in ${declared}, and holds bytes that mean nothing there.`
    const expected = `text in ${declared}, or in UTF-8 with a declaration that says so`
    return fail([{ severity: 'error', code: 'encoding', message, where: { file }, expected, found: 'other bytes' }])
  }
}
