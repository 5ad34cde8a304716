import { attribute, element, elements, textAt, type XmlElement } from '../xml/index.ts'
import type { XmlNote, XmlNotes } from '../xml-notes.ts'
import { ITEMS_LOST, itemNote } from './items.ts'

const LOST = 'their schedule of Mnemosyne'

/** The items of an XML file that Mnemosyne 1 exported. */
export function mnemosyneNotes(root: XmlElement): XmlNotes {
  const begun = Number(attribute(root, 'time_of_start'))
  const notes = elements(root, 'item').map((item) => {
    const number = (name: string) => Number(attribute(item, name))
    return itemNote({
      id: attribute(item, 'id'),
      question: textAt(item, 'Q'),
      answer: textAt(item, 'A'),
      category: textAt(item, 'cat'),
      begun,
      grade: number('gr'),
      easiness: number('e'),
      acquisitions: number('ac_rp'),
      retentions: number('rt_rp'),
      lapses: number('lps'),
      lastDay: number('l_rp'),
      nextDay: number('n_rp'),
      offset: item.offset,
    })
  })
  return { format: 'mnemosyne-xml', notes, lost: ITEMS_LOST }
}

/**
 * The cards of a file that Mnemosyne 2 shares. Its elements are known by what they hold: facts have a front and a
 * back (`f`, `b`) or other named texts, tags a name, cards point to a fact. Facts without a card are left out.
 */
export function mnemosyneCards(root: XmlElement): XmlNotes {
  const logs = elements(root, 'log')
  const tags = new Map<string, string>()
  const cards = new Map<string, { type: string; tags: Set<string> }>()
  for (const log of logs) {
    const name = element(log, 'name')
    const fact = attribute(log, 'fact')
    if (name && attribute(log, 'o_id') !== '' && !element(log, 'f'))
      tags.set(attribute(log, 'o_id'), textAt(log, 'name'))
    if (fact === '') continue
    const card = cards.get(fact) ?? { type: attribute(log, 'card_t'), tags: new Set<string>() }
    for (const id of attribute(log, 'tags').split(',')) card.tags.add(id.trim())
    cards.set(fact, card)
  }
  const notes = logs.flatMap((log): XmlNote[] => {
    const id = attribute(log, 'o_id')
    const card = cards.get(id)
    if (!card || elements(log).length === 0) return []
    const names = [...card.tags].map((tag) => tags.get(tag) ?? '').filter((tag) => !/^(?:__UNTAGGED__)?$/.test(tag))
    return [{ ...textsOf(log, card.type), tags: names.map(tagOf), deck: '', id, offset: log.offset }]
  })
  return { format: 'mnemosyne-cards', notes, lost: LOST }
}

/** Front and back, both ways, vocabulary (written form, pronunciation, meaning), gaps; others by their first texts. */
function textsOf(fact: XmlElement, type: string): Pick<XmlNote, 'kind' | 'front' | 'back'> {
  const text = textAt(fact, 'text')
  if (text !== '') return { kind: 'cloze', front: gaps(text), back: '' }
  const meaning = textAt(fact, 'm_1')
  if (meaning !== '') {
    const said = textAt(fact, 'p_1')
    return { kind: 'basic-reversed', front: textAt(fact, 'f'), back: said === '' ? meaning : `${said}<br>${meaning}` }
  }
  const [first, second] = elements(fact).map(({ name }) => textAt(fact, name))
  const front = textAt(fact, 'f') || (first ?? '')
  const back = textAt(fact, 'b') || (second ?? '')
  return { kind: type.startsWith('2') ? 'basic-reversed' : 'basic', front, back }
}

/** Mnemosyne marks gaps by brackets, with a hint after a colon; each is asked on a card of its own. */
function gaps(text: string): string {
  let number = 0
  return text.replace(/\[([^\]:\n]+)(?::([^\]\n]+))?\]/g, (_, answer: string, hint: string | undefined) => {
    number += 1
    return hint === undefined ? `{{c${number}::${answer}}}` : `{{c${number}::${answer}::${hint}}}`
  })
}

function tagOf(name: string): string {
  return name.trim().replace(/\s+/g, '_').slice(0, 100)
}
