/** A part of a form: a field, or a file with its bytes as they come. */
export interface FormPart {
  readonly name: string
  /** Null for a field. */
  readonly fileName: string | null
  readonly type: string
  /** To be read to its end before the next part is asked for. */
  readonly body: AsyncIterable<Uint8Array>
}

/** Bytes that are no form, or end too soon. */
export class FormProblem extends Error {}

const LINE = Buffer.from('\r\n')
const MOST_HEADER_BYTES = 16 * 1024

/** The boundary of a content type, or null when it is no form. */
export function boundaryOf(contentType: string | null): string | null {
  const found = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType ?? '')
  return found?.[1] ?? found?.[2] ?? null
}

/**
 * Reads a form (RFC 7578) part by part as its bytes come, so that a large file in it is never held as a whole.
 * Throws FormProblem for bytes that are no form.
 */
export async function* formParts(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const reader = new PartReader(source, Buffer.from(`\r\n--${boundary}`))
  for await (const _before of reader.body());
  for (;;) {
    const start = await reader.take(LINE.length)
    if (start.toString('latin1') === '--') return
    if (!start.equals(LINE)) throw new FormProblem('no line after a boundary')
    const headers = headersOf(await reader.headers())
    const disposition = headers.get('content-disposition') ?? ''
    const name = parameter(disposition, 'name')
    if (name === null) throw new FormProblem('a part without a name')
    const type = headers.get('content-type') ?? ''
    yield { name, fileName: parameter(disposition, 'filename'), type, body: reader.body() }
  }
}

class PartReader {
  readonly #source: AsyncIterator<Uint8Array>
  readonly #delimiter: Buffer
  /** The first boundary has no line before it. */
  #buffer: Buffer = LINE

  constructor(source: AsyncIterable<Uint8Array>, delimiter: Buffer) {
    this.#source = source[Symbol.asyncIterator]()
    this.#delimiter = delimiter
  }

  /** Bytes up to the next boundary, which is passed over. */
  async *body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#buffer.indexOf(this.#delimiter)
      const certain = at >= 0 ? at : this.#buffer.length - this.#delimiter.length + 1
      if (certain > 0) yield this.#buffer.subarray(0, certain)
      if (certain > 0) this.#buffer = this.#buffer.subarray(certain)
      if (at >= 0) {
        this.#buffer = this.#buffer.subarray(this.#delimiter.length)
        return
      }
      await this.#more()
    }
  }

  async take(count: number): Promise<Buffer> {
    while (this.#buffer.length < count) await this.#more()
    const taken = this.#buffer.subarray(0, count)
    this.#buffer = this.#buffer.subarray(count)
    return taken
  }

  /** The lines that head a part. */
  async headers(): Promise<string> {
    for (;;) {
      const at = this.#buffer.indexOf('\r\n\r\n')
      if (at >= 0) {
        const lines = this.#buffer.toString('utf8', 0, at)
        this.#buffer = this.#buffer.subarray(at + 4)
        return lines
      }
      if (this.#buffer.length > MOST_HEADER_BYTES) throw new FormProblem('a head that does not end')
      await this.#more()
    }
  }

  async #more(): Promise<void> {
    const next = await this.#source.next()
    if (next.done === true) throw new FormProblem('the form ends too soon')
    this.#buffer = Buffer.concat([this.#buffer, next.value])
  }
}

function headersOf(lines: string): Map<string, string> {
  return new Map(
    lines.split('\r\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
}

/** A parameter of a header; quotes and line breaks in it come as percent codes. */
function parameter(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(header)?.[1]
  return found?.replace(/%(22|0D|0A)/gi, (code) => decodeURIComponent(code)) ?? null
}
