import { DEFAULT_PRESET_OPTIONS } from '../../../../electron/contract/procedures/presets.ts'
import type { PresetOptions } from '../../../../electron/contract/procedures/presets.ts'
import { count } from '../../format/words.ts'
import { keysOf, type OptionRow } from './rows.ts'
import { writeSteps } from './steps.ts'

/** An option's value in words. */
export function valueWords(row: OptionRow, options: PresetOptions): string {
  switch (row.kind) {
    case 'number':
      return row.unit === undefined ? count(options[row.key]) : `${count(options[row.key])} ${row.unit}`
    case 'percent':
      return `${Math.round(options[row.key] * 100)} %`
    case 'steps':
      return options[row.key].length === 0 ? 'none' : writeSteps(options[row.key])
    case 'switch':
      return options[row.key] ? 'on' : 'off'
    case 'switches':
      return row.keys.every((key) => options[key]) ? 'on' : 'off'
    case 'choice':
      return row.choices.find((choice) => choice.value === options[row.key])?.label.toLowerCase() ?? ''
    case 'weekdays':
      return options[row.key].every((ease) => ease === 1) ? 'none' : 'some'
  }
}

/** The default of an option, in words. */
export function defaultWords(row: OptionRow): string {
  return valueWords(row, DEFAULT_PRESET_OPTIONS)
}

/** Whether an option differs from its default. */
export function isChanged(row: OptionRow, options: PresetOptions): boolean {
  return keysOf(row).some((key) => JSON.stringify(options[key]) !== JSON.stringify(DEFAULT_PRESET_OPTIONS[key]))
}

/** The change that gives an option its default again. */
export function defaultChange(row: OptionRow): Partial<PresetOptions> {
  return Object.fromEntries(keysOf(row).map((key) => [key, DEFAULT_PRESET_OPTIONS[key]]))
}
