import type { Memory } from './memory-card.ts'

/**
 * The memory of a card that SM-2 scheduled: fsrs-rs's `memory_state_from_sm2` (src/model.rs).
 * @param weights 21 weights of FSRS-6
 * @param ease SM-2's factor, e.g. 2.5
 * @param interval days
 * @param retention the recall that SM-2's intervals led to, 0 to 1; Anki takes 0.9
 */
export function memoryFromSm2(weights: readonly number[], ease: number, interval: number, retention: number): Memory {
  const [w8 = 0, w9 = 0, w10 = 0] = weights.slice(8, 11)
  const decay = -(weights[20] ?? 0)
  const factor = 0.9 ** (1 / decay) - 1
  const stability = (Math.max(interval, 0.001) * factor) / (retention ** (1 / decay) - 1)
  const gain = Math.exp(w8) * stability ** -w9 * Math.expm1((1 - retention) * w10)
  return { stability, difficulty: Math.min(10, Math.max(1, 11 - (ease - 1) / gain)) }
}
