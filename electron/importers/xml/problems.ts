import type { Issue } from '../../contract/errors.ts'
import { quoted, type SourceText } from '../source-text.ts'

/** Thrown inside the reader, and caught where it ends: a refusal with its place. */
export class XmlRefusal extends Error {
  readonly issue: Issue

  constructor(issue: Issue) {
    super(issue.message)
    this.issue = issue
  }
}

export interface XmlProblem {
  readonly code: string
  readonly message: string
  readonly expected: string
  /** What stands there; by default the characters at the place. */
  readonly found?: string
}

/** A refusal at an offset of the document. */
export function refuseAt(source: SourceText, offset: number, problem: XmlProblem): XmlRefusal {
  const where = source.at(Math.min(offset, source.text.length))
  return new XmlRefusal({ severity: 'error', found: excerpt(source.text, offset), ...problem, where })
}

/** A refusal for text that is not XML. */
export function notXml(source: SourceText, offset: number, message: string, expected: string): XmlRefusal {
  return refuseAt(source, offset, { code: 'xml', message, expected })
}

function excerpt(text: string, at: number): string {
  return at >= text.length ? 'the end of the file' : quoted(text.slice(at, at + 30))
}
