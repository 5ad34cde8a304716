import type { Cursor } from './cursor.ts'
import { PICKLE_LIMITS } from './limits.ts'
import { damagedAt, limitAt, PickleRefusal } from './problems.ts'
import { kindOf, PickleClass, PickleRecord, type PickleValue } from './values.ts'

/** The one function that Python itself puts into pickles of plain objects, and the class that it is given. */
const RECONSTRUCT = 'copy_reg._reconstructor'
const OBJECT = '__builtin__.object'

/** What a pickle is read with: the values that wait, those set aside by marks, and those to be used again. */
export class Machine {
  readonly cursor: Cursor
  /** Where the instruction stands that is being carried out. */
  offset = 0
  readonly #classes: ReadonlySet<string>
  readonly #memo = new Map<number, PickleValue>()
  readonly #aside: PickleValue[][] = []
  #asideCount = 0
  #stack: PickleValue[] = []

  /** @param classes names of the classes that objects may be of */
  constructor(cursor: Cursor, classes: ReadonlySet<string>) {
    this.cursor = cursor
    this.#classes = classes
  }

  push(value: PickleValue): void {
    this.#stack.push(value)
    const waiting = this.#stack.length + this.#asideCount
    if (waiting > PICKLE_LIMITS.stack) throw limitAt(this.offset, 'values that wait', PICKLE_LIMITS.stack, waiting)
  }

  /** Pushes a value that may turn out to be none. */
  pushOr(value: PickleValue, found: string): void {
    if (value === null) throw damagedAt(this.offset, found)
    this.push(value)
  }

  pop(): PickleValue {
    const value = this.#stack.pop()
    if (value === undefined) throw damagedAt(this.offset, 'an instruction without its value')
    return value
  }

  top(): PickleValue {
    const value = this.#stack.at(-1)
    if (value === undefined) throw damagedAt(this.offset, 'an instruction without its value')
    return value
  }

  /** Sets aside what waits; `popMark` brings it back. */
  mark(): void {
    this.#aside.push(this.#stack)
    this.#asideCount += this.#stack.length
    this.#stack = []
    const depth = this.#aside.length
    if (depth > PICKLE_LIMITS.depth) throw limitAt(this.offset, 'lists inside one another', PICKLE_LIMITS.depth, depth)
  }

  /** All that came after the last mark. */
  popMark(): PickleValue[] {
    const values = this.#stack
    const before = this.#aside.pop()
    if (before === undefined) throw damagedAt(this.offset, 'an end without a beginning')
    this.#stack = before
    this.#asideCount -= before.length
    return values
  }

  /** Takes the last value off, or the mark when nothing came after it. */
  drop(): void {
    if (this.#stack.length > 0) this.#stack.pop()
    else this.popMark()
  }

  remember(index: number | boolean | null): void {
    if (typeof index !== 'number' || index < 0) throw damagedAt(this.offset, 'no number')
    this.#memo.set(index, this.top())
    const { size } = this.#memo
    if (size > PICKLE_LIMITS.memo) throw limitAt(this.offset, 'values kept for later', PICKLE_LIMITS.memo, size)
  }

  recall(index: number | boolean | null): void {
    const value = typeof index === 'number' ? this.#memo.get(index) : undefined
    if (value === undefined) throw damagedAt(this.offset, 'a value that was not kept')
    this.push(value)
  }

  append(values: readonly PickleValue[]): void {
    const list = this.top()
    if (!Array.isArray(list)) throw damagedAt(this.offset, `${kindOf(list)} in place of a list`)
    for (const value of values) list.push(value)
  }

  /** Puts names and values, in turn, into the table on top. */
  setItems(pairs: readonly PickleValue[]): void {
    const table = this.top()
    if (!(table instanceof Map)) throw damagedAt(this.offset, `${kindOf(table)} in place of a table of names`)
    fill(table, pairs)
  }

  table(pairs: readonly PickleValue[]): void {
    const table = new Map<PickleValue, PickleValue>()
    fill(table, pairs)
    this.push(table)
  }

  /** A class by its name. Whatever is not on the list is refused, whether or not anything would be done with it. */
  classNamed(module: string, name: string): PickleClass {
    const full = `${module}.${name}`
    if (this.#classes.has(full) || full === RECONSTRUCT || full === OBJECT) return new PickleClass(full)
    throw this.#refused(full)
  }

  /** An object without fields yet. */
  make(of: PickleValue | undefined): void {
    if (!(of instanceof PickleClass)) throw damagedAt(this.offset, `${kindOf(of)} in place of a class`)
    if (!this.#classes.has(of.name)) throw this.#refused(of.name)
    this.push(new PickleRecord(of.name))
  }

  /** Where Python would call something. Only the making of a plain object is understood, and nothing is called. */
  reduce(): void {
    const inputs = this.pop()
    const called = this.pop()
    if (!(called instanceof PickleClass)) throw damagedAt(this.offset, `${kindOf(called)} in place of a class`)
    if (called.name !== RECONSTRUCT) throw this.#refused(called.name)
    const [of, base] = Array.isArray(inputs) ? inputs : []
    if (!(base instanceof PickleClass) || base.name !== OBJECT) throw this.#refused(kindOf(base))
    this.make(of)
  }

  /** Gives the object on top its fields. */
  build(): void {
    const state = this.pop()
    const record = this.top()
    if (!(record instanceof PickleRecord)) throw damagedAt(this.offset, `${kindOf(record)} in place of an object`)
    for (const part of Array.isArray(state) ? state : [state]) {
      if (part === null) continue
      if (!(part instanceof Map)) throw damagedAt(this.offset, `${kindOf(part)} in place of fields`)
      for (const [name, value] of part) if (typeof name === 'string') record.fields.set(name, value)
    }
  }

  #refused(found: string): PickleRefusal {
    const message = 'The file asks for a part of a program, and nothing in a file is ever run here.'
    return new PickleRefusal('pickle-refused', this.offset, { message, expected: 'cards and categories only', found })
  }
}

function fill(table: Map<PickleValue, PickleValue>, pairs: readonly PickleValue[]): void {
  for (let at = 0; at + 1 < pairs.length; at += 2) table.set(pairs[at] ?? null, pairs[at + 1] ?? null)
}
