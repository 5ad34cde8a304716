import { ORPCError } from '@orpc/client'
import type { Issue, ErrorCode } from '../../../electron/contract/errors.ts'
import type { Result } from './result.ts'

/** An expected refusal by the host, as a value. */
export interface Failure {
  readonly code: ErrorCode
  readonly message: string
  /** For INVALID: what is wrong and where. */
  readonly issues: readonly Issue[]
  /** For CONFLICT: why not, and the row that stands in the way. */
  readonly reason: string | null
  readonly id: number | null
}

const CODES: readonly string[] = ['NOT_FOUND', 'CONFLICT', 'INVALID'] satisfies ErrorCode[]

interface FailureData {
  readonly issues?: readonly Issue[]
  readonly reason?: string
  readonly id?: number
}

/** What the host says when an input does not fit the contract's schema. */
interface SchemaData {
  readonly issues?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[]
}

function fromSchema(data: SchemaData): Issue[] {
  return (data.issues ?? []).map(({ message, path = [] }) => {
    const field = path.findLast((step) => typeof step === 'string')
    return { severity: 'error', code: 'schema', message, where: typeof field === 'string' ? { field } : {} }
  })
}

/** The refusal inside an error, or null when the error is none of the contract's (a bug, or the host is gone). */
export function failureOf(error: unknown): Failure | null {
  if (!(error instanceof ORPCError)) return null
  const base = { message: error.message, issues: [], reason: null, id: null }
  if (error.code === 'BAD_REQUEST') {
    const issues = fromSchema((error.data ?? {}) as SchemaData)
    return { ...base, code: 'INVALID', issues }
  }
  if (!error.defined || !CODES.includes(error.code)) return null
  const data = (error.data ?? {}) as FailureData
  return {
    code: error.code as ErrorCode,
    message: error.message,
    issues: data.issues ?? [],
    reason: data.reason ?? null,
    id: data.id ?? null,
  }
}

/**
 * Awaits a call of the client. Errors of the contract come back as values; anything else is a bug or a lost host
 * and is thrown on, to be shown by the one handler for those.
 */
export async function attempt<T>(call: PromiseLike<T>): Promise<Result<T, Failure>> {
  try {
    return { ok: true, value: await call }
  } catch (error) {
    const failure = failureOf(error)
    if (!failure) throw error
    return { ok: false, error: failure }
  }
}

/** One sentence for a person about a refusal. */
export function sentence(failure: Failure): string {
  return failure.reason ?? failure.issues[0]?.message ?? failure.message
}
