import { fail, ok, type Result } from '../result.ts'

export interface RegexOptions {
  readonly matchCase?: boolean
  /** Finds every place, for replacing. */
  readonly everywhere?: boolean
}

/**
 * Compiles a regular expression of a person. Escapes that mean nothing are let through, as in older dialects.
 * @returns the expression, or in a few words why it cannot be read
 */
export function compileRegex(source: string, options: RegexOptions = {}): Result<RegExp, string> {
  const flags = `${options.matchCase === true ? '' : 'i'}${options.everywhere === true ? 'g' : ''}m`
  let why = ''
  for (const mode of ['u', '']) {
    try {
      return ok(new RegExp(source, flags + mode))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      why = error.message.replace(/^Invalid regular expression: /, '').replace(/^\/[\s\S]*\/[a-z]*: /, '')
    }
  }
  return fail(why)
}
