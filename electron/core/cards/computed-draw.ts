import type { ComputedVariable } from '../../contract/content/note-content.ts'
import { decimalsOf, roundTo } from '../numbers.ts'
import { createRng, hashSeed, randomIndex } from '../random.ts'

/** How many values a variable can take; 0 when its range or its exclusions leave none. */
export function sizeOf(variable: ComputedVariable): number {
  return 'from' in variable ? variable.from.length : stepsIn(variable) - excludedSteps(variable).length
}

/**
 * Draws one value. It depends on seed, round and the variable's own name only, so that adding a variable to a note
 * leaves the numbers of the others as they were. Values lie on the step grid, without the dust of binary fractions.
 */
export function drawVariable(name: string, variable: ComputedVariable, seed: number, round: number): number {
  const rng = createRng(hashSeed(seed, round, name))
  if ('from' in variable) return variable.from[randomIndex(variable.from.length, rng)] ?? Number.NaN
  const excluded = excludedSteps(variable)
  let step = randomIndex(stepsIn(variable) - excluded.length, rng)
  for (const skipped of excluded) if (step >= skipped) step++
  return valueAt(variable, step)
}

type Range = Extract<ComputedVariable, { min: number }>

function stepsIn({ min, max, step }: Range): number {
  return Math.max(0, Math.floor((max - min) / step + 1e-9) + 1)
}

function valueAt({ min, step }: Range, index: number): number {
  return roundTo(min + index * step, Math.max(decimalsOf(min), decimalsOf(step)))
}

/** The steps whose values `not` names, in rising order. */
function excludedSteps(variable: Range): number[] {
  const steps = new Set<number>()
  for (const value of variable.not ?? []) {
    const step = Math.round((value - variable.min) / variable.step)
    if (step >= 0 && step < stepsIn(variable) && valueAt(variable, step) === value) steps.add(step)
  }
  return [...steps].sort((a, b) => a - b)
}
