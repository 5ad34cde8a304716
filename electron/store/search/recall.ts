import { DEFAULT_DECAY, startOf, type SearchEnv } from './env.ts'
import { among, sql, type Sql } from './sql.ts'

const DAY_MS = 86_400_000

/**
 * The probability of recall now of a card, by FSRS-6's forgetting curve
 * R(t, S) = (1 + f t / S)^(-d), f = 0.9^(-1/d) - 1, with d the weight w20 of the deck's preset, S the stability in
 * days and t the study days since the last answer (open-spaced-repetition/awesome-fsrs, "The Algorithm", FSRS-6).
 * NULL for a card without a memory. Where the clocks changed since, t may be off by one for an answer within an hour
 * of the day's beginning.
 */
export function recallOf(env: SearchEnv): Sql {
  const others = env.presets.filter((preset) => preset.decay !== DEFAULT_DECAY && preset.deckIds.length > 0)
  if (others.length === 0) return curve(env, DEFAULT_DECAY)
  const cases = others
    .map((preset) => sql`WHEN c.deck_id ${among(preset.deckIds)} THEN ${curve(env, preset.decay)}`)
    .reduce((left, right) => sql`${left} ${right}`)
  return sql`CASE ${cases} ELSE ${curve(env, DEFAULT_DECAY)} END`
}

function curve(env: SearchEnv, decay: number): Sql {
  const factor = 0.9 ** (-1 / decay) - 1
  const endOfDay = startOf(env, env.today + 1) - 1
  const days = sql`max(0, CAST((${endOfDay} - c.last_review) / ${DAY_MS} AS INTEGER))`
  return sql`pow(1 + ${factor} * ${days} / max(c.stability, 0.001), ${-decay})`
}
