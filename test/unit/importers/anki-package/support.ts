import type { Issue } from '../../../../electron/contract/errors.ts'
import { openAnkiPackage, type AnkiPackage } from '../../../../electron/importers/anki-package/index.ts'

/** Opens a package that must be readable, and closes it after the work. */
export async function withPackage<T>(
  bytes: Uint8Array,
  work: (source: AnkiPackage) => T,
  name = 'deck.apkg',
): Promise<T> {
  const opened = await openAnkiPackage({ name, bytes })
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  try {
    return work(opened.value)
  } finally {
    opened.value.close()
  }
}

/** The first reason for which a package must be refused. */
export async function refusalOf(bytes: Uint8Array, name = 'deck.apkg'): Promise<Issue> {
  const opened = await openAnkiPackage({ name, bytes })
  if (opened.ok) {
    opened.value.close()
    throw new Error('the package was not refused')
  }
  const [first] = opened.error
  if (!first) throw new Error('a refusal without a reason')
  return first
}

/** The texts of all notes. */
export function fieldsIn(source: AnkiPackage): string[] {
  return [...source.notes()].flat().map(({ fields }) => fields.replaceAll('\u001f', ' | '))
}
