import { SpoolOverflow, type Spool } from '../services/spool.ts'
import { boundaryOf, formParts, FormProblem } from './multipart.ts'

/** Bytes of a field that is no file. */
const MOST_FIELD_BYTES = 1024 * 1024

/** Is this call so large that its file goes to the disk as it comes? */
export function isLargeUpload(request: Request, from: number, most: number): boolean {
  const length = Number(request.headers.get('content-length') ?? 0)
  return length > from && length <= most && boundaryOf(request.headers.get('content-type')) !== null
}

/**
 * Takes a call in whose form holds a large file: the file goes to the disk as it comes, and the call is handled as if
 * it had been sent whole. What nobody took charge of in the end goes.
 * @param most bytes of the file
 * @param handle answers the call
 * @returns its answer; 413 and 400 for what is too large or no form
 */
export async function withUpload(
  request: Request,
  spool: Spool,
  most: number,
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  const received: string[] = []
  try {
    const form = await receive(request, spool, most, received)
    const { url, method, signal } = request
    const headers = new Headers(request.headers)
    headers.delete('content-length')
    const whole = new Request(url, { method, headers, signal })
    Object.defineProperty(whole, 'formData', { value: () => Promise.resolve(form) })
    return await handle(whole)
  } catch (error) {
    if (error instanceof SpoolOverflow) return new Response(null, { status: 413 })
    if (error instanceof FormProblem) return new Response(null, { status: 400 })
    throw error
  } finally {
    for (const file of received) spool.drop(file)
  }
}

async function receive(request: Request, spool: Spool, most: number, received: string[]): Promise<FormData> {
  const boundary = boundaryOf(request.headers.get('content-type'))
  if (boundary === null || request.body === null) throw new FormProblem('no form')
  const form = new FormData()
  for await (const { name, fileName, type, body } of formParts(request.body, boundary)) {
    if (fileName === null) {
      form.append(name, await textOf(body))
      continue
    }
    const file = await spool.receive(body, most)
    received.push(file)
    form.append(name, await spool.asFile(file, fileName, type))
  }
  return form
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.byteLength
    if (size > MOST_FIELD_BYTES) throw new FormProblem('a field that is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
