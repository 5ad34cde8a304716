import fs from 'node:fs'

const BYTES_AT_ONCE = 256 * 1024

/** Writes text to a file, in parts of some size. */
export class TextSink {
  readonly #handle: number
  #waiting: string[] = []
  #length = 0

  /** @param file where no file is yet */
  constructor(file: string) {
    this.#handle = fs.openSync(file, 'wx')
  }

  write(text: string): void {
    this.#waiting.push(text)
    this.#length += text.length
    if (this.#length >= BYTES_AT_ONCE) this.#flush()
  }

  /** Closes the file, whether or not it is whole. */
  close(): void {
    this.#flush()
    fs.closeSync(this.#handle)
  }

  #flush(): void {
    const bytes = Buffer.from(this.#waiting.join(''))
    for (let written = 0; written < bytes.byteLength;) written += fs.writeSync(this.#handle, bytes, written)
    this.#waiting = []
    this.#length = 0
  }
}
