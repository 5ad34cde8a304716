import { computed, onScopeDispose, watch, type Ref } from 'vue'
import type { CardFace, CardSound } from '../../../../electron/contract/procedures/review.ts'
import { playAll, soundsIn, stopSounds, unplayable } from '../../content/sounds.ts'
import { speak, stopSpeaking, useVoices } from '../../content/speech.ts'
import { spokenText } from '../../content/spoken.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useSettingsStore } from '../../stores/settings.ts'

/** The sounds of a card's two sides. */
export function soundsOf(face: CardFace): {
  readonly question: readonly CardSound[]
  readonly answer: readonly CardSound[]
} {
  if (face.type === 'template') return face.sounds
  if (face.type === 'question') {
    return { question: soundsIn(face.question.stem), answer: soundsIn(face.key.explanation) }
  }
  const prompt = soundsIn(face.prompt)
  const answer = soundsIn(face.answer, 'extra' in face ? face.extra : null)
  // A cloze answer is its whole text again.
  return { question: prompt, answer: face.type === 'cloze' ? answer.slice(prompt.length) : answer }
}

/**
 * Listening to the card on screen: its sounds, by themselves where the person has chosen so, and its words read aloud.
 * @param face of the card on screen, null for none
 * @param turn goes up with every step, also when the same card comes again
 */
export function useListening(
  face: Readonly<Ref<CardFace | null>>,
  revealed: Readonly<Ref<boolean>>,
  turn: Readonly<Ref<number>>,
) {
  const settings = useSettingsStore()
  const notices = useNoticesStore()
  const voices = useVoices()
  const sounds = computed(() => (face.value ? soundsOf(face.value) : { question: [], answer: [] }))
  const heard = computed(() => [...sounds.value.question, ...(revealed.value ? sounds.value.answer : [])])
  const canReplay = computed(() => heard.value.length > 0)
  const canRead = computed(() => face.value !== null && voices.value.length > 0)
  let reading = false

  watch([turn, revealed], () => {
    stopSounds()
    reading = false
    if (!settings.settings.autoplay || !face.value) return
    void playAll(revealed.value ? sounds.value.answer : sounds.value.question)
  })
  watch(unplayable, (name) => {
    if (name !== null) notices.say({ words: `${name} cannot be played: it is missing, or no sound.` })
  })
  onScopeDispose(stopSounds)

  function replay(): void {
    if (canReplay.value) void playAll(heard.value)
  }

  /** Reads what is on screen, or stops reading. */
  async function read(): Promise<void> {
    if (!face.value || !canRead.value) return
    stopSounds()
    reading = !reading
    if (!reading) return
    await speak(spokenText(face.value, revealed.value))
    reading = false
  }
  onScopeDispose(stopSpeaking)

  return { canReplay, canRead, replay, read }
}
