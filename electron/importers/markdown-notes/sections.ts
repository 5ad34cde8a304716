/** A line of a file of notes. */
export interface NoteLine {
  readonly text: string
  /** From 1. */
  readonly line: number
  /** It stands in a block of code, or begins or ends one. */
  readonly code: boolean
}

/** A heading with the blocks below it, up to the next heading; level 0 for what stands before the first. */
export interface Section {
  readonly level: number
  readonly title: string
  readonly line: number
  /** Lines without a blank one between them; a block of code is never divided. */
  readonly blocks: readonly (readonly NoteLine[])[]
}

/** Divides a file at its headings and blank lines, which do not count inside code. */
export function readSections(lines: readonly string[], from: number): Section[] {
  const sections: { level: number; title: string; line: number; blocks: NoteLine[][] }[] = []
  let section = { level: 0, title: '', line: from + 1, blocks: [] as NoteLine[][] }
  let block: NoteLine[] = []
  let fence = ''
  const endBlock = () => {
    if (block.length > 0) section.blocks.push(block)
    block = []
  }
  for (const [index, text] of lines.entries()) {
    if (index < from) continue
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1] ?? ''
    const inside = fence !== ''
    if (inside ? mark.startsWith(fence) && text.trim() === mark : mark !== '') fence = inside ? '' : mark
    const code = inside || mark !== ''
    const heading = code ? null : /^(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(text)
    if (heading) {
      endBlock()
      sections.push(section)
      section = { level: heading[1]?.length ?? 1, title: heading[2] ?? '', line: index + 1, blocks: [] }
    } else if (!code && text.trim() === '') endBlock()
    else block.push({ text, line: index + 1, code })
  }
  endBlock()
  return [...sections, section]
}
