import { implement, ORPCError } from '@orpc/server'
import { commonErrors } from '../contract/errors.ts'
import { contract } from '../contract/index.ts'
import type { Served } from './service-error.ts'

/** The contract, to be implemented procedure by procedure. */
export const api = implement(contract)

/** A service's value, or its error as the contract's coded error. */
export function served<T>(result: Served<T>): T {
  if (result.ok) return result.value
  const { code, ...data } = result.error
  const message = 'reason' in data ? data.reason : commonErrors[code].message
  throw new ORPCError(code, { defined: true, status: commonErrors[code].status, data, message })
}

/** Fields that were sent, without those that are undefined. */
export function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter((entry) => entry[1] !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
