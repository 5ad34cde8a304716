/** A window that was not heard of for so long is gone; a busy one may miss some of its beats every 2 s. */
const GONE_MS = 15_000

/** A call about an attempt, as far as it says where it comes from. */
export interface Caller {
  /** The window that asks; without one nobody is asked to step back. */
  readonly window?: string | undefined
  /** It only looks on, and does not want to hold the attempt. */
  readonly watch?: boolean | undefined
}

/**
 * Which window holds the attempt that is sat. Two windows of one person may have it open; one of them moves its clock
 * and its place, the other looks on until it takes the attempt over.
 */
export class Hold {
  readonly #monotonic: () => number
  #held: { readonly attemptId: number; readonly window: string; readonly at: number } | null = null
  #disturbed = false

  /** @param monotonic milliseconds that never jump */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic
  }

  /**
   * Opens an attempt in a window, which holds it from then on: unless another one does that was heard of in the last
   * 15 s.
   * @param take takes it from the other one
   * @returns whether the window holds it
   */
  open(attemptId: number, window: string | undefined, take: boolean): boolean {
    if (window === undefined) return true
    const other = this.#other(attemptId, window)
    if (other !== null && !take && this.#monotonic() - other.at <= GONE_MS) return false
    this.#hear(attemptId, window)
    this.#disturbed = false
    return true
  }

  /** Whether a call comes from where the attempt is held; the first window that is heard of holds it. */
  isHolder(attemptId: number, { window, watch }: Caller): boolean {
    if (window === undefined) return true
    if (this.#other(attemptId, window) !== null) return false
    if (this.#held?.attemptId !== attemptId && watch === true) return false
    this.#hear(attemptId, window)
    return true
  }

  /** Whether this very window holds the attempt now. */
  isHeldBy(attemptId: number, window: string): boolean {
    return this.#held?.attemptId === attemptId && this.#held.window === window
  }

  /** The window is closed or shows something else. */
  release(attemptId: number, window: string): void {
    if (this.isHeldBy(attemptId, window)) this.#held = null
  }

  /** Something was saved from a window that no longer holds the attempt. */
  disturb(): void {
    this.#disturbed = true
  }

  /** Whether something was, since the holder was told last. */
  takeDisturbed(): boolean {
    const disturbed = this.#disturbed
    this.#disturbed = false
    return disturbed
  }

  #other(attemptId: number, window: string): { readonly at: number } | null {
    const held = this.#held
    return held !== null && held.attemptId === attemptId && held.window !== window ? held : null
  }

  #hear(attemptId: number, window: string): void {
    this.#held = { attemptId, window, at: this.#monotonic() }
  }
}
