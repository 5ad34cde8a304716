import { today, type Context } from './context.ts'

/** A new day, and a journey to another zone, are noticed this soon. */
const LOOK_EVERY_MS = 20_000

/**
 * Tells every window when another study day begins, so that one left open overnight turns over by itself. It looks at
 * the clock again and again, since a timer set for the morning would miss sleep, a clock that is set and a journey.
 * @param everyMs how often it looks
 * @returns ends it
 */
export function watchDay(
  context: Pick<Context, 'now' | 'zone' | 'settings' | 'events'>,
  everyMs = LOOK_EVERY_MS,
): () => void {
  const dayNow = (): number => today(context).day
  let day = dayNow()
  const timer = setInterval(() => {
    const now = dayNow()
    if (now === day) return
    day = now
    context.events.emit({ type: 'changed' })
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
