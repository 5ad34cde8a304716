import { posix } from 'node:path'
import type { QuestionFormat } from '../../imported-deck.ts'
import type { IssueLog } from '../../issue-log.ts'
import { attribute, element, elementAt, textOf, type XmlElement } from '../../xml/index.ts'
import { QUESTION_LIMITS } from '../limits.ts'
import { readItem } from '../qti/item.ts'
import { withQti2Names } from '../qti/names.ts'
import { itemsOf } from '../qti1/index.ts'
import { asksNothing, readItem as readQti1Item, stimulusOf } from '../qti1/item.ts'
import type { QuestionSink } from '../sink.ts'
import type { PackageDocument } from './documents.ts'
import { readManifest, resolve, type ManifestEntry } from './manifest.ts'
import type { FindMedium } from './media.ts'
import { itemsOfTest } from './tests.ts'

/** What the documents of a package, or a single document, are read with. */
export interface BankContext {
  readonly sink: QuestionSink
  readonly log: IssueLog
  readonly medium: FindMedium
  /** Is there a file of this name in the package? */
  readonly holds?: (path: string) => boolean
}

/** The newest QTI among the documents; `null` when none of them holds questions. */
export function formatOf(documents: readonly PackageDocument[]): QuestionFormat | null {
  const roots = documents.map(({ kind, document }) => ({ kind, name: document.root.name }))
  if (roots.some(({ name }) => name === 'qti-assessment-item')) return 'qti-3'
  if (roots.some(({ kind }) => kind === 'assessmentItem')) return 'qti-2'
  return roots.some(({ kind }) => kind === 'questestinterop') ? 'qti-1.2' : null
}

/**
 * Reads all questions of QTI documents: first in the order of the tests that name them, then in that of the
 * manifest, then in that of the package. Each item comes once.
 */
export function* readBanks(documents: readonly PackageDocument[], context: BankContext): Generator<void> {
  const byPath = new Map(documents.map((one) => [one.path, one]))
  const manifest = documents.filter(({ kind }) => kind === 'manifest').flatMap((one) => manifestOf(one, context))
  const tags = new Map(manifest.map(({ path, tags: found }) => [path, found]))
  const done = new Set<string>()
  function* take(path: string, category: readonly string[]): Generator<void> {
    const found = byPath.get(path)
    if (!found || done.has(path) || !(found.kind === 'assessmentItem' || found.kind === 'questestinterop')) return
    done.add(path)
    if (found.kind === 'questestinterop') yield* takeQti1(found, context)
    else takeItem(found, category, tags.get(path) ?? [], byPath, context)
  }
  for (const test of documents.filter(({ kind }) => kind === 'assessmentTest')) {
    for (const { path, category } of itemsOfTest(withQti2Names(test.document.root), test.path)) {
      if (!byPath.has(path)) missingItem(test, path, context)
      yield* take(path, category)
      yield
    }
  }
  for (const { path } of [...manifest, ...documents]) {
    yield* take(path, [])
    yield
  }
}

/** The files of a manifest; those with questions that the package does not hold are told. */
function manifestOf({ document, path }: PackageDocument, { log, holds }: BankContext): ManifestEntry[] {
  const entries = readManifest(document.root, path)
  for (const { path: named, asks } of entries) {
    if (!asks || holds?.(named) !== false) continue
    const message = 'The list of contents names a file of questions that the package does not hold.'
    const where = document.source.at(document.root.offset)
    log.warn({ code: 'missing-item', message, where, expected: named, found: 'no such file' })
  }
  return entries
}

function takeItem(
  { document, path }: PackageDocument,
  category: readonly string[],
  tags: readonly string[],
  byPath: ReadonlyMap<string, PackageDocument>,
  { sink, medium }: BankContext,
): void {
  const drafts = readItem(withQti2Names(document.root), {
    where: document.source.at(document.root.offset),
    category,
    tags,
    medium: (source) => medium(source, path),
    stimulus: (href) => stimulusBody(byPath.get(resolve(posix.dirname(path), href))),
  })
  for (const draft of drafts) sink.take(draft)
}

/** A shared text; one that no question could hold is left out, so that it is not read again for each. */
function stimulusBody(found: PackageDocument | undefined): XmlElement | null {
  if (found?.kind !== 'assessmentStimulus' || found.document.source.text.length > QUESTION_LIMITS.sourceText)
    return null
  return elementAt(withQti2Names(found.document.root), 'stimulusBody') ?? null
}

function* takeQti1({ document, path }: PackageDocument, { sink, log, medium }: BankContext): Generator<void> {
  const items = itemsOf(document.root)
  const texts = new Map(
    items.filter(({ item }) => asksNothing(item)).map(({ item }) => [attribute(item, 'ident'), sharedText(item)]),
  )
  const used = new Set(items.map(({ item }) => stimulusOf(item)))
  for (const { item, category } of items) {
    const where = document.source.at(item.offset)
    const ident = attribute(item, 'ident')
    if (!texts.has(ident)) {
      const stimulus = texts.get(stimulusOf(item)) ?? null
      sink.take(readQti1Item(item, { where, category, medium: (source) => medium(source, path), stimulus }))
    } else if (!used.has(ident)) {
      log.warn({ code: 'not-a-question', message: 'This is a text that asks nothing, and stays out.', where })
    }
    yield
  }
}

/** What a text shows; `null` for one that no question could hold. */
function sharedText(item: XmlElement): XmlElement | null {
  const presentation = element(item, 'presentation')
  return presentation && textOf(presentation).length <= QUESTION_LIMITS.sourceText ? presentation : null
}

function missingItem({ document }: PackageDocument, path: string, { sink }: BankContext): void {
  const message = 'The test names an item that the package does not hold.'
  const where = document.source.at(document.root.offset)
  sink.refuse(where, { code: 'missing-item', message, expected: path, found: 'no such file' })
}
