import { Monitor, Moon, Sun } from '@lucide/vue'

export const THEMES = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const

export const DAY_PACES = [
  { value: 'cards', label: 'Cards' },
  { value: 'minutes', label: 'Minutes' },
  { value: 'exam', label: 'Plan to the exam' },
] as const

/** Whether only two buttons rate a card. */
export const BUTTONS = [
  { value: 0, label: 'All four' },
  { value: 1, label: 'Again and Good' },
] as const

export const TEXT_SIZES = [
  { value: 0.85, label: '85 %' },
  { value: 1, label: '100 %' },
  { value: 1.15, label: '115 %' },
  { value: 1.3, label: '130 %' },
  { value: 1.5, label: '150 %' },
] as const

export const VOICE_RATES = [
  { value: 0.75, label: 'Slow' },
  { value: 1, label: 'Usual' },
  { value: 1.25, label: 'Quick' },
  { value: 1.5, label: 'Quicker' },
] as const

export const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: hour,
  label: `${String(hour).padStart(2, '0')}:00`,
}))

export const EXPERIENCES = [
  { value: 'new', label: 'New to this' },
  { value: 'some', label: 'I know some of it' },
] as const
