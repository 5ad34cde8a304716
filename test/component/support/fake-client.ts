import { createORPCClient, ORPCError } from '@orpc/client'
import type { Client } from '../../../renderer/src/client/client.ts'

/** What a procedure answers, by its path, e.g. `decks.tree`. */
export type Answers = Readonly<Record<string, (input: never) => unknown>>

export interface Call {
  readonly path: string
  readonly input: unknown
}

export interface FakeClient {
  readonly client: Client
  /** Every call so far, in order. */
  readonly calls: Call[]
  /** The inputs of the calls of one procedure. */
  inputs: (path: string) => unknown[]
}

/** A client that answers from a table. A procedure that is not in the table fails like a bug would. */
export function fakeClient(answers: Answers): FakeClient {
  const calls: Call[] = []
  const link = {
    call: async (path: readonly string[], input: unknown): Promise<unknown> => {
      const name = path.join('.')
      calls.push({ path: name, input })
      const answer = answers[name]
      if (!answer) throw new Error(`The fake client has no answer for ${name}`)
      return answer(input as never)
    },
  }
  return {
    client: createORPCClient<Client>(link),
    calls,
    inputs: (path) => calls.filter((call) => call.path === path).map((call) => call.input),
  }
}

/** A refusal as the contract has it, for a table to throw. */
export function refusal(code: 'NOT_FOUND' | 'CONFLICT' | 'INVALID', data: object, message = 'Refused.'): Error {
  return new ORPCError(code, { defined: true, message, data })
}
