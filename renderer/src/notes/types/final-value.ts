/** The value that a stream ends with; its steps are passed over. */
export async function finalValue<T>(stream: AsyncIterator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
  }
}
