import { CircleCheck, CircleQuestionMark, CircleSlash2, DoorClosed, PenLine, PowerOff, Sunset } from '@lucide/vue'
import type { Component } from 'vue'
import type { ServiceBadge } from '../../../electron/contract/shapes.ts'
import { dayWithYear } from '../format/dates.ts'

export interface BadgeFace {
  readonly icon: Component
  readonly tone: 'ok' | 'warn' | 'stop' | 'plain'
  readonly words: string
  /** Everything, with the date, for the tooltip. */
  readonly tip: string
}

type State = ServiceBadge['state']

const LOOKS: Readonly<Record<State, Pick<BadgeFace, 'icon' | 'tone'>>> = {
  active: { icon: CircleCheck, tone: 'ok' },
  renamed: { icon: PenLine, tone: 'plain' },
  partial: { icon: CircleSlash2, tone: 'warn' },
  maintenance: { icon: DoorClosed, tone: 'warn' },
  sunset: { icon: Sunset, tone: 'stop' },
  shutdown: { icon: PowerOff, tone: 'stop' },
}

const WORDS: Readonly<Record<State, (date: string | null) => string>> = {
  active: () => 'active',
  renamed: () => 'renamed',
  partial: () => 'parts closed',
  maintenance: () => 'closed to new customers',
  sunset: (date) => (date ? `ends ${date}` : 'ends soon'),
  shutdown: (date) => (date ? `shut down ${date}` : 'shut down'),
}

function tipOf(badge: ServiceBadge, date: string | null): string {
  const states = WORDS[badge.state](date)
  const dated = date && !states.includes(date) ? `${states}, ${date}` : states
  const parts = [`${badge.name}: ${dated}.`, badge.note ?? '']
  if (badge.successor) parts.push(`Now use ${badge.successor}.`)
  if (badge.conflicting) parts.push('Sources differ about this.')
  return parts.filter(Boolean).join(' ')
}

/** What the life-cycle badge of a service shows. */
export function badgeFace(badge: ServiceBadge): BadgeFace {
  const date = badge.date ? dayWithYear(badge.date) : null
  return { ...LOOKS[badge.state], words: `${badge.name} ${WORDS[badge.state](date)}`, tip: tipOf(badge, date) }
}

/** The mark of a service about which the sources disagree. */
export function differFace(badge: ServiceBadge): BadgeFace {
  const date = badge.date ? dayWithYear(badge.date) : null
  return { icon: CircleQuestionMark, tone: 'plain', words: 'Sources differ', tip: tipOf(badge, date) }
}
