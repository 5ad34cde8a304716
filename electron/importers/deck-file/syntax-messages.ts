import type { YAMLError } from 'yaml'

const MESSAGES: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'The indentation does not fit what stands above, or a bracket above is not closed.',
  TAB_AS_INDENT: 'A tab stands at the start of this line. Indent with spaces.',
  BLOCK_AS_IMPLICIT_KEY:
    'Two fields run together here. Put text that contains a colon in quotes, and check the indentation.',
  MULTILINE_IMPLICIT_KEY: 'A line without a colon stands where a field was expected. Is a colon or a quote missing?',
  KEY_OVER_1024_CHARS: 'The name of a field is too long. Is a quote missing?',
  MISSING_CHAR: 'A dash, quote, bracket or comma is missing here, or the line is indented too little or too much.',
  UNEXPECTED_TOKEN: 'Text stands after the end of a value. Put the whole value in quotes.',
  BAD_SCALAR_START: 'Text that starts with this character needs quotes.',
  BAD_DQ_ESCAPE:
    'In double quotes a backslash starts an escape that is not known. For formulas, use single quotes or a block.',
  BAD_ALIAS: 'Text that starts with * needs quotes.',
  TAG_RESOLVE_FAILED: 'Text that starts with ! needs quotes.',
  MULTIPLE_DOCS: 'A second document begins here. Put each deck into a file of its own.',
  RESOURCE_EXHAUSTION: 'Lists and fields stand inside one another too deeply.',
}

/** What a syntax error means to the person who wrote the file. */
export function syntaxMessage(error: YAMLError, language: 'YAML' | 'JSON'): string {
  const [detail = ''] = error.message.split('\n')
  if (language === 'JSON') return jsonMessage(detail)
  return MESSAGES[error.code] ?? `This is not valid YAML: ${detail.replace(/\.$/, '')}.`
}

/** JSON is read as YAML, whose words for its brackets nobody knows who writes JSON. */
function jsonMessage(detail: string): string {
  if (/^Flow (?:sequence|map)/.test(detail)) return 'This is not valid JSON: a bracket or brace is not closed.'
  return `This is not valid JSON: ${detail.replace(/\.$/, '')}.`
}
