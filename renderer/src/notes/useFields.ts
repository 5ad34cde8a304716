import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { PASTE_LENGTH } from '../../../electron/contract/procedures/editor.ts'
import { attempt, sentence } from '../client/attempt.ts'
import { useClient } from '../client/client.ts'
import { amount } from '../format/words.ts'
import { useNoticesStore } from '../stores/notices.ts'
import { withGap } from './draft.ts'
import { insertText, linkText, mediumText, replaceText, wrapText, type TextArea } from './text-edit.ts'

export type Format = 'bold' | 'italic' | 'code' | 'math' | 'link' | 'gap' | 'gapAgain'

/** Fields that keep their text for the next card. */
export interface Pins {
  /** False for an edit, where nothing follows. */
  readonly offered: boolean
  readonly has: (path: string) => boolean
  readonly toggle: (path: string) => void
}

/** What the fields of one editor share: the field that was written in last, what is wrong, media and formatting. */
export interface Fields {
  readonly active: ShallowRef<TextArea | null>
  /** What is wrong with the field at a path, or ''. */
  readonly errorAt: (path: string) => string
  /** Puts files into the collection and writes them where the caret is. */
  readonly addFiles: (files: readonly File[], area?: TextArea | null) => Promise<void>
  readonly pasted: (event: ClipboardEvent) => void
  readonly dropped: (event: DragEvent) => void
  readonly format: (how: Format) => void
  readonly pins: Pins
}

const key: InjectionKey<Fields> = Symbol('fields')

/** What the editor around a field shares. */
export function useFields(): Fields {
  const fields = inject(key)
  if (!fields) throw new Error('A field outside of an editor')
  return fields
}

const isHtml = (area: TextArea) => area.dataset['html'] === 'true'
const MARKS = {
  bold: ['**', '<b>', '</b>'],
  italic: ['*', '<i>', '</i>'],
  code: ['`', '<code>', '</code>'],
  math: ['$', '\\(', '\\)'],
} as const

function formatIn(area: TextArea, how: Format): void {
  if (how === 'link') return linkText(area, isHtml(area))
  if (how === 'gap' || how === 'gapAgain') {
    const start = area.selectionStart ?? 0
    const end = area.selectionEnd ?? 0
    const made = withGap(area.value, start, end, how === 'gapAgain')
    const length = made.text.length - area.value.length + (end - start)
    return replaceText(area, start, end, made.text.slice(start, start + length), [made.start, made.end])
  }
  const [mark, open, close] = MARKS[how]
  if (isHtml(area)) wrapText(area, open, close)
  else wrapText(area, mark)
}

/** Whether pasted HTML says more than its words do: many programs wrap plain text in it. */
function marked(html: string): boolean {
  return /<(?:b|strong|i|em|u|a|code|pre|ul|ol|li|table|h[1-6]|img|sub|sup|blockquote|br|p)[\s>/]/i.test(html)
}

const LEFT_OUT = 'left out: Epoch loads nothing from the network. Paste or drop the image itself.'

/** Pasting and dropping: files go into the collection, HTML becomes Markdown. */
function useMedia(active: ShallowRef<TextArea | null>) {
  const client = useClient()
  const notices = useNoticesStore()

  async function addFiles(files: readonly File[], area = active.value): Promise<void> {
    if (!area) return
    for (const file of files) {
      const added = await attempt(client.editor.addMedium({ file }))
      if (added.ok) insertText(area, mediumText(added.value, isHtml(area)))
      else notices.say({ words: `${file.name}: ${sentence(added.error)}`, tone: 'error' })
    }
  }

  async function pasteHtml(html: string, area: TextArea): Promise<void> {
    const read = await attempt(client.editor.fromHtml({ html }))
    if (!read.ok) return notices.say({ words: sentence(read.error), tone: 'error' })
    insertText(area, read.value.markdown)
    const { leftOut } = read.value
    if (leftOut > 0) notices.say({ words: `${amount(leftOut, 'picture')} ${LEFT_OUT}` })
  }

  function pasted(event: ClipboardEvent): void {
    const area = event.currentTarget as TextArea
    const data = event.clipboardData
    if (!data) return
    const html = data.getData('text/html')
    const files = [...data.files]
    if (files.length > 0 && html === '') {
      event.preventDefault()
      void addFiles(files, area)
    } else if (marked(html) && html.length <= PASTE_LENGTH && !isHtml(area)) {
      event.preventDefault()
      void pasteHtml(html, area)
    }
  }

  function dropped(event: DragEvent): void {
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    void addFiles(files, event.currentTarget as TextArea)
  }
  return { addFiles, pasted, dropped }
}

/** Makes what the fields below share; called by the editor. */
export function provideFields(errorAt: (path: string) => string, pins: Pins): Fields {
  const active = shallowRef<TextArea | null>(null)
  const format = (how: Format) => {
    if (active.value?.isConnected) formatIn(active.value, how)
  }
  const fields: Fields = { active, errorAt, ...useMedia(active), format, pins }
  provide(key, fields)
  return fields
}
