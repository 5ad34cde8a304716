import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { lintDecks, type LintReport } from '../../../../electron/importers/lint/index.ts'
import type { Rule } from '../../../../electron/importers/lint/bank.ts'

const BLUEPRINT = `format: epoch-blueprint/1
id: demo
code: DEMO
name: Demo
guide: { version: "1", publishedOn: 2026-01-01, url: "https://a.example" }
questions: { total: 2, scored: 2 }
minutes: 10
passShare: 0.7
kinds: { multiple-choice: 1 }
domains:
  - id: "1"
    title: One
    weight: 100
    tasks: [{ id: "1.1", title: T, objectives: [{ id: 1.1.1, label: a }] }]
`
const SERVICES = `format: epoch-services/1
services:
  - { id: open-one, name: Amazon Open, category: x, state: active, inScope: true, source: "https://a.example", verifiedOn: 2026-11-20 }
  - { id: open-old, name: Amazon Open Old, category: x, state: sunset, inScope: true, source: "https://a.example", verifiedOn: 2026-11-20 }
`
const FACTS = 'format: epoch-facts/1\nfacts:\n  - { id: fact-01, topic: t, fact: Water is wet. }\n'
const HEAD =
  'format: epoch-deck/1\nid: demo/cards\ndeck: Demo\nverifiedOn: 2026-11-20\nreferences: { r: { title: R, url: "https://a.example" } }\nnotes:\n'

/** A note of the demo exam as YAML, with what every note needs; `fields` come after them and may be empty. */
export function note(id: string, fields: string, meta = 'objective: 1.1.1, references: [r]'): string {
  return `  - { id: ${id}, ${meta === '' ? '' : `${meta}, `}${fields} }\n`
}

/** A multiple-choice question whose key stands at a place; reasons, explanation and difficulty given. */
export function question(
  id: string,
  stem: string,
  key = 0,
  texts: readonly string[] = ['one', 'two', 'six', 'ten'],
): string {
  const options = texts.map((text, at) => `{ text: "${text}", reason: r${at === key ? ', correct: true' : ''} }`)
  return note(
    id,
    `kind: multiple-choice, stem: "${stem}", explanation: e, difficulty: 1, options: [${options.join(', ')}]`,
  )
}

/** Writes a decks folder with one exam for the time of a test: `demo/cards.yaml` holds the notes. */
export function decksFolder(notes: string, more: Record<string, string> = {}): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epoch-lint-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  const files: Record<string, string> = {
    'services.yaml': SERVICES,
    'demo/blueprint.yaml': BLUEPRINT,
    'demo/facts.yaml': FACTS,
    'demo/cards.yaml': HEAD + notes,
    ...more,
  }
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** What one rule says about the notes of the demo exam: code, line and what was found. */
export function findings(rule: Rule, notes: string): string[] {
  return told(lintDecks([decksFolder(notes)], { rules: [rule] }))
}

/** The issues of a report as short lines. */
export function told({ issues }: LintReport): string[] {
  return issues.map((issue) =>
    `${issue.code} ${path.basename(issue.where.file ?? '')}:${issue.where.line ?? 0} ${issue.found ?? ''}`.trim(),
  )
}
