/** The name of a class; nothing is ever made of it but a record that bears it. */
export class PickleClass {
  readonly name: string

  /** @param name with its module, such as `mnemosyne.core.mnemosyne_core.Item` */
  constructor(name: string) {
    this.name = name
  }
}

/** An object of the program that wrote the pickle, as its class's name and its fields. */
export class PickleRecord {
  readonly name: string
  readonly fields = new Map<string, PickleValue>()

  constructor(name: string) {
    this.name = name
  }
}

/** What a pickle can hold here: data, and nothing that does anything. Lists and tuples are both arrays. */
export type PickleValue =
  null | boolean | number | string | PickleValue[] | Map<PickleValue, PickleValue> | PickleClass | PickleRecord

/** A value in words, for messages. */
export function kindOf(value: PickleValue | undefined): string {
  if (value === undefined || value === null) return 'nothing'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'number') return 'a number'
  if (typeof value === 'boolean') return 'a yes or no'
  if (Array.isArray(value)) return 'a list'
  return value instanceof Map ? 'a table of names' : value.name
}
