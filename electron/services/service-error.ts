import type { Issue } from '../contract/errors.ts'
import { fail, type Result } from '../core/result.ts'

/** An expected error of a service; the router turns it into the contract's coded error. */
export type ServiceError =
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'CONFLICT'; readonly reason: string; readonly id?: number }
  | { readonly code: 'INVALID'; readonly issues: Issue[] }

export type Served<T> = Result<T, ServiceError>

/** The thing asked for is not there; `what` as a person would name it. */
export function notFound(what: string): Result<never, ServiceError> {
  return fail({ code: 'NOT_FOUND', what })
}

/** The request makes no sense in the present state; `reason` is a sentence. */
export function conflict(reason: string, id?: number): Result<never, ServiceError> {
  return fail({ code: 'CONFLICT', reason, ...(id === undefined ? {} : { id }) })
}

/** What was handed in has problems. */
export function invalid(issues: Issue[]): Result<never, ServiceError> {
  return fail({ code: 'INVALID', issues })
}
