import { fail, ok, type Result } from '../../../core/result.ts'
import { Cursor } from './cursor.ts'
import { PICKLE_LIMITS } from './limits.ts'
import { decimalNumber, quotedText, rawUnicode, wholeNumber } from './literals.ts'
import { Machine } from './machine.ts'
import { damagedAt, limitAt, PickleRefusal } from './problems.ts'
import type { PickleValue } from './values.ts'

export { PICKLE_LIMITS } from './limits.ts'
export type { PickleRefusal } from './problems.ts'
export { PickleClass, PickleRecord, type PickleValue } from './values.ts'

type Instruction = (machine: Machine) => void

const STOP = '.'
const NEWEST_PROTOCOL = 2

/** The instructions of protocols 0 to 2 that carry data, by their byte (Python's pickletools lists them). */
const INSTRUCTIONS: Readonly<Record<string, Instruction>> = {
  '\x80': (machine) => {
    const protocol = machine.cursor.byte()
    if (protocol > NEWEST_PROTOCOL) throw damagedAt(machine.offset, `protocol ${protocol}`)
  },
  '(': (machine) => machine.mark(),
  '0': (machine) => machine.drop(),
  '1': (machine) => void machine.popMark(),
  '2': (machine) => machine.push(machine.top()),
  N: (machine) => machine.push(null),
  '\x88': (machine) => machine.push(true),
  '\x89': (machine) => machine.push(false),
  I: (machine) => machine.pushOr(wholeNumber(machine.cursor.line()), 'no number'),
  L: (machine) => machine.pushOr(wholeNumber(machine.cursor.line()), 'no number'),
  J: (machine) => machine.push(machine.cursor.int32()),
  K: (machine) => machine.push(machine.cursor.unsigned(1)),
  M: (machine) => machine.push(machine.cursor.unsigned(2)),
  '\x8a': (machine) => machine.push(machine.cursor.long(machine.cursor.unsigned(1))),
  '\x8b': (machine) => machine.push(machine.cursor.long(machine.cursor.unsigned(4))),
  F: (machine) => machine.pushOr(decimalNumber(machine.cursor.line()), 'no number'),
  G: (machine) => machine.push(machine.cursor.float64()),
  S: (machine) => machine.pushOr(quotedText(machine.cursor.line()), 'a text without its quotes'),
  U: (machine) => machine.push(machine.cursor.text(machine.cursor.unsigned(1))),
  T: (machine) => machine.push(machine.cursor.text(machine.cursor.unsigned(4))),
  V: (machine) => machine.pushOr(rawUnicode(machine.cursor.line()), 'a broken sign'),
  X: (machine) => machine.push(machine.cursor.utf8(machine.cursor.unsigned(4))),
  ']': (machine) => machine.push([]),
  l: (machine) => machine.push(machine.popMark()),
  a: (machine) => machine.append([machine.pop()]),
  e: (machine) => machine.append(machine.popMark()),
  ')': (machine) => machine.push([]),
  t: (machine) => machine.push(machine.popMark()),
  '\x85': (machine) => pushTuple(machine, 1),
  '\x86': (machine) => pushTuple(machine, 2),
  '\x87': (machine) => pushTuple(machine, 3),
  '}': (machine) => machine.table([]),
  d: (machine) => machine.table(machine.popMark()),
  s: (machine) => {
    const value = machine.pop()
    machine.setItems([machine.pop(), value])
  },
  u: (machine) => machine.setItems(machine.popMark()),
  p: (machine) => machine.remember(wholeNumber(machine.cursor.line())),
  q: (machine) => machine.remember(machine.cursor.unsigned(1)),
  r: (machine) => machine.remember(machine.cursor.unsigned(4)),
  g: (machine) => machine.recall(wholeNumber(machine.cursor.line())),
  h: (machine) => machine.recall(machine.cursor.unsigned(1)),
  j: (machine) => machine.recall(machine.cursor.unsigned(4)),
  c: (machine) => machine.push(machine.classNamed(machine.cursor.line(), machine.cursor.line())),
  i: (machine) => {
    const of = machine.classNamed(machine.cursor.line(), machine.cursor.line())
    machine.popMark()
    machine.make(of)
  },
  o: (machine) => machine.make(machine.popMark()[0]),
  '\x81': (machine) => {
    machine.pop()
    machine.make(machine.pop())
  },
  R: (machine) => machine.reduce(),
  b: (machine) => machine.build(),
}

function pushTuple(machine: Machine, length: number): void {
  const values: PickleValue[] = []
  for (let count = 0; count < length; count += 1) values.unshift(machine.pop())
  machine.push(values)
}

/**
 * Reads a pickle of Python (protocols 0 to 2) as data: numbers, texts, lists, tables, and objects of the named
 * classes as records of their fields. Nothing is loaded, called or run; a name that is not on the list refuses the
 * whole file. How long, deep and large it may be is bounded by `PICKLE_LIMITS`.
 *
 * @param from where the pickle begins in the bytes
 * @param classes the classes that objects may be of, with their modules
 * @returns the value, or why it is not read and at which byte
 */
export function readPickle(
  bytes: Uint8Array,
  from: number,
  classes: ReadonlySet<string>,
): Result<PickleValue, PickleRefusal> {
  const machine = new Machine(new Cursor(bytes, from), classes)
  try {
    for (let count = 1; count <= PICKLE_LIMITS.instructions; count += 1) {
      machine.offset = machine.cursor.at
      const code = String.fromCharCode(machine.cursor.byte())
      if (code === STOP) return ok(machine.pop())
      const instruction = Object.hasOwn(INSTRUCTIONS, code) ? INSTRUCTIONS[code] : undefined
      if (!instruction) throw damagedAt(machine.offset, `byte 0x${code.charCodeAt(0).toString(16).padStart(2, '0')}`)
      instruction(machine)
    }
    const most = PICKLE_LIMITS.instructions
    throw limitAt(machine.offset, 'instructions', most, most + 1)
  } catch (error) {
    if (error instanceof PickleRefusal) return fail(error)
    throw error
  }
}
