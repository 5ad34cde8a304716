import fs from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { Blueprint, FactsFile, ServicesFile, type Service } from '../contract/content/catalogue.ts'
import type { Issue } from '../contract/errors.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { schemaProblems, type SchemaProblem } from './deck-file/schema-problems.ts'
import { offsetOf, parseTree, toPlain, type Language } from './deck-file/tree.ts'
import { decodeText } from './encoding.ts'
import { createIssueLog } from './issue-log.ts'
import { IMPORT_LIMITS, sizeInWords } from './limits.ts'
import { sourceText } from './source-text.ts'

export type Fact = z.infer<typeof FactsFile>['facts'][number]

/** What stands beside the decks: exams, services, facts, and what is wrong with their files. */
export interface CatalogueFiles {
  readonly blueprints: readonly Blueprint[]
  readonly services: readonly Service[]
  readonly facts: readonly Fact[]
  readonly issues: readonly Issue[]
}

export type CatalogueFile =
  | { readonly kind: 'blueprint'; readonly value: Blueprint }
  | { readonly kind: 'services'; readonly value: readonly Service[] }
  | { readonly kind: 'facts'; readonly value: readonly Fact[] }

/**
 * Reads `services.yaml` of a decks folder and `blueprint.yaml` and `facts.yaml` of the exams' folders in it.
 * A file that is missing is no problem; one with an error is left out and its problems are told.
 * @param folder the decks folder
 */
export function readCatalogue(folder: string): CatalogueFiles {
  const exams = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  const names = ['services.yaml', ...exams.flatMap((exam) => [`${exam}/blueprint.yaml`, `${exam}/facts.yaml`])]
  const blueprints: Blueprint[] = []
  const services: Service[] = []
  const facts: Fact[] = []
  const issues: Issue[] = []
  for (const name of names) {
    const file = path.join(folder, ...name.split('/'))
    if (!fs.existsSync(file)) continue
    const read = readCatalogueFile(name, fs.readFileSync(file))
    if (!read.ok) issues.push(...read.error)
    else if (read.value.kind === 'blueprint') blueprints.push(read.value.value)
    else if (read.value.kind === 'services') services.push(...read.value.value)
    else facts.push(...read.value.value)
  }
  return { blueprints, services, facts, issues }
}

/** Reads one file of the catalogue; which one it is, its field `format` says. */
export function readCatalogueFile(file: string, bytes: Uint8Array): Result<CatalogueFile, Issue[]> {
  const decoded = decodeText(bytes, file)
  return decoded.ok ? readCatalogueText(file, decoded.value, 'YAML') : decoded
}

/** `readCatalogueFile` for a text. */
export function readCatalogueText(file: string, text: string, language: Language): Result<CatalogueFile, Issue[]> {
  if (text.length > IMPORT_LIMITS.deckFileBytes) return fail([tooLarge(file)])
  const source = sourceText(file, text)
  const log = createIssueLog(file)
  const { root, problems } = parseTree(source, language)
  for (const problem of problems) log.error(problem)
  if (problems.length > 0) return fail(log.list())
  const plain = toPlain(root, (code, message, offset, _path, about) =>
    log.error({ code, message, where: source.at(offset), ...about }),
  )
  const checked = check(plain)
  for (const problem of checked.problems) {
    const { code, message, path: at, expected, found, onKey } = problem
    const where = { ...source.at(offsetOf(root, at, onKey)), field: at.join('.') }
    log.error({ code, message, where, ...(expected ? { expected } : {}), ...(found ? { found } : {}) })
  }
  return checked.file && log.errors() === 0 ? ok(checked.file) : fail(log.list())
}

interface Checked {
  readonly file: CatalogueFile | null
  readonly problems: readonly SchemaProblem[]
}

function check(plain: unknown): Checked {
  const format = typeof plain === 'object' && plain !== null && 'format' in plain ? plain.format : undefined
  if (format === 'epoch-blueprint/1') {
    const parsed = Blueprint.safeParse(plain)
    if (!parsed.success) return { file: null, problems: schemaProblems(parsed.error.issues, plain) }
    return { file: { kind: 'blueprint', value: parsed.data }, problems: blueprintProblems(parsed.data) }
  }
  if (format === 'epoch-services/1') {
    const parsed = ServicesFile.safeParse(plain)
    if (!parsed.success) return { file: null, problems: schemaProblems(parsed.error.issues, plain) }
    const { services } = parsed.data
    return { file: { kind: 'services', value: services }, problems: repeatedIds(services, ['services']) }
  }
  if (format === 'epoch-facts/1') {
    const parsed = FactsFile.safeParse(plain)
    if (!parsed.success) return { file: null, problems: schemaProblems(parsed.error.issues, plain) }
    return { file: { kind: 'facts', value: parsed.data.facts }, problems: repeatedIds(parsed.data.facts, ['facts']) }
  }
  const expected = 'format: epoch-blueprint/1, epoch-services/1 or epoch-facts/1'
  const found = format === undefined ? 'no format' : String(format)
  return {
    file: null,
    problems: [{ code: 'format', message: 'The format is not known.', path: ['format'], expected, found }],
  }
}

function blueprintProblems({ domains, questions }: Blueprint): SchemaProblem[] {
  const problems: SchemaProblem[] = repeatedIds(domains, ['domains'])
  const seen = new Set<string>()
  for (const [d, domain] of domains.entries()) {
    for (const [t, task] of domain.tasks.entries()) {
      for (const [o, { id }] of task.objectives.entries()) {
        if (seen.has(id)) problems.push(repeated(id, ['domains', d, 'tasks', t, 'objectives', o, 'id']))
        seen.add(id)
      }
    }
  }
  if (questions.scored > questions.total) {
    const message = 'More questions are scored than asked.'
    const expected = `at most ${questions.total}`
    problems.push({ code: 'range', message, path: ['questions', 'scored'], expected, found: String(questions.scored) })
  }
  const sum = domains.reduce((total, domain) => total + domain.weight, 0)
  if (Math.abs(sum - 100) > 0.01) {
    const message = 'The weights of the domains do not add up to 100.'
    problems.push({ code: 'range', message, path: ['domains'], expected: '100', found: String(sum) })
  }
  return problems
}

function repeatedIds(items: readonly { readonly id: string }[], path: readonly string[]): SchemaProblem[] {
  const seen = new Set<string>()
  return items.flatMap(({ id }, index) => {
    const known = seen.has(id)
    seen.add(id)
    return known ? [repeated(id, [...path, index, 'id'])] : []
  })
}

function repeated(id: string, path: SchemaProblem['path']): SchemaProblem {
  return { code: 'duplicate-id', message: `“${id}” stands here twice.`, path, expected: 'each id once', found: id }
}

function tooLarge(file: string): Issue {
  const expected = `at most ${sizeInWords(IMPORT_LIMITS.deckFileBytes)}`
  return { severity: 'error', code: 'too-large', message: 'The file is too large.', where: { file }, expected }
}
