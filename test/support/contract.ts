import { isContractProcedure } from '@orpc/contract'
import { contract } from '../../electron/contract/index.ts'

/** Names of all procedures of the contract, e.g. `review.answer`. */
export function procedureNames(node: unknown = contract, path: readonly string[] = []): string[] {
  if (isContractProcedure(node)) return [path.join('.')]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, inner]) => procedureNames(inner, [...path, name]))
}

/** A client that writes down which procedures answered. */
export function recorded<T extends object>(client: T, answered: Set<string>, path: readonly string[] = []): T {
  return new Proxy(client, {
    get(target, name) {
      const inner: unknown = Reflect.get(target, name)
      if (typeof name === 'symbol' || (typeof inner !== 'function' && typeof inner !== 'object') || inner === null) {
        return inner
      }
      return recorded(inner, answered, [...path, name])
    },
    async apply(target, self, args: unknown[]) {
      const value: unknown = await Reflect.apply(target as (...given: unknown[]) => unknown, self, args)
      answered.add(path.join('.'))
      return value
    },
  })
}
